import { call } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import { commissions } from '../commissions/procedures'
import { replayClawback } from '../commissions/rules'
import type { ClawbackSnapshot } from '../commissions/schema'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { ledgerDifferences } from '../ledger/check'
import { ledger } from '../ledger/procedures'
import { payouts } from '../payouts/procedures'
import { leads } from './procedures'

let agency: Awaited<ReturnType<typeof openAgency>>
const period = { periodFrom: '2020-01-01', periodTo: '2099-12-31' }
const reason = 'They cancelled a part'

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const asAdmin = () => asking(agency.admin)
const refund = (id: string, amount: number, more = {}) =>
  call(leads.refund, { id, amount, reason }, { context: asking(agency.admin, more) })
const lose = (id: string) =>
  call(leads.move, { id, to: 'closed_lost', reason }, { context: asAdmin() })

type Row = { id: string; kind: string; amount: number; status: string; snapshot: ClawbackSnapshot }
const rowsOf = (leadId: string) =>
  asOwner<Row>(
    `select id, kind, commission_amount as amount, status, snapshot from commissions
     where client_lead_id = $1 order by created_at, id`,
    [leadId],
  )
const said = async (leadId: string) =>
  (await rowsOf(leadId)).map(({ kind, amount, status }) => `${kind} ${amount} ${status}`)

const balance = async () =>
  (await call(ledger.balance, { id: agency.partnerId }, { context: asAdmin() }))[0]
const differences = () => withActor(agency.admin, ({ db }) => ledgerDifferences(db))
const approve = (id: string) => call(commissions.approve, { id }, { context: asAdmin() })

async function payAll() {
  const run = await call(payouts.create, period, { context: asAdmin() })
  for (const { id } of run.payouts) {
    await call(payouts.approve, { id }, { context: asking(agency.owner) })
    await call(payouts.pay, { id, reference: 'T' }, { context: asAdmin() })
  }
  return run
}

/** A won deal of 1,000.00 at 20 %, paid out. */
async function paidDeal(value = 100_000) {
  const deal = await win(agency.admin, agency.partnerId, value)
  await approve(deal.commissionId)
  await payAll()
  return deal
}

