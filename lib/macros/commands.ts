import type { CommandContext } from '../api/context'
import { isStaff } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { listMacros } from './queries'
import type { Macro, MacroInput } from './schema'

/** Staff make macros for everybody; a virtual assistant makes their own. */
export async function addMacro(ctx: CommandContext, input: MacroInput): Promise<Macro[]> {
  const { db, actor, now } = ctx
  if ((await listMacros(db, actor.userId)).length >= 100)
    throw new AppError('conflict', 'There are 100 macros already. Remove one first.')
  await db
    .insertInto('macros')
    .values({
      workspaceId: actor.workspace.id,
      ...input,
      outcome: JSON.stringify(input.outcome),
      userId: isStaff(actor.role) ? null : actor.userId,
      createdAt: now,
    })
    .execute()
  return listMacros(db, actor.userId)
}

export async function removeMacro({ db, actor }: CommandContext, id: string): Promise<Macro[]> {
  const row = await db.deleteFrom('macros').where('id', '=', id).returning('id').executeTakeFirst()
  if (!row) throw notFound('macro')
  return listMacros(db, actor.userId)
}
