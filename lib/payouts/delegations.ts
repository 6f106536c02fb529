import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext, QueryContext } from '../api/context'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { addDays, DAY_MS, parseIsoDate } from '../time'
import type { Delegation, delegationInput } from './sending-schema'

const longestDays = 90

const name = (column: 'from_user_id' | 'to_user_id') =>
  sql`(select coalesce(nullif(u.name, ''), u.email) from users u where u.id = d.${sql.raw(column)})`

/** Delegations that hold or will, and what ended in the last months; the newest first. */
export async function listDelegations({ db, actor, now }: QueryContext): Promise<Delegation[]> {
  const { rows } = await sql<Delegation>`
    select d.id, ${name('from_user_id')} as from_name, ${name('to_user_id')} as to_name, d.starts_at, d.ends_at, d.reason,
      d.revoked_at, d.from_user_id = ${actor.userId}::uuid as own
    from approval_delegations d where d.ends_at > ${new Date(now.getTime() - longestDays * DAY_MS)}::timestamptz
    order by d.ends_at desc, d.id limit 100`.execute(db)
  return rows
}

/** Lets a manager approve payouts on one's behalf, for at most ninety days. */
export async function delegate(
  ctx: CommandContext,
  { userId, from, to, reason }: z.output<typeof delegationInput>,
): Promise<Delegation[]> {
  const { db, actor, now } = ctx
  const { timezone } = actor.workspace
  const first = parseIsoDate(from, timezone)
  const last = parseIsoDate(to, timezone)
  if (!first || !last) throw new AppError('invalid', 'Please give two days.')
  const startsAt = new Date(Math.max(first.getTime(), now.getTime()))
  const endsAt = addDays(last, 1, timezone)
  if (endsAt <= now)
    throw new AppError('invalid', 'Please check the marked fields.', { to: 'This day is over.' })
  if (endsAt.getTime() - startsAt.getTime() > longestDays * DAY_MS)
    throw new AppError('invalid', 'Please check the marked fields.', {
      to: `A delegation ends after ${longestDays} days at the latest.`,
    })
  const seat = await db
    .selectFrom('memberships')
    .select(['id', 'role'])
    .where('userId', '=', userId)
    .where('status', '=', 'active')
    .executeTakeFirst()
  if (!seat) throw notFound('member')
  if (seat.role !== 'manager')
    throw new AppError('invalid', 'Please check the marked fields.', {
      userId: 'Only a manager needs a delegation.',
    })
  await db
    .insertInto('approvalDelegations')
    .values({
      workspaceId: actor.workspace.id,
      fromUserId: actor.userId,
      toUserId: userId,
      startsAt,
      endsAt,
      reason,
      createdAt: now,
    })
    .execute()
  await record(ctx, {
    type: 'approval.delegated',
    subject: { type: 'member', id: seat.id },
    data: { from, to, reason },
  })
  return listDelegations(ctx)
}

/** Ends a delegation now; what was approved under it stays approved. */
export async function revoke(ctx: CommandContext, id: string): Promise<Delegation[]> {
  const { db, actor, now } = ctx
  const row = await db
    .updateTable('approvalDelegations')
    .set({ revokedAt: now, revokedBy: actor.userId })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where('endsAt', '>', now)
    .returning('toUserId')
    .executeTakeFirst()
  if (!row) {
    const found = await db
      .selectFrom('approvalDelegations')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst()
    throw found
      ? new AppError('conflict', 'This delegation has ended already.')
      : notFound('delegation')
  }
  const seat = await db
    .selectFrom('memberships')
    .select('id')
    .where('userId', '=', row.toUserId)
    .executeTakeFirstOrThrow()
  await record(ctx, { type: 'approval.revoked', subject: { type: 'member', id: seat.id } })
  return listDelegations(ctx)
}
