import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { record } from '../events/record'
import { findSettings } from './queries'
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
