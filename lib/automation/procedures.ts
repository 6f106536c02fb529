import { z } from 'zod'
import { command, query } from '../api/base'
import * as f from '../fields'
import { recipe } from './recipe'
import { findRecipe, saveRecipe } from './saved'
import { removeSecret, setSecret } from './secrets'

const tags = ['Automation']
const byId = z.object({ id: f.id })

const found = z.object({
  recipe: recipe.nullable(),
  /** What it does, a sentence a line. */
  description: z.array(z.string()),
  inUse: z.boolean(),
  secrets: z.array(z.object({ name: z.string(), setAt: f.time.nullable() })),
})

const secret = byId.extend({
  name: z
    .string()
    .regex(/^[a-z][a-zA-Z0-9_]{0,39}$/, 'Give a name of letters and digits, such as apiKey.'),
})

export const automation = {
  find: query(
    {
      permission: 'directories.read',
      route: {
        method: 'GET',
        path: '/directories/{id}/automation',
        summary: 'How the automation submits to a directory',
        tags,
      },
      input: byId,
      output: found,
    },
    ({ db }, { id }) => findRecipe(db, id),
  ),
  save: command(
    {
      permission: 'directories.manage',
      route: {
        method: 'PUT',
        path: '/directories/{id}/automation',
        summary: 'Set the recipe of a directory',
        tags,
      },
      input: byId.extend({ recipe: recipe.nullable() }),
      output: found,
    },
    saveRecipe,
  ),
  setSecret: command(
    {
      permission: 'directories.manage',
      route: {
        method: 'PUT',
        path: '/directories/{id}/secrets/{name}',
        summary: 'Set a secret that the recipe names; it cannot be read back',
        tags,
      },
      input: secret.extend({ value: z.string().min(1, 'Please fill this in.').max(4000) }),
      output: z.object({}),
    },
    async (ctx, input) => {
      await setSecret(ctx, input)
      return {}
    },
  ),
  removeSecret: command(
    {
      permission: 'directories.manage',
      route: {
        method: 'DELETE',
        path: '/directories/{id}/secrets/{name}',
        summary: 'Forget a secret',
        tags,
      },
      input: secret,
      output: z.object({}),
    },
    async (ctx, input) => {
      await removeSecret(ctx, input)
      return {}
    },
  ),
}
