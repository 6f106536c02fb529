import { call, type ORPCError } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { commissionAmount } from './amounts'
import { commissions } from './procedures'
import { commissionStatuses } from './schema'

let agency: Awaited<ReturnType<typeof openAgency>>

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const statusOf = async (id: string) =>
  (await asOwner<{ status: string }>('select status from commissions where id = $1', [id]))[0]
    ?.status

const eventsOf = (id: string, type: string) =>
  asOwner('select 1 from events where subject_id = $1 and type = $2', [id, type])

const approve = (id: string, more = {}) =>
  call(commissions.approve, { id }, { context: asking(agency.admin, more) })

describe('approving', () => {
  it('has one effect however many approve at once', async () => {
    const { commissionId } = await win(agency.admin, agency.partnerId)
    const results = await Promise.allSettled(
      Array.from({ length: 16 }, (_, index) =>
        call(
          commissions.approve,
          { id: commissionId },
          { context: asking(index % 2 ? agency.admin : agency.owner) },
        ),
      ),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected')
        expect((result.reason as ORPCError<string, unknown>).status).toBe(409)
    expect(await eventsOf(commissionId, 'commission.approved')).toHaveLength(1)
  })

  it('is refused to whoever it pays, at the door and in the database', async () => {
    const { commissionId } = await win(agency.admin, agency.partnerId)
    await asOwner('update partners set user_id = $1 where id = $2', [
      agency.admin.userId,
      agency.partnerId,
    ])
    await expect(approve(commissionId)).rejects.toMatchObject({ status: 403 })
    const direct = withActor(agency.admin, ({ tx }) =>
      tx.commission.updateMany({
        where: { id: commissionId },
        data: { status: 'approved', approvedBy: agency.admin.userId, approvedAt: new Date() },
      }),
    )
    await expect(direct).rejects.toThrow(/not its beneficiary/)
    expect(await statusOf(commissionId)).toBe('pending')
    const bulk = await call(
      commissions.approveMany,
      { ids: [commissionId] },
      { context: asking(agency.admin) },
    )
    expect(bulk).toMatchObject({
      approved: 0,
      results: [{ ok: false, message: 'You cannot approve what pays you.' }],
    })
  })

  it('answers a repeated request the same, and refuses another one under its key', async () => {
    const [first, second] = [
      await win(agency.admin, agency.partnerId),
      await win(agency.admin, agency.partnerId),
    ]
    const idempotencyKey = crypto.randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => approve(first.commissionId, { idempotencyKey })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['approved']))
    expect(await eventsOf(first.commissionId, 'commission.approved')).toHaveLength(1)
    await expect(approve(second.commissionId, { idempotencyKey })).rejects.toMatchObject({
      status: 409,
      message: 'This Idempotency-Key was used for a different request.',
    })
    expect(await statusOf(second.commissionId)).toBe('pending')
  })

  it('approves all that match, once, while others do the same', async () => {
    for (let deal = 0; deal < 12; deal++) await win(agency.admin, agency.partnerId, 10_000 + deal)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        call(
          commissions.approveMany,
          { filter: { partnerId: agency.partnerId } },
          { context: asking(agency.admin) },
        ),
      ),
    )
    expect(answers.reduce((sum, { approved }) => sum + approved, 0)).toBe(12)
    const [{ count } = { count: '0' }] = await asOwner<{ count: string }>(
      `select count(*) from events where workspace_id = $1 and type = 'commission.approved'`,
      [agency.workspace.id],
    )
    expect(Number(count)).toBe(12)
  })

  it('refuses a bulk approval of other rows than were seen', async () => {
    await win(agency.admin, agency.partnerId)
    const approval = call(
      commissions.approveMany,
      { filter: {}, expectedCount: 3 },
      { context: asking(agency.admin) },
    )
    await expect(approval).rejects.toMatchObject({ status: 409 })
  })
})

