import type { CommandContext } from '../api/context'
import { lostLease } from './holding'
import type { ActionType } from './labels'

type Held = { id: string; token: string }

/** A change of a task in the asking person's hands; `.set()` says which, and taken() runs it. */
export const held = ({ db, now }: CommandContext, { id, token }: Held) =>
  db
    .updateTable('pendingActions')
    .set({ statusChangedAt: now })
    .where('id', '=', id)
    .where('leaseToken', '=', token)
    .where('status', '=', 'in_progress')
    .where('leaseExpiresAt', '>', now)
    .returning('id')

/** Throws when the token did not hold the task. */
export async function taken(ctx: CommandContext, id: string, change: ReturnType<typeof held>) {
  if (!(await change.executeTakeFirst())) throw await lostLease(ctx, id)
}

/** What the token holds, without locking it yet: items and batches are locked before actions. */
export async function findHeld(ctx: CommandContext, { id, token }: Held) {
  const row = await ctx.db
    .selectFrom('pendingActions')
    .select(['id', 'actionType as type', 'queueItemId as itemId', 'submissionId', 'directoryId'])
    .select(['customerId', 'retryCount'])
    .where('id', '=', id)
    .where('leaseToken', '=', token)
    .where('status', '=', 'in_progress')
    .where('leaseExpiresAt', '>', ctx.now)
    .executeTakeFirst()
  if (!row) throw await lostLease(ctx, id)
  return row as typeof row & { type: ActionType }
}
