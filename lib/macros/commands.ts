import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { isStaff } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { listMacros } from './queries'
import type { Macro, MacroInput } from './schema'

const written = ({ name, actionTypes, outcome, note }: MacroInput) => ({
  ...{ name, actionTypes, note },
  outcome: JSON.stringify(outcome),
})

/** Staff make macros for everybody; a virtual assistant makes their own. */
export async function addMacro(ctx: CommandContext, input: MacroInput): Promise<Macro[]> {
  const { db, actor, now } = ctx
  if ((await listMacros(db, actor.userId)).length >= 100)
    throw new AppError('conflict', 'There are 100 macros already. Remove one first.')
  await db
    .insertInto('macros')
    .values({
      workspaceId: actor.workspace.id,
      ...written(input),
      userId: isStaff(actor.role) ? null : actor.userId,
      createdAt: now,
    })
    .execute()
  return listMacros(db, actor.userId)
}

/** Staff change what is everybody's, a virtual assistant what is their own. */
const mine = ({ actor }: CommandContext) =>
  isStaff(actor.role)
    ? sql<boolean>`user_id is null`
    : sql<boolean>`user_id = ${actor.userId}::uuid`

export async function editMacro(
  ctx: CommandContext,
  { id, ...input }: MacroInput & { id: string },
): Promise<Macro[]> {
  const row = await ctx.db
    .updateTable('macros')
    .set(written(input))
    .where('id', '=', id)
    .where(mine(ctx))
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound('macro')
  return listMacros(ctx.db, ctx.actor.userId)
}

export async function removeMacro(ctx: CommandContext, id: string): Promise<Macro[]> {
  const row = await ctx.db
    .deleteFrom('macros')
    .where('id', '=', id)
    .where(mine(ctx))
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound('macro')
  return listMacros(ctx.db, ctx.actor.userId)
}
