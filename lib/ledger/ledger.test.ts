import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { ibanEnding } from '@/e2e/iban'
import { giveAccount, useSandbox } from '@/e2e/payouts'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import { commissions } from '../commissions/procedures'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { leads } from '../leads/procedures'
import { payouts } from '../payouts/procedures'
import { payoutRuns } from '../payouts/procedures/sending'
import { settle } from '../payouts/settle'
import { ledgerDifferences } from './check'
import { ledger } from './procedures'

let agency: Awaited<ReturnType<typeof openAgency>>
const period = { periodFrom: '2020-01-01', periodTo: '2099-12-31' }

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const day = (number: number) => new Date(Date.UTC(2026, 2, number, 9))
const asAdmin = (at?: Date) => asking(agency.admin, at ? { now: at } : {})

const movements = async (partnerId = agency.partnerId) => {
  const rows = await asOwner<{ line: string; at: Date }>(
    `select t.occurred_at as at, t.kind || ': ' || string_agg(a.kind || ' ' || e.amount, ', ' order by e.amount) as line
     from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id
     where t.partner_id = $1 group by t.id order by t.occurred_at, t.id`,
    [partnerId],
  )
  return rows
}
const lines = async () => (await movements()).map(({ line }) => line)

const balance = async () => {
  const [row] = await call(ledger.balance, { id: agency.partnerId }, { context: asAdmin() })
  return row
}

const differences = () => withActor(agency.admin, ({ db }) => ledgerDifferences(db))

/** A payout of everything that is due, approved. */
async function approvedPayout(at?: Date) {
  const run = await call(payouts.create, period, { context: asAdmin(at) })
  const id = run.payouts[0]?.id as string
  await call(payouts.approve, { id }, { context: asking(agency.owner, at ? { now: at } : {}) })
  return id
}

describe('a commission', () => {
  it('moves from expense to paid, each step at the time it was made', async () => {
    const { commissionId } = await win(agency.admin, agency.partnerId, 100_000, day(1))
    await call(commissions.approve, { id: commissionId }, { context: asAdmin(day(2)) })
    const id = await approvedPayout(day(3))
    await call(payouts.pay, { id, reference: 'T' }, { context: asAdmin(day(4)) })
    expect(await movements()).toEqual([
      { at: day(1), line: 'commission_earned: commission_expense -20000, held 20000' },
      { at: day(2), line: 'commission_approved: held -20000, payable 20000' },
      { at: day(4), line: 'payout_processing: payable -20000, clearing 20000' },
      { at: day(4), line: 'payout_paid: clearing -20000, paid 20000' },
    ])
    const { items } = await call(ledger.entries, { payoutId: id }, { context: asAdmin() })
    expect(items.map(({ account, amount }) => `${account} ${amount}`)).toEqual([
      'paid 20000',
      'clearing -20000',
      'clearing 20000',
      'payable -20000',
    ])
    expect(await balance()).toEqual({
      currency: 'EUR',
      held: 0,
      payable: 0,
      onItsWay: 0,
      paid: 20_000,
      clawedBack: 0,
      net: 20_000,
    })
  })

  it('goes back from payable when held, and stays held when released', async () => {
    const { commissionId: id } = await win(agency.admin, agency.partnerId, 100_000, day(1))
    await call(commissions.approve, { id }, { context: asAdmin(day(2)) })
    await call(commissions.hold, { id, reason: 'Check' }, { context: asAdmin(day(3)) })
    await call(commissions.release, { id, reason: 'Fine' }, { context: asAdmin(day(4)) })
    await call(commissions.hold, { id, reason: 'Again' }, { context: asAdmin(day(5)) })
    await call(commissions.reject, { id, reason: 'Twice' }, { context: asAdmin(day(6)) })
    expect(await movements()).toMatchObject([
      { line: 'commission_earned: commission_expense -20000, held 20000' },
      { line: 'commission_approved: held -20000, payable 20000' },
      { at: day(3), line: 'commission_held: payable -20000, held 20000' },
      { at: day(6), line: 'commission_rejected: held -20000, commission_expense 20000' },
    ])
    expect(await balance()).toMatchObject({ held: 0, payable: 0, net: 0 })
  })

  it('returns to expense when its deal is lost', async () => {
    const { leadId, commissionId } = await win(agency.admin, agency.partnerId, 100_000, day(1))
    await call(commissions.approve, { id: commissionId }, { context: asAdmin(day(2)) })
    await call(
      leads.move,
      { id: leadId, to: 'closed_lost', reason: 'They withdrew' },
      { context: asAdmin(day(9)) },
    )
    expect((await movements()).at(-1)).toEqual({
      at: day(9),
      line: 'commission_reversed: payable -20000, commission_expense 20000',
    })
  })

  it('that was paid elsewhere goes straight to paid', async () => {
    const { commissionId } = await win(agency.admin, agency.partnerId)
    await asOwner(
      `insert into commissions (workspace_id, partner_id, client_lead_id, close_no, project_value, commission_rate,
         commission_amount, currency, tier_at_sale, snapshot, origin, status, earned_at, paid_at, imported_by, created_at)
       select workspace_id, partner_id, client_lead_id, 99, project_value, commission_rate, commission_amount, currency,
         tier_at_sale, snapshot, 'import', 'paid', earned_at, $2, $3, now() from commissions where id = $1`,
      [commissionId, day(1), agency.admin.userId],
    )
    expect(await lines()).toContain('imported: commission_expense -20000, paid 20000')
    expect(await differences()).toEqual([])
  })

  it('approved in bulk is posted one by one', async () => {
    for (let deal = 0; deal < 6; deal++) await win(agency.admin, agency.partnerId, 10_000 + deal)
    await call(commissions.approveMany, { filter: {} }, { context: asAdmin() })
    const approvals = (await lines()).filter((line) => line.startsWith('commission_approved'))
    expect(approvals).toHaveLength(6)
    expect(await differences()).toEqual([])
  })
})

