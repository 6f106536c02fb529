import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { giveRates, winIn } from '@/e2e/currencies'
import { openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { commissions } from '../commissions/procedures'
import { closeConnections } from '../db/client'
import { readAs } from '../db/with-actor'
import { leads } from '../leads/procedures'
import { ledger } from '../ledger/procedures'
import { partners } from '../partners/procedures'
import { payouts } from '../payouts/procedures'
import { isoDate } from '../time'
import { statements } from './procedures'
import { findStatement } from './queries'
import type { StatementSums } from './schema'

let agency: Awaited<ReturnType<typeof openAgency>>
let partner: Member

const march = (day: number) => new Date(Date.UTC(2026, 2, day, 9))
const april = (day: number) => new Date(Date.UTC(2026, 3, day, 9))
const at = (now: Date, as: Member = agency.admin) => ({ context: asking(as, { now }) })

/** Earned in March, partly refunded and paid in April. */
beforeEach(async () => {
  agency = await openAgency()
  partner = await makeMember(agency.workspace, 'partner')
  const id = partner.partnerId as string
  const { leadId, commissionId } = await win(agency.admin, id, 100_000, march(3))
  await win(agency.admin, id, 50_000, march(30))
  await call(commissions.approve, { id: commissionId }, at(march(5)))
  await call(leads.refund, { id: leadId, amount: 20_000, reason: 'Late' }, at(april(2)))
  const run = await call(
    payouts.create,
    { periodFrom: '2020-01-01', periodTo: '2099-12-31' },
    at(april(3)),
  )
  const payout = run.payouts[0]?.id as string
  await call(payouts.approve, { id: payout }, at(april(4), agency.owner))
  await call(payouts.pay, { id: payout, reference: 'TRF-9' }, at(april(5)))
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const statement = (month: string, as: Member) =>
  readAs(as, (db) => findStatement(db, as, { id: partner.partnerId as string, month }))

describe('a statement', () => {
  it.each(['the partner', 'an admin'])('adds up for %s, month after month', async (who) => {
    const as = who === 'an admin' ? agency.admin : partner
    expect((await statement('2026-02', as)).currencies).toEqual([])
    const [first] = (await statement('2026-03', as)).currencies
    expect(first).toMatchObject({
      opening: 0,
      earned: 30_000,
      clawedBack: 0,
      paid: 0,
      closing: 30_000,
    })
    const [second] = (await statement('2026-04', as)).currencies
    expect(second).toMatchObject({
      opening: 30_000,
      earned: 0,
      clawedBack: 4_000,
      paid: 16_000,
      closing: 10_000,
    })
    expect(second?.lines.map(({ kind, amount, about }) => [kind, amount, about])).toEqual([
      ['clawback', -4_000, expect.stringContaining('Business')],
      ['payout_paid', -16_000, 'TRF-9'],
    ])
    const [balance] = await call(ledger.balance, { id: partner.partnerId as string }, at(april(9)))
    const { held = 0, payable = 0, onItsWay = 0 } = balance ?? {}
    expect(second?.closing).toBe(held + payable + onItsWay)
  })

  it('shows what was converted for a payout, and ends at the balance in each currency', async () => {
    const id = partner.partnerId as string
    await giveRates(agency.admin, { USD: '1.25' })
    await call(
      partners.changePayoutCurrency,
      { id, currency: 'EUR' },
      { context: asking(agency.admin) },
    )
    await winIn(agency.admin, id, 'USD', 100_000)
    const run = await call(
      payouts.create,
      { periodFrom: '2020-01-01', periodTo: '2099-12-31' },
      { context: asking(agency.admin) },
    )
    const payout = run.payouts[0]?.id as string
    await call(payouts.approve, { id: payout }, { context: asking(agency.owner) })
    await call(payouts.pay, { id: payout, reference: 'TRF-10' }, { context: asking(agency.admin) })
    const month = isoDate(new Date(), 'Europe/Berlin').slice(0, 7)
    const { currencies } = await statement(month, partner)
    const balances = await call(ledger.balance, { id }, { context: asking(agency.admin) })
    for (const { currency, held, payable, onItsWay } of balances) {
      const sums = currencies.find((row) => row.currency === currency) as StatementSums
      expect(sums.closing).toBe(held + payable + onItsWay)
      expect(sums.opening + sums.earned - sums.clawedBack + sums.converted - sums.paid).toBe(
        sums.closing,
      )
    }
    const dollars = currencies.find(({ currency }) => currency === 'USD')
    expect(dollars?.converted).toBe(-(dollars?.earned ?? 0))
    expect(dollars?.converted).toBeLessThan(0)
  })

  it('begins and ends with the days of the workspace', async () => {
    const id = partner.partnerId as string
    await win(agency.admin, id, 10_000, new Date('2026-05-31T21:59:59Z'))
    await win(agency.admin, id, 20_000, new Date('2026-05-31T22:00:00Z'))
    const [may] = (await statement('2026-05', partner)).currencies
    const [june] = (await statement('2026-06', partner)).currencies
    expect([may?.earned, june?.earned]).toEqual([2_000, 4_000])
  })

  it('is a PDF, whatever script the names are in', async () => {
    await asOwner(
      `update partners set name = 'Ελένη Щукина Żółć', company = 'שלום' where id = $1`,
      [partner.partnerId],
    )
    const input = { id: partner.partnerId as string, month: '2026-04' }
    const file = await call(statements.download, input, { context: asking(partner) })
    expect(file.type).toBe('application/pdf')
    const bytes = Buffer.from(await file.arrayBuffer())
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.subarray(-6).toString()).toContain('%%EOF')
    const other = await makeMember(agency.workspace, 'partner')
    const foreign = call(statements.download, input, { context: asking(other) })
    await expect(foreign).rejects.toMatchObject({ status: 404 })
  })
})

describe('the journal', () => {
  it('holds every booking of a period with its two accounts, safe to open', async () => {
    await asOwner(`update partners set name = '=HYPERLINK("x")' where id = $1`, [partner.partnerId])
    const file = await call(
      statements.journal,
      { from: '2026-04-01', to: '2026-04-30' },
      { context: asking(agency.admin) },
    )
    const lines = (await file.text()).trim().split('\n')
    expect(lines).toHaveLength(5)
    expect(lines[1]).toMatch(
      /2026-04-02,Clawed back,Payable,-?40\.00|2026-04-02,Payable,Clawed back,40\.00/,
    )
    expect(lines[2]).toContain('2026-04-05,Payable,On its way,160.00,EUR')
    expect(lines[3]).toContain('2026-04-05,On its way,Paid,160.00,EUR')
    expect(lines[1]).toContain(`"'=HYPERLINK`)
  })

  it('is not for partners', async () => {
    const asked = call(
      statements.journal,
      { from: '2026-04-01', to: '2026-04-30' },
      { context: asking(partner) },
    )
    await expect(asked).rejects.toMatchObject({ status: 403 })
  })
})
