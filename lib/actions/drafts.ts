import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { savepoint } from '../db/savepoint'
import { type AppError, Refusal } from '../errors'
import { lostLease } from './holding'
import type * as schema from './task-schema'

type Data = z.infer<typeof schema.draftData>

/** Keeps what somebody has typed into an action; `late` when it came after they had lost it. */
export async function keepDraft(
  { db, actor, now }: CommandContext,
  { id, data, late }: { id: string; data: Data; late: boolean },
): Promise<void> {
  await sql`
    insert into action_drafts (workspace_id, action_id, va_id, data, late, updated_at)
    values (${actor.workspace.id}::uuid, ${id}::uuid, ${actor.vaId}::uuid, ${JSON.stringify(data)}::jsonb, ${late}, ${now}::timestamptz)
    on conflict (workspace_id, action_id, va_id) do update set data = excluded.data, late = excluded.late, updated_at = excluded.updated_at`.execute(
    db,
  )
}

export const dropDraft = ({ db, actor }: CommandContext, id: string) =>
  db
    .deleteFrom('actionDrafts')
    .where('actionId', '=', id)
    .where('vaId', '=', actor.vaId as string)
    .execute()

/** Saves a draft while the task is held; afterwards it is kept too, and the person is told. */
export async function saveDraft(
  ctx: CommandContext,
  { id, token, data, activeSeconds }: z.output<typeof schema.drafting>,
): Promise<{ savedAt: Date } | Refusal> {
  const { db, now } = ctx
  const row = await db
    .updateTable('pendingActions')
    .set({ activeSeconds: sql<number>`greatest(active_seconds, ${activeSeconds})` })
    .where('id', '=', id)
    .where('leaseToken', '=', token)
    .where('status', '=', 'in_progress')
    .where('leaseExpiresAt', '>', now)
    .returning('id')
    .executeTakeFirst()
  const lost = row ? undefined : await lostLease(ctx, id)
  if (lost && !isLost(lost)) throw lost
  await keepDraft(ctx, { id, data, late: lost !== undefined })
  return lost ? new Refusal(lost) : { savedAt: now }
}

const isLost = (error: AppError) => error.fields?.token !== undefined

/**
 * Runs a change of a task in the asking person's hands, which throws lostLease() when they do not
 * hold it any more. It is then undone as a whole, and what they sent is kept as a late draft.
 */
export async function orLate<T>(
  ctx: CommandContext,
  sent: { id: string; data: Data },
  run: () => Promise<T>,
): Promise<T | Refusal> {
  let done: T | undefined
  const refused = await savepoint(ctx, async () => {
    done = await run()
  })
  if (!refused) return done as T
  if (!isLost(refused)) throw refused
  await keepDraft(ctx, { ...sent, late: true })
  return new Refusal(refused)
}