describe('a payout', () => {
  it('that fails gives the money back to payable, and is sent again', async () => {
    const { commissionId } = await win(agency.admin, agency.partnerId, 100_000, day(1))
    await call(commissions.approve, { id: commissionId }, { context: asAdmin(day(2)) })
    const id = await approvedPayout(day(3))
    await giveAccount(agency.partnerId, ibanEnding('0006'))
    await useSandbox(agency.workspace.id)
    const send = (door: typeof payouts.retry | typeof payoutRuns.send, of: string) =>
      call(door, { id: of, provider: 'sandbox' }, { context: asAdmin() })
    const { runId } = await call(payouts.find, { id }, { context: asAdmin() })
    await send(payoutRuns.send, runId)
    const [{ id: transferId } = { id: '' }] = await asOwner<{ id: string }>(
      'select id from payout_transfers where payout_id = $1',
      [id],
    )
    const became = (to: 'unknown' | 'failed') =>
      withActor(agency.admin, ({ db }) =>
        settle(
          { actor: agency.admin, now: day(5), db },
          { transferIds: [transferId], to, error: 'x' },
        ),
      )
    await became('unknown')
    expect(await balance()).toMatchObject({ payable: 0, onItsWay: 20_000, paid: 0 })
    expect(await differences()).toEqual([])
    await became('failed')
    expect(await balance()).toMatchObject({ payable: 20_000, onItsWay: 0 })
    await send(payouts.retry, id)
    expect((await lines()).slice(-3).sort()).toEqual([
      'payout_failed: clearing -20000, payable 20000',
      'payout_processing: payable -20000, clearing 20000',
      'payout_processing: payable -20000, clearing 20000',
    ])
  })

  it('cannot begin as anything but a draft', async () => {
    const { commissionId } = await win(agency.admin, agency.partnerId)
    await call(commissions.approve, { id: commissionId }, { context: asAdmin() })
    const id = await approvedPayout()
    const paid = asOwner(
      `insert into payouts (workspace_id, run_id, partner_id, currency, amount, minimum, status, approved_by, approved_at,
         created_by, created_at)
       select workspace_id, run_id, partner_id, currency, amount, 0, 'approved', approved_by, approved_at, created_by, created_at
       from payouts where id = $1`,
      [id],
    )
    await expect(paid).rejects.toThrow(/begins as a draft/)
  })
})

