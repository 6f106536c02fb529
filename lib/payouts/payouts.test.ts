import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember, makePartner } from '@/e2e/people'
import { giveTerms } from '@/e2e/programme'
import type { Member } from '../auth/actor'
import { commissions } from '../commissions/procedures'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { programme } from '../programme/procedures'
import { payouts } from './procedures'

let agency: Awaited<ReturnType<typeof openAgency>>
const period = { periodFrom: '2020-01-01', periodTo: '2099-12-31' }

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

async function approved(count: number, partnerId = agency.partnerId, value = 100_000) {
  const made: string[] = []
  for (let deal = 0; deal < count; deal++)
    made.push((await win(agency.admin, partnerId, value)).commissionId)
  await call(commissions.approveMany, { ids: made }, { context: asking(agency.admin) })
  return made
}

const createRun = (more = {}, as: Member = agency.admin) =>
  call(payouts.create, period, { context: asking(as, more) })
const approve = (id: string, as: Member = agency.owner) =>
  call(payouts.approve, { id }, { context: asking(as) })
const pay = (id: string, as: Member = agency.admin) =>
  call(payouts.pay, { id, reference: 'TRF-1' }, { context: asking(as) })

/** What partners have earned, and what payouts hold or have paid. */
async function books() {
  const [row] = await asOwner<{ earned: string; live: string; paid: string; marked: string }>(
    `select
       (select coalesce(sum(commission_amount), 0) from commissions
         where workspace_id = $1 and status in ('approved', 'paid')) as earned,
       (select coalesce(sum(amount), 0) from payouts where workspace_id = $1 and status <> 'cancelled') as live,
       (select coalesce(sum(amount), 0) from payouts where workspace_id = $1 and status = 'paid') as paid,
       (select coalesce(sum(commission_amount), 0) from commissions where workspace_id = $1 and status = 'paid') as marked`,
    [agency.workspace.id],
  )
  return {
    earned: Number(row?.earned),
    live: Number(row?.live),
    paid: Number(row?.paid),
    marked: Number(row?.marked),
  }
}

const failures = (results: PromiseSettledResult<unknown>[]) =>
  results.filter((result) => result.status === 'rejected').map((result) => result.reason.status)

describe('a run', () => {
  it('takes every due commission once, with sixteen runs at once', async () => {
    await approved(10)
    const results = await Promise.allSettled(Array.from({ length: 16 }, () => createRun()))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(new Set(failures(results))).toEqual(new Set([409]))
    const { earned, live } = await books()
    expect(live).toBe(earned)
  })

  it('never pays more than was earned while commissions arrive, are held, and runs are made', async () => {
    const made = await approved(6)
    const hold = (id: string) =>
      call(commissions.hold, { id, reason: 'check' }, { context: asking(agency.owner) })
    await Promise.allSettled([
      ...Array.from({ length: 8 }, () => createRun()),
      ...made.slice(0, 3).map(hold),
      approved(2),
      ...Array.from({ length: 4 }, () => createRun()),
    ])
    const rows = await asOwner<{ id: string }>('select id from payouts where workspace_id = $1', [
      agency.workspace.id,
    ])
    await Promise.allSettled(rows.flatMap(({ id }) => [approve(id), approve(id, agency.admin)]))
    await Promise.allSettled(rows.flatMap(({ id }) => Array.from({ length: 4 }, () => pay(id))))
    const { earned, live, paid, marked } = await books()
    expect(paid).toBe(marked)
    expect(live).toBeLessThanOrEqual(earned)
    const twice = await asOwner(
      `select commission_id from payout_items where workspace_id = $1 and released_at is null
       group by 1 having count(*) > 1`,
      [agency.workspace.id],
    )
    expect(twice).toEqual([])
    const [{ events } = { events: '' }] = await asOwner<{ events: string }>(
      `select count(*) as events from events where workspace_id = $1 and type = 'payout.paid'`,
      [agency.workspace.id],
    )
    const [{ paidRows } = { paidRows: '' }] = await asOwner<{ paidRows: string }>(
      `select count(*) as "paidRows" from payouts where workspace_id = $1 and status = 'paid'`,
      [agency.workspace.id],
    )
    expect(events).toBe(paidRows)
  })

  it('carries over what is below the minimum, and says so before', async () => {
    await giveTerms(agency.workspace, { minimumPayout: 30_000 })
    await approved(1)
    const { rows, totals } = await call(payouts.preview, period, { context: asking(agency.admin) })
    expect(rows).toMatchObject([
      { amount: 20_000, leftOut: expect.stringContaining('carried over') },
    ])
    expect(totals).toEqual([])
    await expect(createRun()).rejects.toMatchObject({ status: 409 })
    await approved(1)
    const run = await createRun()
    expect(run.payouts).toMatchObject([{ amount: 40_000, items: 2 }])
  })

  it('makes one payout per partner and currency, of exactly what the preview showed', async () => {
    const other = await makePartner(agency.workspace)
    await approved(2)
    await approved(1, other, 333_333)
    const preview = await call(payouts.preview, period, { context: asking(agency.admin) })
    const run = await call(
      payouts.create,
      { ...period, expected: preview.totals.map(({ currency, amount }) => ({ currency, amount })) },
      { context: asking(agency.admin) },
    )
    const amounts = new Map(run.payouts.map(({ partnerId, amount }) => [partnerId, amount]))
    expect(amounts).toEqual(
      new Map(preview.rows.map(({ partnerId, amount }) => [partnerId, amount])),
    )
  })

  it('is refused when more has become due since the preview', async () => {
    await approved(2)
    const run = call(
      payouts.create,
      { ...period, expected: [{ currency: 'EUR', amount: 20_000 }] },
      { context: asking(agency.admin) },
    )
    await expect(run).rejects.toMatchObject({ status: 409 })
    expect((await books()).live).toBe(0)
  })

  it('takes a commission from the end of its holding period on', async () => {
    const tiers = (['bronze', 'silver', 'gold', 'platinum'] as const).map((tier, at) => ({
      tier,
      minDeals: at * 10,
      rate: '20',
      holdDays: 30,
    }))
    const terms = { tiers, rules: [], minimumPayout: 0, payoutApprovalThreshold: 100_000_000 }
    await call(programme.adopt, { ...terms, basedOn: 1 }, { context: asking(agency.admin) })
    await approved(1)
    const inDays = (days: number) => ({ now: new Date(Date.now() + days * 86_400_000) })
    const preview = await call(payouts.preview, period, { context: asking(agency.admin) })
    expect(preview.rows).toMatchObject([
      { amount: 0, notYet: 20_000, leftOut: 'Nothing to pay yet.' },
    ])
    await expect(createRun(inDays(29))).rejects.toMatchObject({ status: 409 })
    await expect(createRun(inDays(31))).resolves.toMatchObject({ payouts: [{ amount: 20_000 }] })
  })

  it('leaves out partners who are suspended', async () => {
    await approved(1)
    await asOwner(`update partners set status = 'suspended' where id = $1`, [agency.partnerId])
    await expect(createRun()).rejects.toMatchObject({ status: 409 })
  })

  it('answers a repeated request the same', async () => {
    await approved(3)
    const idempotencyKey = crypto.randomUUID()
    const runs = await Promise.all(Array.from({ length: 16 }, () => createRun({ idempotencyKey })))
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1)
    const other = call(
      payouts.create,
      { ...period, periodTo: '2098-12-31' },
      { context: asking(agency.admin, { idempotencyKey }) },
    )
    await expect(other).rejects.toMatchObject({ status: 409 })
  })
})

