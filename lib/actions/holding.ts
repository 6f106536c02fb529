import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { changeAs, type Db } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { refusalWords } from '../refusal-words'
import { type ActionStatus, actionStatusLabels } from './labels'
import { presentAs, seePresence } from './presence'
import type * as schema from './schema'
import type { TaskContent } from './task-schema'
import { type TaskRow, viewOf } from './task-view'

type Wanted = z.output<typeof schema.claiming>
type Claimed = {
  reasons: string[] | null
  refused: string[] | null
  task: TaskRow | null
  state: ActionStatus | null
}

const leaseSeconds = sql`(select lease_seconds from work_settings where workspace_id = app_workspace_id())`

function claimedFrom([claimed]: Claimed[], { id }: Wanted): TaskContent | null {
  if (claimed?.refused)
    throw new AppError(
      'conflict',
      `You get no tasks now: the team’s list says that you ${claimed.refused.map((reason) => yours(refusalWords(reason))).join(' and ')}.`,
    )
  if (!claimed?.task) {
    if (id) throw notForYou(claimed?.state)
    return null
  }
  const reasons = claimed.reasons ?? []
  const picked = id && reasons.length > 0 && !reasons.includes('assigned')
  return viewOf(claimed.task, picked ? ['picked'] : reasons)
}

/** The best task for the asking virtual assistant, or the one named, as its screen shows it; null when there is none for them. */
export async function claimTask(
  { db, actor, now }: CommandContext,
  wanted: Wanted,
): Promise<TaskContent | null> {
  const { rows } = await sql<Claimed>`
    select * from claim_task(${wanted.id ?? null}::uuid, ${presentAs(actor)}, ${now}::timestamptz)`.execute(
    db,
  )
  return claimedFrom(rows, wanted)
}

/** The same as a change of its own. */
export const claimAlone = async (
  { actor, now }: Pick<CommandContext, 'actor' | 'now'>,
  wanted: Wanted,
): Promise<TaskContent | null> =>
  claimedFrom(
    await changeAs<Claimed>(
      actor,
    )`select * from claim_task(${wanted.id ?? null}::uuid, ${presentAs(actor)}, ${now}::timestamptz)`,
    wanted,
  )

const yours = (words: string) =>
  words.replace(/^is /, 'are ').replace(/^has /, 'have ').replace('their', 'your')

const ended = 'This token is not the current one, or its time has ended.'

const stateOf = async (db: Db, id: string) =>
  (await sql<{ state: ActionStatus | null }>`select task_state(${id}::uuid) as state`.execute(db))
    .rows[0]?.state

function notForYou(state: ActionStatus | null | undefined) {
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
