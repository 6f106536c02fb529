import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { notFound } from '../errors'
import { writeAssistant } from './commands'
import { findAssistant } from './queries'
import type * as schema from './schema'

/** The asking virtual assistant. */
export const ownId = ({ actor }: Pick<CommandContext, 'actor'>): string => {
  if (!actor.vaId) throw notFound('virtual assistant')
  return actor.vaId
}

/** What people say of themselves; the first time also says that it is right. */
export async function editSelf(
  ctx: CommandContext,
  patch: z.output<typeof schema.ownPatch>,
): Promise<schema.Assistant> {
  const id = ownId(ctx)
  await writeAssistant(ctx, await findAssistant(ctx.db, id, ctx.now), patch)
  await ctx.db
    .updateTable('virtualAssistants')
    .set({ confirmedAt: ctx.now })
    .where('id', '=', id)
    .where('confirmedAt', 'is', null)
    .execute()
  return findAssistant(ctx.db, id, ctx.now)
}
