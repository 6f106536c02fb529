import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { refusalWords } from '../refusal-words'
import { findAction } from './queries'
import type * as schema from './schema'

type Claimed = {
  actionId: string | null
  leaseToken: string | null
  leaseExpiresAt: Date | null
  reasons: string[] | null
  refused: string[] | null
}

const leaseSeconds = sql`(select lease_seconds from work_settings where workspace_id = app_workspace_id())`

/** The best action for the asking virtual assistant, or the one named; null when there is none for them. */
export async function claimAction(
  ctx: CommandContext,
  { id }: z.output<typeof schema.claiming>,
): Promise<schema.Held | null> {
  const { db, now } = ctx
  await sql`select return_lost_actions(${now}::timestamptz)`.execute(db)
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
    if (id) throw new AppError('conflict', 'Somebody else has this task, or it is done by now.')
    return null
  }
  return {
    action: await findAction(db, claimed.actionId),
    token: claimed.leaseToken as string,
    leaseExpiresAt: claimed.leaseExpiresAt as Date,
    why: claimed.reasons ?? [],
  }
}

const yours = (words: string) =>
  words.replace(/^is /, 'are ').replace(/^has /, 'have ').replace('their', 'your')

export const lostLease = () =>
  new AppError('conflict', 'You do not hold this task any more. What you typed is kept as a draft.')

/** Extends the lease of a task that is open and worked on. */
export async function renewLease(
  { db, now }: CommandContext,
  { id, token, activeSeconds }: z.output<typeof schema.renewing>,
): Promise<{ leaseExpiresAt: Date }> {
  const row = await db
    .updateTable('pendingActions')
    .set({
      leaseExpiresAt: sql<Date>`${now}::timestamptz + make_interval(secs => ${leaseSeconds})`,
      activeSeconds: sql<number>`greatest(active_seconds, ${activeSeconds})`,
    })
    .where('id', '=', id)
    .where('leaseToken', '=', token)
    .where('status', '=', 'in_progress')
    .returning('leaseExpiresAt')
    .executeTakeFirst()
  if (!row?.leaseExpiresAt) throw lostLease()
  return { leaseExpiresAt: row.leaseExpiresAt }
}