describe('a refund', () => {
  it('takes back its part of a paid commission with the next payout, and shows it before', async () => {
    const { leadId, commissionId } = await paidDeal()
    const preview = await call(
      leads.previewRefund,
      { id: leadId, amount: 25_000 },
      { context: asAdmin() },
    )
    expect(preview).toMatchObject({ netValue: 75_000, clawbacks: [{ clawback: 5_000 }] })
    const { items, left } = await refund(leadId, 25_000)
    expect(items).toMatchObject([{ amount: 25_000, reason, clawedBack: 5_000 }])
    expect(left).toBe(75_000)
    expect(await said(leadId)).toEqual(['base 20000 paid', 'clawback -5000 approved'])
    expect(await balance()).toMatchObject({ payable: -5_000, paid: 20_000, clawedBack: 5_000 })
    const next = await win(agency.admin, agency.partnerId, 50_000)
    await approve(next.commissionId)
    const run = await payAll()
    expect(run.payouts).toMatchObject([{ amount: 5_000, items: 2 }])
    expect(await balance()).toMatchObject({ payable: 0, paid: 25_000, net: 25_000 })
    const found = await call(commissions.find, { id: commissionId }, { context: asAdmin() })
    expect(found.clawbacks).toMatchObject([{ amount: -5_000, status: 'paid' }])
    expect(await differences()).toEqual([])
  })

  it('stands with an unpaid commission, and goes with it wherever it goes', async () => {
    const { leadId, commissionId: id } = await win(agency.admin, agency.partnerId)
    await refund(leadId, 50_000)
    expect(await said(leadId)).toEqual(['base 20000 pending', 'clawback -10000 pending'])
    expect(await balance()).toMatchObject({ held: 10_000, clawedBack: 10_000, net: 10_000 })
    const context = asAdmin()
    const statuses = async () => (await rowsOf(leadId)).map(({ status }) => status)
    await call(commissions.approveMany, { filter: {}, expectedCount: 2 }, { context })
    expect(await statuses()).toEqual(['approved', 'approved'])
    await call(commissions.hold, { id, reason }, { context })
    expect(await statuses()).toEqual(['on_hold', 'on_hold'])
    await refund(leadId, 10_000)
    expect(await said(leadId)).toEqual([
      'base 20000 on_hold',
      'clawback -10000 on_hold',
      'clawback -2000 on_hold',
    ])
    await call(commissions.release, { id, reason }, { context })
    expect(await statuses()).toEqual(['pending', 'pending', 'pending'])
    expect(await differences()).toEqual([])
    await lose(leadId)
    expect(await statuses()).toEqual(['reversed', 'reversed', 'reversed'])
    expect(await balance()).toMatchObject({ held: 0, clawedBack: 0, net: 0 })
  })

  it('of everything leaves the deal won and worth nothing', async () => {
    const { leadId } = await paidDeal(99_999)
    await refund(leadId, 99_999)
    const lead = await call(leads.find, { id: leadId }, { context: asAdmin() })
    expect(lead.status).toBe('closed_won')
    expect(await balance()).toMatchObject({ payable: -20_000, paid: 20_000, net: 0 })
    const [partner] = await asOwner(
      'select total_deals, total_earnings from partners where id = $1',
      [agency.partnerId],
    )
    expect(partner).toEqual({ total_deals: 1, total_earnings: 0 })
    await expect(refund(leadId, 1)).rejects.toMatchObject({ status: 409 })
  })

  it('is refused beyond what is left, for a deal that is not won, and to whoever may not', async () => {
    const { leadId } = await win(agency.admin, agency.partnerId)
    await refund(leadId, 60_000)
    await expect(refund(leadId, 40_001)).rejects.toMatchObject({
      status: 400,
      data: { fields: { amount: 'At most €400.00 is left to refund.' } },
    })
    await expect(refund(leadId, 0)).rejects.toMatchObject({ status: 400 })
    const manager = await makeMember(agency.workspace, 'manager')
    await expect(
      call(leads.refund, { id: leadId, amount: 1, reason }, { context: asking(manager) }),
    ).rejects.toMatchObject({ status: 403 })
    await lose(leadId)
    await expect(refund(leadId, 100)).rejects.toMatchObject({ status: 409 })
  })

  it('ends at the same clawback however it is split and ordered, and at all of it in the end', async () => {
    const parts = fc
      .tuple(
        fc.integer({ min: 2, max: 400_000 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
      )
      .map(([value, cuts]) => {
        const at = [...new Set(cuts.map((cut) => Math.floor(cut * value)))].filter(
          (x) => x > 0 && x < value,
        )
        const edges = [0, ...at.sort((a, b) => a - b), value]
        return edges.slice(1).map((edge, index) => edge - (edges[index] as number))
      })
      .chain((split) => fc.shuffledSubarray(split, { minLength: split.length }))
    await fc.assert(
      fc.asyncProperty(parts, fc.constantFrom('pending', 'approved', 'paid'), async (split, at) => {
        const value = split.reduce((sum, part) => sum + part, 0)
        const { leadId, commissionId } = await win(agency.admin, agency.partnerId, value)
        if (!commissionId) return
        if (at !== 'pending') await approve(commissionId)
        if (at === 'paid') await call(payouts.create, period, { context: asAdmin() }).catch(() => 0)
        let refunded = 0
        for (const part of split) {
          await refund(leadId, part)
          refunded += part
          const [base, ...taken] = await rowsOf(leadId)
          const rate = Number(taken[0]?.snapshot.rate ?? 20)
          const net = Math.round(((value - refunded) * rate) / 100)
          const total = taken.reduce((sum, { amount }) => sum - Number(amount), 0)
          if (taken.length > 0) expect(total).toBe(Number(base?.amount) - net)
          for (const { snapshot, amount } of taken)
            expect(replayClawback(snapshot)).toBe(Number(amount))
        }
        const rows = await rowsOf(leadId)
        expect(rows.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(0)
      }),
      { numRuns: 25 },
    )
    expect(await differences()).toEqual([])
  }, 120_000)
})

describe('a clawback', () => {
  it('is moved by nobody but its commission', async () => {
    const { leadId } = await win(agency.admin, agency.partnerId)
    await refund(leadId, 50_000)
    const id = (await rowsOf(leadId))[1]?.id as string
    const context = asAdmin()
    await expect(call(commissions.approve, { id }, { context })).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('follows its commission'),
    })
    await expect(call(commissions.hold, { id, reason }, { context })).rejects.toMatchObject({
      status: 409,
    })
    const many = await call(commissions.approveMany, { ids: [id] }, { context })
    expect(many).toMatchObject({ approved: 0, results: [{ ok: false }] })
    const direct = withActor(agency.admin, ({ tx }) =>
      tx.commission.updateMany({ where: { id }, data: { status: 'rejected', reason } }),
    )
    await expect(direct).rejects.toThrow(/follows its commission/)
  })

  it('of another amount than is due is refused by the database', async () => {
    const { leadId } = await win(agency.admin, agency.partnerId)
    await refund(leadId, 50_000)
    const more = asOwner(
      `insert into commissions (workspace_id, partner_id, client_lead_id, close_no, kind, base_id, project_value, commission_rate,
         commission_amount, currency, tier_at_sale, snapshot, earned_at, created_at)
       select workspace_id, partner_id, client_lead_id, close_no, 'clawback', id, 1, 20, -1, currency, tier_at_sale, snapshot,
         earned_at, created_at from commissions where client_lead_id = $1 and kind = 'base'`,
      [leadId],
    )
    await expect(more).rejects.toThrow(/taken back, and/)
    const silent = asOwner(
      `insert into lead_refunds (workspace_id, client_lead_id, close_no, amount, currency, reason, refunded_at, refunded_by)
       select workspace_id, id, close_no, 10000, currency, 'x', now(), $2 from client_leads where id = $1`,
      [leadId, agency.admin.userId],
    )
    await expect(silent).rejects.toThrow(/taken back, and/)
  })

  it('that leaves nothing to pay is carried over, and says so', async () => {
    const { leadId } = await paidDeal()
    await refund(leadId, 50_000)
    const preview = () => call(payouts.preview, period, { context: asAdmin() })
    expect((await preview()).rows).toMatchObject([
      { amount: -10_000, leftOut: expect.stringContaining('comes off the next run') },
    ])
    await expect(payAll()).rejects.toMatchObject({ status: 409 })
    const next = await win(agency.admin, agency.partnerId, 50_000)
    await approve(next.commissionId)
    expect((await preview()).rows).toMatchObject([
      { amount: 0, leftOut: expect.stringContaining('cancel each other out') },
    ])
    await expect(payAll()).rejects.toMatchObject({ status: 409 })
    const more = await win(agency.admin, agency.partnerId, 10_000)
    await approve(more.commissionId)
    expect((await payAll()).payouts).toMatchObject([{ amount: 2_000, items: 3 }])
    expect(await differences()).toEqual([])
  })

  it('is netted in the run over the period of its commission', async () => {
    const march = new Date('2026-03-10T12:00:00Z')
    const deal = await win(agency.admin, agency.partnerId, 100_000, march)
    await approve(deal.commissionId)
    await refund(deal.leadId, 25_000, { now: new Date('2026-04-05T12:00:00Z') })
    const run = await call(
      payouts.create,
      { periodFrom: '2026-03-01', periodTo: '2026-03-31' },
      { context: asAdmin() },
    )
    expect(run.payouts).toMatchObject([{ amount: 15_000, items: 2 }])
  })
})

describe('losing a won deal', () => {
  it('claws a paid commission back in full, less what was clawed back before', async () => {
    const { leadId } = await paidDeal()
    await refund(leadId, 30_000)
    await lose(leadId)
    expect(await said(leadId)).toEqual([
      'base 20000 paid',
      'clawback -6000 approved',
      'clawback -14000 approved',
    ])
    expect(await balance()).toMatchObject({ payable: -20_000, net: 0 })
    expect(await differences()).toEqual([])
  })

  it('leaves a commission in a payout to be paid, and claws it back', async () => {
    const { leadId, commissionId } = await win(agency.admin, agency.partnerId)
    await approve(commissionId)
    const run = await call(payouts.create, period, { context: asAdmin() })
    await lose(leadId)
    expect(await said(leadId)).toEqual(['base 20000 approved', 'clawback -20000 approved'])
    await call(payouts.cancel, { id: run.payouts[0]?.id as string, reason }, { context: asAdmin() })
    expect(await balance()).toMatchObject({ payable: 0, net: 0 })
  })

  it('settles by clawback what was taken back in a payout while its commission was not paid', async () => {
    const { leadId, commissionId } = await win(agency.admin, agency.partnerId)
    await approve(commissionId)
    const first = await call(payouts.create, period, { context: asAdmin() })
    await refund(leadId, 50_000)
    await paidDeal(200_000)
    expect(await said(leadId)).toEqual(['base 20000 approved', 'clawback -10000 paid'])
    const id = first.payouts[0]?.id as string
    await call(payouts.cancel, { id, reason }, { context: asAdmin() })
    const held = call(commissions.hold, { id: commissionId, reason }, { context: asAdmin() })
    expect((await held).status).toBe('on_hold')
    const rejected = call(commissions.reject, { id: commissionId, reason }, { context: asAdmin() })
    await expect(rejected).rejects.toMatchObject({
      message: expect.stringContaining('taken back in a payout already'),
    })
    await lose(leadId)
    expect(await said(leadId)).toEqual([
      'base 20000 on_hold',
      'clawback -10000 paid',
      'clawback -10000 on_hold',
    ])
    expect(await balance()).toMatchObject({ paid: 30_000, held: 10_000, net: 40_000 })
    expect(await differences()).toEqual([])
  })
})

describe('at the same time', () => {
  const settle = (work: Promise<unknown>[]) => Promise.allSettled(work)

  it('sixteen refunds take back no more than there is, and each its own', async () => {
    const { leadId } = await paidDeal()
    const all = await settle(Array.from({ length: 16 }, () => refund(leadId, 10_000)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    expect(await balance()).toMatchObject({ payable: -20_000, clawedBack: 20_000, net: 0 })
    expect(await differences()).toEqual([])
  })

  it('the same refund sent sixteen times under one key is one', async () => {
    const { leadId } = await paidDeal()
    const idempotencyKey = crypto.randomUUID()
    const all = await Promise.all(
      Array.from({ length: 16 }, () => refund(leadId, 10_000, { idempotencyKey })),
    )
    expect(new Set(all.map(({ items }) => items[0]?.id)).size).toBe(1)
    expect(await said(leadId)).toEqual(['base 20000 paid', 'clawback -2000 approved'])
  })

  it('refunds, approvals, payouts and the loss of one deal end with books that agree', async () => {
    for (let round = 0; round < 4; round++) {
      const { leadId, commissionId } = await win(agency.admin, agency.partnerId)
      const other = await win(agency.admin, agency.partnerId, 500_000)
      await approve(other.commissionId)
      const context = asAdmin()
      await settle([
        ...Array.from({ length: 6 }, () => refund(leadId, 7_000)),
        approve(commissionId),
        approve(commissionId),
        call(commissions.hold, { id: commissionId, reason }, { context }),
        ...Array.from({ length: 3 }, () => payAll()),
        ...(round % 2 ? [lose(leadId)] : []),
        refund(leadId, 5_000),
      ])
      const rows = await rowsOf(leadId)
      const [base, ...taken] = rows
      if (base && base.status !== 'paid')
        for (const { status } of taken) expect(['paid', base.status]).toContain(status)
      expect(await differences()).toEqual([])
    }
  }, 60_000)
})
