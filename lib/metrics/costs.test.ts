import { call } from '@orpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import { closeConnections } from '../db/client'
import type { AnswerOf } from './answer-schema'
import { metrics } from './procedures'

const range = { from: '2026-01-01', to: '2026-12-31' }
let agency: Awaited<ReturnType<typeof openAgency>>
let campaign: string

beforeAll(async () => {
  agency = await openAgency()
  const { admin, workspace, partnerId } = agency
  const [made] = await asOwner<{ id: string }>(
    `insert into campaigns (workspace_id, name, created_at) values ($1, 'Spring', now()) returning id`,
    [workspace.id],
  )
  campaign = made?.id as string
  const { leadId } = await win(admin, partnerId, 300_000, new Date('2026-03-01T12:00:00Z'))
  await asOwner('update client_leads set campaign_id = $2 where id = $1', [leadId, campaign])
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const setCost = (day: string, amount: number, actor = agency.admin, id = campaign) =>
  call(metrics.setCampaignCost, { id, day, amount }, { context: asking(actor) })

async function ask() {
  const answer = await call(
    metrics.ask,
    { question: { kind: 'campaigns' }, range },
    { context: asking(agency.admin) },
  )
  return (answer as AnswerOf<'campaigns'>).rows.find(({ id }) => id === campaign)
}

it('shows no return without a cost', async () => {
  expect(await ask()).toMatchObject({
    leads: 1,
    contacted: 1,
    won: 1,
    revenue: 300_000,
    cost: null,
    roi: null,
  })
})

it('takes the last word on a day, and zero as none', async () => {
  await setCost('2026-02-01', 999)
  await setCost('2026-02-01', 60_000)
  await setCost('2026-02-02', 40_000)
  expect(await ask()).toMatchObject({ cost: 100_000, roi: 200, costPerLead: 100_000 })
  await setCost('2026-02-02', 0)
  expect(await ask()).toMatchObject({ cost: 60_000, roi: 400 })
})

it('keeps one of several said at once', async () => {
  const amounts = Array.from({ length: 12 }, (_, n) => (n % 3 === 2 ? 0 : 1000 + n))
  await Promise.all(amounts.map((amount) => setCost('2026-02-03', amount)))
  const rows = await asOwner<{ amount: string }>(
    `select amount from campaign_costs where campaign_id = $1 and day = '2026-02-03'`,
    [campaign],
  )
  expect(rows.length).toBeLessThan(2)
  expect(amounts).toContain(Number(rows[0]?.amount ?? 0))
  await setCost('2026-02-03', 0)
})

it('keeps the stays of a lead with its campaign', async () => {
  const stays = await asOwner<{ campaign_id: string }>(
    'select campaign_id from conversion_funnels where workspace_id = $1',
    [agency.workspace.id],
  )
  expect(stays).toHaveLength(5)
  expect(stays.every(({ campaign_id }) => campaign_id === campaign)).toBe(true)
})

it('is for admins of the workspace', async () => {
  const manager = await makeMember(agency.workspace, 'manager')
  await expect(setCost('2026-02-01', 1, manager)).rejects.toMatchObject({ code: 'forbidden' })
  const stranger = await makeMember(await makeWorkspace(), 'owner')
  await expect(setCost('2026-02-01', 1, stranger)).rejects.toMatchObject({ code: 'not_found' })
  await expect(setCost('2026-02-01', -1)).rejects.toMatchObject({
    data: { fields: { amount: expect.any(String) } },
  })
})
