import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { refusalWords } from '../refusal-words'
import { type ActionStatus, actionStatusLabels } from './labels'
import { seePresence } from './presence'
import type * as schema from './schema'
import type { TaskView } from './task-schema'
import { findTask } from './task-view'

type Claimed = {
  actionId: string | null
  leaseToken: string | null
  reasons: string[] | null
  refused: string[] | null
}

const leaseSeconds = sql`(select lease_seconds from work_settings where workspace_id = app_workspace_id())`

/** The best action for the asking virtual assistant, or the one named; null when there is none for them. */
export async function claimAction(
  ctx: CommandContext,
  { id }: z.output<typeof schema.claiming>,
): Promise<{ id: string; token: string; why: string[] } | null> {
  const { db, now } = ctx
  const { rows } = await sql<Claimed>`
    select * from claim_action(${leaseSeconds}, ${id ?? null}::uuid, ${now}::timestamptz)`.execute(
    db,
  )
  const claimed = rows[0]
  if (claimed?.refused)
    throw new AppError(
      'conflict',
      `You get no tasks now: the team’s list says that you ${claimed.refused.map((reason) => yours(refusalWords(reason))).join(' and ')}.`,
    )
  if (!claimed?.actionId) {
    if (id) throw await notForYou(ctx, id)
    return null
  }
  const reasons = claimed.reasons ?? []
  return {
    id: claimed.actionId,
    token: claimed.leaseToken as string,
    why: id && !reasons.includes('assigned') ? ['picked'] : reasons,
  }
}

/** Whether the asking person holds it already, as in another window. */
const isMine = async ({ db, now }: CommandContext, id: string) =>
  (await db
    .selectFrom('pendingActions')
    .select('id')
    .where('id', '=', id)
    .where('status', '=', 'in_progress')
    .where('leaseExpiresAt', '>', now)
    .where(sql<boolean>`assigned_to_va_id = app_va_id()`)
    .executeTakeFirst()) !== undefined

/** The same, as its screen shows it. */
export async function claimTask(
  ctx: CommandContext,
  input: z.output<typeof schema.claiming>,
): Promise<TaskView | null> {
  if (input.id && (await isMine(ctx, input.id))) return findTask(ctx, input.id)
  const claimed = await claimAction(ctx, input)
  if (!claimed) return null
  await seePresence(ctx, claimed.id)
  return findTask(ctx, claimed.id, claimed.why)
}

const yours = (words: string) =>
  words.replace(/^is /, 'are ').replace(/^has /, 'have ').replace('their', 'your')

const ended = 'This token is not the current one, or its time has ended.'

const stateOf = async (db: Db, id: string) =>
  (await sql<{ state: ActionStatus | null }>`select task_state(${id}::uuid) as state`.execute(db))
    .rows[0]?.state

async function notForYou({ db }: CommandContext, id: string) {
  const state = await stateOf(db, id)
  if (!state) return notFound('task')
  const words = state === 'in_progress' || state === 'assigned' || state === 'pending'
  return new AppError(
    'conflict',
    words
      ? 'Somebody else has this task now.'
      : `This task is ${actionStatusLabels[state].toLowerCase()} by now.`,
  )
}

/** Why a token does not hold a task any more. */
export async function lostLease({ db }: Pick<CommandContext, 'db'>, id: string): Promise<AppError> {
  const state = await stateOf(db, id)
  if (!state) return notFound('task')
  return new AppError(
    'conflict',
    state === 'cancelled'
      ? 'This task was cancelled meanwhile. What you typed is kept as a draft.'
      : 'You do not hold this task any more. What you typed is kept as a draft.',
    { token: ended },
  )
}

/** Extends the lease of a task that is open and worked on, and says that its holder is there. */
export async function renewLease(
  ctx: CommandContext,
  { id, token, activeSeconds }: z.output<typeof schema.renewing>,
): Promise<{ leaseExpiresAt: Date }> {
  const { db, now } = ctx
  const row = await db
    .updateTable('pendingActions')
    .set({
      leaseExpiresAt: sql<Date>`${now}::timestamptz + make_interval(secs => ${leaseSeconds})`,
      activeSeconds: sql<number>`greatest(active_seconds, ${activeSeconds})`,
    })
    .where('id', '=', id)
    .where('leaseToken', '=', token)
    .where('status', '=', 'in_progress')
    .where('leaseExpiresAt', '>', now)
    .returning('leaseExpiresAt')
    .executeTakeFirst()
  if (!row?.leaseExpiresAt) throw await lostLease(ctx, id)
  await seePresence(ctx, id)
  return { leaseExpiresAt: row.leaseExpiresAt }
}
