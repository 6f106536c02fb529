import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { recordMany } from '../events/record'
import { moveCommissions, startOperation } from '../operations/record'
import { type bulkRejected, type bulkRejection, commissionStatusLabels } from './schema'

/** Rejects what can be rejected of the chosen, as one operation; the others are named with why not. */
export async function rejectCommissions(
  ctx: CommandContext,
  { ids, reason }: z.output<typeof bulkRejection>,
): Promise<z.input<typeof bulkRejected>> {
  const operation = await startOperation(ctx, { kind: 'commission_rejection', reason })
  // A part that was taken back in a payout is settled by clawbacks.
  const matching = sql<boolean>`c.id = any (${ids}::uuid[]) and not exists (
    select 1 from commissions k where k.workspace_id = c.workspace_id and k.base_id = c.id and k.status = 'paid')`
  const moved = await moveCommissions(ctx, operation, matching, { status: 'rejected', reason })
  const done = new Set(moved.map(({ id }) => id))
  await recordMany(
    ctx,
    moved.map(({ id, partnerId, amount, currency }) => ({
      type: 'commission.rejected' as const,
      subject: { type: 'commission' as const, id },
      partnerId,
      data: { reason, amount, currency, operationId: operation },
    })),
  )
  const left = ids.filter((id) => !done.has(id))
  const known = await ctx.db
    .selectFrom('commissions')
    .select(['id', 'status', 'kind'])
    .where('id', 'in', left.length > 0 ? left : [operation])
    .execute()
  const why = (id: string) => {
    const row = known.find((one) => one.id === id)
    if (!row) return 'This commission does not exist.'
    if (row.kind === 'clawback') return 'A clawback follows its commission.'
    if (row.status === 'pending' || row.status === 'on_hold')
      return 'Part of it is in a payout already.'
    const status = commissionStatusLabels[row.status as keyof typeof commissionStatusLabels]
    return `It is ${status.toLowerCase()}, so it cannot be rejected.`
  }
  return {
    rejected: moved.length,
    results: [
      ...moved.map(({ id }) => ({ id, ok: true })),
      ...left.map((id) => ({ id, ok: false, message: why(id) })),
    ],
    operationId: moved.length > 0 ? operation : null,
  }
}
