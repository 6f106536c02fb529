import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { record } from '../events/record'
import { enqueue } from '../jobs/enqueue'
import { limitsOf } from './queries'
import type { limitsEdit } from './schema'

/** Saves the limits whole. They count for what happens from now on; open protection stays as it was given. */
export async function editLimits(
  ctx: CommandContext,
  { updatedAt, ...after }: z.output<typeof limitsEdit>,
) {
  const { actor, db } = ctx
  const id = actor.workspace.id
  const { updatedAt: _, ...before } = await limitsOf(db)
  const changed = await db
    .updateTable('workspaces')
    .set({
      settings: sql`settings || jsonb_build_object('limits', ${JSON.stringify(after)}::jsonb)`,
    })
    .where('id', '=', id)
    // What a form holds is exact to the millisecond.
    .where(sql`date_trunc('milliseconds', updated_at)`, '=', updatedAt)
    .returning('id')
    .executeTakeFirst()
  if (!changed)
    throw new AppError(
      'conflict',
      'Somebody changed these settings in the meantime. Reload to see theirs; yours were not saved.',
    )
  await record(ctx, {
    type: 'workspace.edited',
    subject: { type: 'workspace', id },
    data: { before, after },
  })
  // National numbers are readable now, or read differently.
  if (before.phoneCountry !== after.phoneCountry)
    await enqueue(db, 'leads.watch', { workspaceId: id }, { jobKey: `leads.watch:${id}` })
  return limitsOf(db)
}
