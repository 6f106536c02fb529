import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { record } from '../events/record'
import { currentTiers, findSettings } from './queries'
import type * as schema from './schema'

const movedOn = () =>
  new AppError(
    'conflict',
    'Somebody changed these settings in the meantime. Reload to see theirs; yours were not saved.',
  )

export async function editSettings(
  ctx: CommandContext,
  { updatedAt, ...edit }: z.output<typeof schema.settingsEdit>,
): Promise<schema.Settings> {
  const { actor, db } = ctx
  const workspaceId = actor.workspace.id
  const changed = await db
    .updateTable('workspaces')
    .set(edit)
    .where('id', '=', workspaceId)
    // What a form holds is exact to the millisecond.
    .where(sql`date_trunc('milliseconds', updated_at)`, '=', updatedAt)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw movedOn()
  await record(ctx, { type: 'workspace.edited', subject: { type: 'workspace', id: workspaceId } })
  return findSettings(db, workspaceId)
}

/** A new version of the table, in force from now on; no commission that exists is touched. */
export async function editTiers(
  ctx: CommandContext,
  { version, tiers }: z.output<typeof schema.tierTableEdit>,
): Promise<schema.TierTable> {
  const { actor, now, tx, db } = ctx
  const workspaceId = actor.workspace.id
  const current = await currentTiers(db)
  if (current.version !== version) throw movedOn()
  await tx.partnerTier.createMany({
    data: tiers.map((row) => ({
      ...row,
      workspaceId,
      version: version + 1,
      effectiveFrom: now,
      createdAt: now,
    })),
  })
  await record(ctx, {
    type: 'workspace.edited',
    subject: { type: 'workspace', id: workspaceId },
    data: { tiersVersion: version + 1, before: current.tiers, after: tiers },
  })
  return currentTiers(db)
}
