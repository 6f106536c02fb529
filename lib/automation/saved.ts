import type { CommandContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { record } from '../events/record'
import { type Recipe, recipe as recipeSchema } from './recipe'
import { describeRecipe, secretsIn } from './rules'

/** A directory's recipe in words, and whether its secrets are set. */
export async function findRecipe(db: Db, id: string) {
  const row = await db
    .selectFrom('directories')
    .select(['automation', 'automationMethod'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('directory')
  const set = await db
    .selectFrom('directorySecrets')
    .select(['name', 'setAt'])
    .where('directoryId', '=', id)
    .orderBy('name')
    .execute()
  const found = recipeSchema.safeParse(row.automation)
  const recipe = found.success ? found.data : null
  const names = new Set([...(recipe ? secretsIn(recipe) : []), ...set.map(({ name }) => name)])
  return {
    recipe,
    description: recipe ? describeRecipe(recipe) : [],
    /** Whether the directory's method is the recipe's, so that it is used. */
    inUse: recipe !== null && recipe.method === row.automationMethod,
    secrets: [...names].map((name) => ({
      name,
      setAt: set.find((one) => one.name === name)?.setAt ?? null,
    })),
  }
}

/** Replaces a directory's recipe; null takes it away. */
export async function saveRecipe(
  ctx: CommandContext,
  { id, recipe }: { id: string; recipe: Recipe | null },
) {
  const { db } = ctx
  const saved = await db
    .updateTable('directories')
    .set({ automation: recipe && JSON.stringify(recipe) })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!saved) throw notFound('directory')
  await record(ctx, { type: 'directory.edited', subject: { type: 'directory', id } })
  return findRecipe(db, id)
}