describe('the books', () => {
  it('open each account once when sixteen deals are won at once', async () => {
    await Promise.all(Array.from({ length: 16 }, () => win(agency.admin, agency.partnerId)))
    const twice = await asOwner(
      `select kind from ledger_accounts where workspace_id = $1 group by kind, partner_id, currency having count(*) > 1`,
      [agency.workspace.id],
    )
    expect(twice).toEqual([])
    expect(await differences()).toEqual([])
  })

  it('are written by nobody', async () => {
    await win(agency.admin, agency.partnerId)
    const attempts = [
      `insert into ledger_accounts (workspace_id, kind, currency) select workspace_id, 'clearing', 'USD' from ledger_accounts limit 1`,
      `update ledger_entries set amount = amount + 1`,
      `delete from ledger_entries`,
      `update ledger_transactions set reason = 'x'`,
      `delete from ledger_transactions`,
      `select post_moves('[]')::text`,
    ]
    for (const statement of attempts) {
      const attempt = withActor(agency.owner, ({ tx }) => tx.$queryRawUnsafe(statement))
      await expect(attempt, statement).rejects.toThrow(/permission denied/)
    }
    for (const statement of attempts.slice(1, 5))
      await expect(asOwner(statement), statement).rejects.toThrow(/never changed/)
  })

  it('take no transaction that does not sum to zero, and no entry afterwards', async () => {
    await win(agency.admin, agency.partnerId)
    const write = (amounts: number[]) =>
      asOwner(
        `with t as (
           insert into ledger_transactions (workspace_id, kind, partner_id, commission_id, currency, occurred_at)
           select workspace_id, kind, partner_id, commission_id, currency, occurred_at from ledger_transactions
           where partner_id = $1 limit 1 returning *)
         insert into ledger_entries (workspace_id, transaction_id, account_id, partner_id, occurred_at, amount)
         select t.workspace_id, t.id, a.id, a.partner_id, t.occurred_at, x.amount
         from t, unnest($2::bigint[]) x(amount), ledger_accounts a where a.partner_id = $1 and a.kind = 'held'`,
        [agency.partnerId, amounts],
      )
    await expect(write([5, -4])).rejects.toThrow(/sums to zero/)
    await expect(write([5])).rejects.toThrow(/sums to zero/)
    await expect(write([])).rejects.toThrow(/sums to zero/)
    await expect(write([0, 0])).rejects.toThrow(/ledger_entries_amount_check/)
    const late = asOwner(
      `insert into ledger_entries (workspace_id, transaction_id, account_id, partner_id, occurred_at, amount)
       select e.workspace_id, e.transaction_id, e.account_id, e.partner_id, e.occurred_at, x.amount
       from ledger_entries e, (values (3), (-3)) x(amount) where e.partner_id = $1`,
      [agency.partnerId],
    )
    await expect(late).rejects.toThrow(/written with their transaction/)
  })

  it('show a partner their own entries and nothing of the workspace’s', async () => {
    const partner = await makeMember(agency.workspace, 'partner')
    await win(agency.admin, agency.partnerId)
    await win(agency.admin, partner.partnerId as string, 50_000)
    const { items } = await call(ledger.entries, {}, { context: asking(partner) })
    expect(items).toMatchObject([{ account: 'held', amount: 10_000, partnerId: partner.partnerId }])
    const own = { id: partner.partnerId as string }
    const balances = await call(ledger.balance, own, { context: asking(partner) })
    expect(balances).toMatchObject([{ held: 10_000, net: 10_000 }])
    await expect(
      call(ledger.balance, { id: agency.partnerId }, { context: asking(partner) }),
    ).rejects.toMatchObject({ status: 404 })
  })

  it('are listed by partner, account, subject and time', async () => {
    const { commissionId } = await win(agency.admin, agency.partnerId, 100_000, day(1))
    await win(agency.admin, agency.partnerId, 50_000, day(5))
    await call(commissions.approve, { id: commissionId }, { context: asAdmin(day(7)) })
    const list = async (filter: object) =>
      (await call(ledger.entries, filter, { context: asAdmin() })).items.map(
        ({ account, amount }) => `${account} ${amount}`,
      )
    expect((await list({ account: ['payable'] })).join()).toBe('payable 20000')
    expect(await list({ commissionId, account: 'held' })).toEqual(['held -20000', 'held 20000'])
    expect(await list({ partnerId: agency.partnerId })).toHaveLength(6)
    expect((await list({ from: '2026-03-05', to: '2026-03-05' })).sort()).toEqual([
      'commission_expense -10000',
      'held 10000',
    ])
    const file = await call(ledger.export, {}, { context: asAdmin() })
    expect((await file.text()).trim().split('\n')).toHaveLength(1 + 6 + 1)
  })
})
