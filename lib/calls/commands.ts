import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { actorName } from '../auth/actor'
import { AppError, invalid, notFound } from '../errors'
import { record } from '../events/record'
import { leadForChange } from '../leads/queries'
import { callerOf } from './callers'
import type { CallOutcome } from './labels'
import { findCall } from './queries'
import { mayRemove } from './rules'
import type { CallInput, CallItem } from './schema'

const secondsLater = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000)

/** When the call began; refuses one that has not ended yet. A minute is for clocks that differ. */
function startOf({ startedAt, seconds }: CallInput, now: Date): Date {
  if (!startedAt) return secondsLater(now, -seconds)
  if (startedAt > now) throw invalid({ startedAt: 'This is still to come.' })
  if (secondsLater(startedAt, seconds) > secondsLater(now, 60))
    throw invalid({ startedAt: 'A call that began then and was this long has not ended yet.' })
  return startedAt
}

/** Writes down a call about a lead, made by the asking person or somebody they name. */
export async function logCall(ctx: CommandContext, input: CallInput): Promise<CallItem> {
  const { db, actor, now } = ctx
  const { leadId, contact, seconds, outcome, rating } = input
  await leadForChange(db, leadId)
  const startedAt = startOf(input, now)
  const caller = await callerOf(db, actor, input.callerId)
  const { id } = await db
    .insertInto('calls')
    .values({
      workspaceId: actor.workspace.id,
      userId: caller.userId,
      vaId: caller.vaId,
      callerName: caller.name,
      clientLeadId: leadId,
      contact,
      phone: input.phone ?? null,
      startedAt,
      seconds,
      outcome,
      rating: rating ?? null,
      note: input.note ?? '',
      loggedBy: actor.userId,
      createdAt: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(ctx, {
    type: 'call.logged',
    subject: { type: 'lead', id: leadId },
    data: { callId: id, contact, outcome, seconds, callerName: caller.name },
  })
  return (await findCall(db, id)) as CallItem
}

/** Takes back a call that was written down by mistake. */
export async function removeCall(ctx: CommandContext, id: string) {
  const { db, actor } = ctx
  const call = await findCall(db, id)
  if (!call) throw notFound('call')
  if (!mayRemove(actor, call))
    throw call.leadId === null
      ? new AppError('conflict', 'This call belongs to its task, and stays with it.')
      : new AppError('forbidden', 'Only whoever wrote a call down, or an admin, removes it.')
  const gone = await db.deleteFrom('calls').where('id', '=', id).returning('id').executeTakeFirst()
  if (!gone) throw notFound('call')
  await record(ctx, {
    type: 'call.removed',
    subject: { type: 'lead', id: call.leadId as string },
    data: { callId: id, contact: call.contact, callerName: call.callerName },
  })
  return {}
}

type TaskCall = {
  action: { id: string; token: string }
  outcome: CallOutcome
  contact: string | null
  rating: number | null
}

/**
 * The call that an outcome of a task tells of: with what was actively spent on the task and is in no
 * earlier call of it. The task must be out of the caller's hands already, so that late ones write none.
 */
export async function logTaskCall(
  { db, actor, now }: CommandContext,
  { action, outcome, contact, rating }: TaskCall,
) {
  await sql`
    insert into calls (workspace_id, user_id, va_id, caller_name, action_id, lease_token, contact, phone, started_at, seconds, outcome,
      rating, logged_by, created_at)
    select a.workspace_id, ${actor.userId}::uuid, ${actor.vaId}::uuid, ${actorName(actor)}, a.id, ${action.token}::uuid,
      coalesce(${contact}, nullif(c.full_name, ''), c.company_name), nullif(left(btrim(c.business_data ->> 'phone'), 40), ''),
      ${now}::timestamptz - make_interval(secs => s.seconds), s.seconds, ${outcome}, ${rating}::smallint, ${actor.userId}::uuid, ${now}::timestamptz
    from pending_actions a
    join customers c on c.workspace_id = a.workspace_id and c.id = a.customer_id
    cross join lateral (select least(greatest(a.active_seconds - called_seconds(a.id), 0), 86400) as seconds) s
    where a.id = ${action.id}::uuid`.execute(db)
}
