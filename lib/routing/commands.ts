import { sql } from 'kysely'
import type { z } from 'zod'
import { type ActionStatus, actionStatusLabels } from '../actions/labels'
import type { CommandContext } from '../api/context'
import { actorName } from '../auth/actor'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import type * as schema from './schema'
import { priorityLabels } from './schema'

const movable: ActionStatus[] = ['pending', 'assigned', 'in_progress']
const open: ActionStatus[] = [...movable, 'blocked', 'requires_customer']

async function stand({ db }: CommandContext, id: string) {
  const row = await db
    .selectFrom('pendingActions as a')
    .select([
      'a.status',
      'a.priority',
      'a.queueItemId',
      'a.assignedToVaId',
      sql<
        string | null
      >`(select v.name from virtual_assistants v where v.workspace_id = a.workspace_id and v.id = a.assigned_to_va_id)`.as(
        'heldByName',
      ),
    ])
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('action')
  return { ...row, status: row.status as ActionStatus }
}

const movedOn = (status: ActionStatus) =>
  new AppError(
    'conflict',
    status === 'requires_customer' || status === 'blocked'
      ? `This is ${actionStatusLabels[status].toLowerCase()}, so nobody works on it now. It comes back by itself.`
      : `This is ${actionStatusLabels[status].toLowerCase()} by now. Reload to see the current state.`,
  )

/** The name of somebody who works here, locked: people come before actions, as everywhere. */
export async function lockPerson({ db }: CommandContext, vaId: string) {
  const row = await db
    .selectFrom('virtualAssistants')
    .select('name')
    .where('id', '=', vaId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('virtual assistant')
  return row.name
}

export async function give(
  ctx: CommandContext,
  { id, vaId, heldBy, note }: z.output<typeof schema.assigning>,
  name: string,
) {
  const { db, now } = ctx
  const before = await stand(ctx, id)
  if (before.assignedToVaId === vaId)
    throw new AppError('conflict', `${name} has this task already.`)
  const row = await db
    .updateTable('pendingActions')
    .set({
      status: 'assigned',
      assignedToVaId: vaId,
      assignedAt: now,
      assignedBy: 'manual',
      statusChangedAt: now,
      leaseToken: null,
      leaseExpiresAt: null,
      ...(note ? { handoverNote: note } : {}),
    })
    .where('id', '=', id)
    .where('status', 'in', movable)
    .$if(heldBy !== undefined, (query) =>
      query.where(sql<boolean>`assigned_to_va_id is not distinct from ${heldBy ?? null}::uuid`),
    )
    .returning('id')
    .executeTakeFirst()
  if (!row) {
    const current = await stand(ctx, id)
    throw movable.includes(current.status)
      ? new AppError(
          'conflict',
          current.heldByName
            ? `${current.heldByName} has this task by now. Look again before you move it.`
            : 'Nobody has this task any more. Look again before you move it.',
        )
      : movedOn(current.status)
  }
  await record(ctx, {
    type: 'action.assigned',
    subject: { type: 'action', id },
    data: {
      to: name,
      vaId,
      from: before.heldByName,
      mode: 'manual',
      ...(note ? { reason: note } : {}),
    },
  })
}

/**
 * Gives a task to somebody whom the rules allow, also one that another holds: their lease ends, and
 * what they typed stays with them as a draft.
 */
export async function assign(ctx: CommandContext, input: z.output<typeof schema.assigning>) {
  const name = await lockPerson(ctx, input.vaId)
  await give(ctx, input, name)
  return { id: input.id }
}

/** Whom a task was taken from does not get it back by themselves for so long. */
const apartMinutes = 60

/** Puts a task back to where everybody else can take it. */
export async function unassign(ctx: CommandContext, { id }: { id: string }) {
  const before = await stand(ctx, id)
  const row = await ctx.db
    .updateTable('pendingActions')
    .set({ status: 'pending', statusChangedAt: ctx.now, preferredVaId: null })
    .where('id', '=', id)
    .where('status', 'in', ['assigned', 'in_progress'])
    .where('assignedToVaId', '=', before.assignedToVaId)
    .returning('id')
    .executeTakeFirst()
  if (!row)
    throw before.status === 'pending'
      ? new AppError('conflict', 'Nobody has this task.')
      : movedOn(before.status)
  const until = new Date(ctx.now.getTime() + apartMinutes * 60_000)
  await sql`
    insert into action_refusals (workspace_id, action_id, va_id, kind, reason, until, created_at)
    values (${ctx.actor.workspace.id}::uuid, ${id}::uuid, ${before.assignedToVaId}::uuid, 'skipped', 'Taken back by a supervisor.',
      ${until}::timestamptz, ${ctx.now}::timestamptz)
    on conflict (workspace_id, action_id, va_id) do nothing`.execute(ctx.db)
  await record(ctx, {
    type: 'action.unassigned',
    subject: { type: 'action', id },
    data: { from: before.heldByName },
  })
  return { id }
}

export async function prioritise(ctx: CommandContext, id: string, priority: number) {
  const before = await stand(ctx, id)
  const row = await ctx.db
    .updateTable('pendingActions')
    .set({ priority })
    .where('id', '=', id)
    .where('status', 'in', open)
    .where('priority', '=', before.priority)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw movedOn((await stand(ctx, id)).status)
  if (before.priority === priority) return
  await record(ctx, {
    type: 'action.reprioritised',
    subject: { type: 'action', id },
    data: { from: priorityLabels[before.priority], to: priorityLabels[priority] },
  })
}

/** Ends a task that need not be done: what it was about is given up, and its credit comes back. */
export async function cancel(
  ctx: CommandContext,
  { id, reason }: z.output<typeof schema.cancelling>,
) {
  const { db, actor, now } = ctx
  const before = await stand(ctx, id)
  if (!open.includes(before.status)) throw movedOn(before.status)
  if (before.queueItemId) {
    const results = [{ item: before.queueItemId, kind: 'failed', code: 'refused', message: reason }]
    await sql`
      select item_id from resolve_items(${JSON.stringify(results)}::jsonb, ${actor.userId}::uuid, ${actorName(actor)}, ${now}::timestamptz)`.execute(
      db,
    )
  }
  const row = await db
    .updateTable('pendingActions')
    .set({ status: 'cancelled', statusChangedAt: now })
    .where('id', '=', id)
    .where('status', 'in', open)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw movedOn((await stand(ctx, id)).status)
  await record(ctx, {
    type: 'action.cancelled',
    subject: { type: 'action', id },
    data: { reason },
  })
  return { id }
}

/** A word for whoever works on it. */
export async function note(ctx: CommandContext, { id, note }: z.output<typeof schema.noting>) {
  await stand(ctx, id)
  await record(ctx, { type: 'action.noted', subject: { type: 'action', id }, data: { note } })
  return { id }
}
