import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { actorName } from '../auth/actor'
import { AppError } from '../errors'
import { record } from '../events/record'
import { completed } from '../queue/results'
import { asked, tellCustomer } from './asking'
import { findAction } from './queries'
import type * as schema from './schema'
import { type Action, type ActionStatus, actionStatusLabels } from './schema'

const open: ActionStatus[] = ['pending', 'assigned', 'in_progress', 'blocked', 'requires_customer']

const moved = ({ status }: Action) =>
  new AppError(
    'conflict',
    status === 'in_progress'
      ? 'Somebody is working on this right now. Ask them, or wait until it is back.'
      : `This is ${actionStatusLabels[status].toLowerCase()} by now. Reload to see the current state.`,
  )

/** Asks the customer; the answer brings the action back. */
export async function askCustomer(
  ctx: CommandContext,
  { id, question }: z.output<typeof schema.asking>,
) {
  const { db, now } = ctx
  const found = await findAction(db, id)
  const row = await db
    .updateTable('pendingActions')
    .set({ ...asked(id, question, now), statusChangedAt: now })
    .where('id', '=', id)
    .where('status', 'in', ['pending', 'assigned'])
    .returning('id')
    .executeTakeFirst()
  if (!row) throw moved(found)
  await tellCustomer(ctx, { id, customerId: found.customerId, question })
  return findAction(db, id)
}

/** The customer's answer, once; of two at once the second is told. */
export async function answerQuestion(
  ctx: CommandContext,
  { id, answer }: z.output<typeof schema.answering>,
) {
  const { db, actor, now } = ctx
  const found = await findAction(db, id, 'question')
  const row = await db
    .updateTable('pendingActions')
    .set({ status: 'pending', statusChangedAt: now, customerAnswer: answer, answeredAt: now })
    .where('id', '=', id)
    .where('status', '=', 'requires_customer')
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new AppError('conflict', 'This question was answered already.')
  await record(ctx, {
    type: 'action.answered',
    subject: { type: 'action', id },
    customerId: actor.customerId,
    data: {},
  })
  return { ...found, status: 'pending' as const, answer, answeredAt: now }
}

/** What apply_results() makes of an action's outcome. */
function verdict(given: schema.Resolution) {
  switch (given.outcome) {
    case 'submitted':
      return completed(given.result, { manual: true })
    case 'again':
      return { kind: 'again', data: given.data ?? {} }
    case 'given_up':
      return { kind: 'failed', code: given.code, message: given.reason }
  }
}

/** Ends an action that nobody holds, and moves its queue item and its listing on in the same transaction. */
export async function resolveAction(
  ctx: CommandContext,
  { id, ...given }: z.output<typeof schema.resolving>,
) {
  const { db, actor, now } = ctx
  const found = await findAction(db, id)
  if (found.itemId) {
    // Item and batch are locked before the action, as everywhere.
    const results = [{ item: found.itemId, ...verdict(given as schema.Resolution) }]
    const { rows } = await sql`
      select item_id from resolve_items(${JSON.stringify(results)}::jsonb, ${actor.userId}::uuid, ${actorName(actor)}, ${now}::timestamptz)`.execute(
      db,
    )
    if (rows.length === 0) throw moved(await findAction(db, id))
  }
  const row = await db
    .updateTable('pendingActions')
    .set({
      status: given.outcome === 'given_up' ? 'failed' : 'completed',
      statusChangedAt: now,
      resultData: JSON.stringify(given),
      completedBy: actor.userId,
      completedAt: now,
    })
    .where('id', '=', id)
    .where('status', 'in', open)
    .where(sql<boolean>`lease_token is null`)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw moved(await findAction(db, id))
  await record(ctx, {
    type: 'action.completed',
    subject: { type: 'action', id },
    data: { outcome: given.outcome },
  })
  return findAction(db, id)
}
