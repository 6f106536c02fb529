import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { makeRun } from '@/e2e/payouts'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import { giveTerms } from '@/e2e/programme'
import type { Member } from '../auth/actor'
import { commissions } from '../commissions/procedures'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { DAY_MS, isoDate } from '../time'
import { payouts } from './procedures'
import { delegations, payoutRuns } from './procedures/sending'

let agency: Awaited<ReturnType<typeof openAgency>>
let manager: Member

beforeEach(async () => {
  agency = await openAgency()
  manager = await makeMember(agency.workspace, 'manager')
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const as = (who: Member = agency.admin, now?: Date) => ({
  context: asking(who, now ? { now } : {}),
})
const day = (offset: number) => isoDate(Date.now() + offset * DAY_MS, 'Europe/Berlin')
const delegate = (
  from: Member,
  { to = manager, until = 7 }: { to?: Member; until?: number } = {},
) =>
  call(
    delegations.create,
    { userId: to.userId, from: day(0), to: day(until), reason: 'Holiday' },
    as(from),
  )
const draft = () => makeRun(agency, ['1111', '2222'], { approve: false })
const approveRun = (id: string, who: Member, now?: Date) =>
  call(payoutRuns.approve, { id }, as(who, now))
const messages = ({ results }: { results: { message?: string | undefined }[] }) =>
  results.map(({ message }) => message)

describe('a run', () => {
  it('is approved in one step, once', async () => {
    const { runId } = await draft()
    const asked = await Promise.allSettled(
      Array.from({ length: 16 }, () => approveRun(runId, agency.owner)),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { counts } = await call(payoutRuns.find, { id: runId }, as())
    expect(counts).toEqual({ approved: 2 })
  })

  it('tells of each payout why it was left', async () => {
    await giveTerms(agency.workspace, { payoutApprovalThreshold: 1 })
    const { runId, partners } = await draft()
    expect(messages(await approveRun(runId, agency.admin))).toEqual(
      Array(2).fill(expect.stringContaining('second person')),
    )
    await asOwner('update partners set user_id = $1 where id = $2', [
      agency.owner.userId,
      partners[0],
    ])
    const answered = messages(await approveRun(runId, agency.owner))
    expect(answered.filter((message) => message === undefined)).toHaveLength(1)
    expect(answered).toContain('You cannot approve what pays you.')
  })

  it('leaves out what would pay its maker, and says so before', async () => {
    await asOwner('update partners set user_id = $1 where id = $2', [
      agency.admin.userId,
      agency.partnerId,
    ])
    const { commissionId } = await win(agency.admin, agency.partnerId)
    await call(commissions.approve, { id: commissionId }, as(agency.owner))
    const period = { periodFrom: '2020-01-01', periodTo: '2099-12-31' }
    const { rows } = await call(payouts.preview, period, as())
    expect(rows).toMatchObject([{ leftOut: expect.stringContaining('colleague') }])
    await expect(call(payouts.create, period, as())).rejects.toMatchObject({ status: 409 })
    await expect(call(payouts.create, period, as(agency.owner))).resolves.toMatchObject({
      payouts: [{}],
    })
    const own = asOwner(
      `insert into payouts (workspace_id, run_id, partner_id, currency, amount, minimum, created_by, created_at)
       select workspace_id, run_id, partner_id, currency, amount, 0, $2, now() from payouts where workspace_id = $1`,
      [agency.workspace.id, agency.admin.userId],
    )
    await expect(own).rejects.toThrow(/not its beneficiary/)
  })
})

describe('a delegation', () => {
  it('lets a manager approve until it ends, in the name of whoever gave it', async () => {
    const { runId, ids } = await draft()
    expect(messages(await approveRun(runId, manager))).toEqual(
      Array(2).fill(expect.stringContaining('delegated')),
    )
    await delegate(agency.owner)
    const afterwards = new Date(Date.now() + 9 * DAY_MS)
    expect(messages(await approveRun(runId, manager, afterwards))).not.toContain(undefined)
    expect(messages(await approveRun(runId, manager))).toEqual([undefined, undefined])
    const [event] = await asOwner<{ data: { onBehalfOf: string } }>(
      `select data from events where subject_id = $1 and type = 'payout.approved'`,
      [ids[0]],
    )
    expect(event?.data.onBehalfOf).toBe(agency.owner.name)
  })

  it('covers nothing that either of the two has made or is paid by', async () => {
    const { runId, partners } = await draft()
    await delegate(agency.admin)
    expect(messages(await approveRun(runId, manager))).toEqual(
      Array(2).fill(expect.stringContaining('made this payout')),
    )
    await delegate(agency.owner)
    await asOwner('update partners set user_id = $1 where id = $2', [
      agency.owner.userId,
      partners[0],
    ])
    await asOwner('update partners set user_id = $1 where id = $2', [manager.userId, partners[1]])
    expect(messages(await approveRun(runId, manager))).not.toContain(undefined)
  })

  it('ends when it is revoked, or its giver loses the right', async () => {
    const { runId } = await draft()
    const [given] = await delegate(agency.owner)
    const revoke = () => call(delegations.revoke, { id: given?.id as string }, as())
    await revoke()
    await expect(revoke()).rejects.toMatchObject({ status: 409 })
    expect(messages(await approveRun(runId, manager))).not.toContain(undefined)
    await delegate(agency.owner)
    await asOwner(`update memberships set role = 'manager' where user_id = $1`, [
      agency.owner.userId,
    ]).catch(() => {})
    await asOwner(
      `update approval_delegations set revoked_at = now(), revoked_by = from_user_id where workspace_id = $1 and revoked_at is null`,
      [agency.workspace.id],
    )
    expect(messages(await approveRun(runId, manager))).not.toContain(undefined)
  })

  it('is refused beyond ninety days, to anybody but a manager, and from a manager', async () => {
    await expect(delegate(agency.owner, { until: 95 })).rejects.toMatchObject({ status: 400 })
    await expect(delegate(agency.owner, { to: agency.admin })).rejects.toMatchObject({
      status: 400,
    })
    await expect(delegate(manager)).rejects.toMatchObject({ status: 403 })
  })

  it('holds in the database whatever code does', async () => {
    const { ids } = await draft()
    const [given] = await delegate(agency.admin)
    const direct = (delegationId: string | null, who: Member) =>
      withActor(manager, ({ tx }) =>
        tx.payout.updateMany({
          where: { id: ids[0] as string },
          data: {
            status: 'approved',
            approvedBy: who.userId,
            approvedAt: new Date(),
            delegationId,
          },
        }),
      )
    await expect(direct(null, manager)).rejects.toThrow(/owner or admin/)
    await expect(direct(given?.id as string, manager)).rejects.toThrow(/does not cover/)
    const row = (to: string, from: string, days: number) =>
      asOwner(
        `insert into approval_delegations (workspace_id, from_user_id, to_user_id, starts_at, ends_at, reason, created_at)
         values ($1, $2, $3, now(), now() + make_interval(days => $4), 'x', now())`,
        [agency.workspace.id, from, to, days],
      )
    await expect(row(manager.userId, agency.owner.userId, 91)).rejects.toThrow(/length_check/)
    await expect(row(agency.admin.userId, agency.owner.userId, 5)).rejects.toThrow(/to a manager/)
    await expect(row(agency.owner.userId, manager.userId, 5)).rejects.toThrow(/to a manager/)
    const longer = asOwner(
      `update approval_delegations set ends_at = ends_at + interval '1 day' where id = $1`,
      [given?.id],
    )
    await expect(longer).rejects.toThrow(/never rewritten/)
  })
})