describe('a payout', () => {
  const draft = async () => {
    await approved(2)
    const run = await createRun()
    return run.payouts[0]?.id as string
  }

  it('is paid once, with its commissions, however many try', async () => {
    const id = await draft()
    const approvals = await Promise.allSettled(Array.from({ length: 16 }, () => approve(id)))
    expect(failures(approvals)).toEqual(Array(15).fill(409))
    const payments = await Promise.allSettled(Array.from({ length: 16 }, () => pay(id)))
    expect(failures(payments)).toEqual(Array(15).fill(409))
    const { earned, paid, marked } = await books()
    expect([paid, marked]).toEqual([earned, earned])
  })

  it('cannot be paid before it is approved', async () => {
    const id = await draft()
    await expect(pay(id)).rejects.toMatchObject({ status: 409 })
  })

  it('needs a second person from the threshold on', async () => {
    await giveTerms(agency.workspace, { payoutApprovalThreshold: 40_000 })
    const id = await draft()
    await expect(approve(id, agency.admin)).rejects.toMatchObject({ status: 403 })
    const direct = withActor(agency.admin, ({ tx }) =>
      tx.payout.updateMany({
        where: { id },
        data: { status: 'approved', approvedBy: agency.admin.userId, approvedAt: new Date() },
      }),
    )
    await expect(direct).rejects.toThrow(/second person/)
    await expect(approve(id, agency.owner)).resolves.toMatchObject({ status: 'approved' })
  })

  it('is not approved by whoever it pays', async () => {
    const id = await draft()
    await asOwner('update partners set user_id = $1 where id = $2', [
      agency.owner.userId,
      agency.partnerId,
    ])
    await expect(approve(id)).rejects.toMatchObject({ status: 403 })
  })

  it('frees its commissions when cancelled, and only then', async () => {
    const id = await draft()
    await approve(id)
    const [{ commissionId } = { commissionId: '' }] = await asOwner<{ commissionId: string }>(
      'select commission_id as "commissionId" from payout_items where payout_id = $1',
      [id],
    )
    const hold = call(
      commissions.hold,
      { id: commissionId, reason: 'check' },
      { context: asking(agency.admin) },
    )
    await expect(hold).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('part of a payout'),
    })
    await call(payouts.cancel, { id, reason: 'wrong account' }, { context: asking(agency.admin) })
    const again = await createRun()
    expect(again.payouts).toMatchObject([{ amount: 40_000, items: 2 }])
    await expect(pay(id)).rejects.toMatchObject({ status: 409 })
  })

  it('is frozen in the database once approved', async () => {
    const id = await draft()
    await approve(id)
    await expect(
      asOwner('update payouts set amount = amount + 1 where id = $1', [id]),
    ).rejects.toThrow(/frozen/)
    await expect(
      asOwner('update payout_items set released_at = now() where payout_id = $1', [id]),
    ).rejects.toThrow(/frozen/)
  })

  it('cannot hold another amount than its items', async () => {
    const id = await draft()
    await expect(
      asOwner('update payouts set amount = amount + 1 where id = $1', [id]),
    ).rejects.toThrow(/holds items of/)
  })

  it('shows a partner their own, from approval on', async () => {
    const partner = await makeMember(agency.workspace, 'partner')
    await approved(1, partner.partnerId as string)
    await approved(1)
    const run = await createRun()
    const list = () => call(payouts.list, {}, { context: asking(partner) })
    expect((await list()).items).toEqual([])
    for (const { id } of run.payouts) await approve(id)
    const { items } = await list()
    expect(items).toMatchObject([{ partnerId: partner.partnerId, items: 1, status: 'approved' }])
    expect(items[0]?.periodFrom).toBe('2020-01-01')
  })
})
