import { call } from '@orpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openAgency, registerClient, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makePartner } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { portal } from './procedures'

const at = (day: string) => new Date(`${day}T12:00:00Z`)
const range = { from: '2026-01-01', to: '2026-12-31' }
const now = at('2026-09-01')
let agency: Awaited<ReturnType<typeof openAgency>>
let others: string[] = []
let partner: Member

beforeAll(async () => {
  agency = await openAgency()
  const { admin, workspace, partnerId } = agency
  partner = { ...admin, role: 'partner', partnerId, partnerStatus: 'active' }
  others = []
  for (let n = 0; n < 4; n++) others.push(await makePartner(workspace))
  await win(admin, partnerId, 100_000, at('2026-03-10'))
  await registerClient(admin, partnerId, at('2026-04-10'))
  for (const [n, id] of others.entries()) await win(admin, id, 10_000 * (n + 1), at('2026-05-10'))
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const ask = (actor = partner) => call(portal.analytics, range, { context: asking(actor, { now }) })

it('shows own figures alone, and no comparison with fewer than five', async () => {
  const { figures, funnel, earnings, peers } = await ask()
  expect(peers).toBeNull()
  expect(figures.map(({ metric, own, median }) => [metric, own, median])).toEqual([
    ['leads', 2, null],
    ['won_deals', 1, null],
    ['win_rate', 100, null],
    ['won_value', 100_000, null],
    ['commissions_earned', 20_000, null],
  ])
  expect(funnel.steps.map(({ reached }) => reached)).toEqual([2, 1, 1, 1, 1])
  expect(earnings.total).toBe(20_000)
})

it('compares with the median once five others of the tier stand behind it', async () => {
  others.push(await makePartner(agency.workspace))
  await win(agency.admin, others[4] as string, 50_000, at('2026-05-11'))
  const { figures, peers } = await ask()
  expect(peers).toBe(5)
  expect(figures.map(({ median }) => median)).toEqual([1, 1, 100, 30_000, 6000])
})

it('takes away the comparison when one leaves or rises', async () => {
  await asOwner(`update partners set status = 'inactive' where id = $1`, [others[0]])
  expect((await ask()).peers).toBeNull()
})

it('is for partners alone', async () => {
  await expect(ask(agency.admin)).rejects.toMatchObject({ code: 'forbidden' })
})
