import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { actorName } from '../auth/actor'
import { wants } from '../customers/rules'
import { AppError } from '../errors'
import { record } from '../events/record'
import { queueMail } from '../mail/queue'
import { completed } from '../queue/work'
import { findAction } from './queries'
import type * as schema from './schema'
import { type Action, type ActionStatus, actionStatusLabels } from './schema'

const open: ActionStatus[] = ['pending', 'assigned', 'in_progress', 'blocked', 'requires_customer']

const moved = ({ status }: Action) =>
  new AppError(
    'conflict',
    `This is ${actionStatusLabels[status].toLowerCase()} by now. Reload to see the current state.`,
  )

/** A virtual assistant holds what they change; staff change what nobody has begun. */
const mine = ({ actor }: CommandContext, token: string | undefined) =>
  actor.role === 'va' || token
    ? sql<boolean>`lease_token = ${token ?? null}::uuid`
    : sql<boolean>`lease_token is null`

/** Asks the customer; the answer brings the action back. */
export async function askCustomer(
  ctx: CommandContext,
  { id, token, question }: z.output<typeof schema.asking>,
) {
  const { db, now } = ctx
  const found = await findAction(db, id)
  const row = await db
    .updateTable('pendingActions')
    .set({
      status: 'requires_customer',
      statusChangedAt: now,
      customerQuestion: question,
      askedAt: now,
      customerAnswer: null,
      answeredAt: null,
    })
    .where('id', '=', id)
    .where('status', 'in', ['pending', 'assigned', 'in_progress'])
    .where(mine(ctx, token))
    .returning('id')
    .executeTakeFirst()
  if (!row) throw moved(found)
  const customer = await db
    .selectFrom('customers')
    .select(['email', 'fullName', 'companyName', 'notificationPreferences'])
    .where('id', '=', found.customerId)
    .executeTakeFirstOrThrow()
  if (wants(customer.notificationPreferences, 'question'))
    await queueMail(ctx, {
      to: customer.email,
      template: 'question-asked',
      data: { actionId: id, name: customer.fullName || customer.companyName, question },
    })
  await record(ctx, {
    type: 'action.asked',
    subject: { type: 'action', id },
    customerId: found.customerId,
    data: { question },
  })
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

/** Ends an action, and moves its queue item and its listing on in the same transaction. */
export async function resolveAction(
  ctx: CommandContext,
  { id, token, ...given }: z.output<typeof schema.resolving>,
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
    .where(mine(ctx, token))
    .returning('id')
    .executeTakeFirst()
  if (!row) throw moved(found)
  await record(ctx, {
    type: 'action.completed',
    subject: { type: 'action', id },
    data: { outcome: given.outcome },
  })
  return findAction(db, id)
}