describe('the database', () => {
  it('lets statuses move along their arrows only', async () => {
    const allowed = new Set([
      'pending>approved',
      'pending>on_hold',
      'pending>rejected',
      'pending>reversed',
      'approved>paid',
      'approved>on_hold',
      'approved>reversed',
      'on_hold>pending',
      'on_hold>rejected',
      'on_hold>reversed',
    ])
    const { commissionId } = await win(agency.admin, agency.partnerId)
    for (const from of commissionStatuses) {
      for (const to of commissionStatuses) {
        if (from === to || allowed.has(`${from}>${to}`)) continue
        await asOwner(
          'alter table commissions disable trigger refuse_other_arrows, disable trigger guard_restoring',
        )
        await asOwner(
          `update commissions set status = $2, reason = 'x', approved_by = $3, approved_at = now(), paid_at = now() where id = $1 and status <> $2`,
          [commissionId, from === 'reversed' ? 'pending' : from, agency.owner.userId],
        )
        await asOwner(
          'alter table commissions enable trigger refuse_other_arrows, enable trigger guard_restoring',
        )
        if (from === 'reversed') continue
        const change = withActor(agency.admin, ({ tx }) =>
          tx.commission.updateMany({
            where: { id: commissionId },
            data: { status: to, reason: 'x' },
          }),
        )
        await expect(change, `${from} > ${to}`).rejects.toThrow()
      }
    }
  })

  it('refuses an amount that is not value × rate, and a change of one that exists', async () => {
    const { commissionId } = await win(agency.admin, agency.partnerId)
    const wrong = asOwner(
      `insert into commissions (workspace_id, partner_id, client_lead_id, close_no, project_value, commission_rate,
         commission_amount, currency, tier_at_sale, snapshot, earned_at, created_at)
       select workspace_id, partner_id, client_lead_id, 99, project_value, commission_rate, commission_amount + 1,
         currency, tier_at_sale, snapshot, earned_at, created_at from commissions where id = $1`,
      [commissionId],
    )
    await expect(wrong).rejects.toThrow(/commissions_amount_check/)
    await expect(
      asOwner('update commissions set commission_amount = 1, commission_rate = 0 where id = $1', [
        commissionId,
      ]),
    ).rejects.toThrow(/never recomputed/)
  })

  it('refuses a second base commission for one close', async () => {
    const { commissionId } = await win(agency.admin, agency.partnerId)
    const twice = asOwner(
      `insert into commissions (workspace_id, partner_id, client_lead_id, close_no, project_value, commission_rate,
         commission_amount, currency, tier_at_sale, snapshot, earned_at, created_at)
       select workspace_id, partner_id, client_lead_id, close_no, project_value, commission_rate, commission_amount,
         currency, tier_at_sale, snapshot, earned_at, created_at from commissions where id = $1`,
      [commissionId],
    )
    await expect(twice).rejects.toThrow(/commissions_base_key/)
  })

  it('rounds like the rules do', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -(10 ** 13), max: 10 ** 13 }),
        fc.integer({ min: 0, max: 10_000 }),
        async (value, hundredths) => {
          const rate = (hundredths / 100).toFixed(2)
          const [row] = await asOwner<{ amount: string }>(
            'select round($1::bigint * $2::numeric(5,2) / 100) as amount',
            [value, rate],
          )
          expect(Number(row?.amount)).toBe(commissionAmount(value, rate))
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('a partner', () => {
  it('sees their own commissions and changes none', async () => {
    const partner = await makeMember(agency.workspace, 'partner')
    const { commissionId: others } = await win(agency.admin, agency.partnerId)
    const { commissionId: own } = await win(agency.admin, partner.partnerId as string)
    const { items } = await call(commissions.list, {}, { context: asking(partner) })
    expect(items.map(({ id }) => id)).toEqual([own])
    await expect(
      call(commissions.find, { id: others }, { context: asking(partner) }),
    ).rejects.toMatchObject({
      status: 404,
    })
    await expect(
      call(commissions.approve, { id: own }, { context: asking(partner) }),
    ).rejects.toMatchObject({
      status: 403,
    })
    const { count } = await withActor(partner, ({ tx }) =>
      tx.commission.updateMany({ data: { status: 'on_hold', reason: 'x' } }),
    )
    expect(count).toBe(0)
  })
})
