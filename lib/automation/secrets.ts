import type { CommandContext } from '../api/context'
import { open, seal } from '../crypto'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { record } from '../events/record'

const context = (directoryId: string, name: string) =>
  `directory_secrets:sealed:${directoryId}:${name}`

/** What a directory's recipe names as `{{secret.…}}`, in clear: for the automation alone. */
export async function secretsOf(db: Db, directoryId: string): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('directorySecrets')
    .select(['name', 'sealed'])
    .where('directoryId', '=', directoryId)
    .execute()
  return Object.fromEntries(
    rows.map(({ name, sealed }) => [name, open(sealed, { context: context(directoryId, name) })]),
  )
}

type Named = { id: string; name: string }

/** Sets a secret; nobody can read it back. */
export async function setSecret(
  ctx: CommandContext,
  { id, name, value }: Named & { value: string },
) {
  const { db, now, actor } = ctx
  const found = await db
    .selectFrom('directories')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw notFound('directory')
  const sealed = seal(value, { context: context(id, name) })
  const set = { sealed, setBy: actor.userId, setAt: now }
  await db
    .insertInto('directorySecrets')
    .values({ workspaceId: actor.workspace.id, directoryId: id, name, ...set })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'directoryId', 'name']).doUpdateSet(set),
    )
    .execute()
  await edited(ctx, id)
}

export async function removeSecret(ctx: CommandContext, { id, name }: Named) {
  const { rows } = await ctx.db
    .deleteFrom('directorySecrets')
    .where('directoryId', '=', id)
    .where('name', '=', name)
    .returning('id')
    .execute()
    .then((rows) => ({ rows }))
  if (rows.length === 0) throw notFound('secret')
  await edited(ctx, id)
}

const edited = (ctx: CommandContext, id: string) =>
  record(ctx, { type: 'directory.edited', subject: { type: 'directory', id } })
