import { z } from 'zod'
import { action, command, query } from '../api/base'
import { once } from '../api/idempotency'
import { asPerson } from '../auth/actor'
import { readAs, withActor } from '../db/with-actor'
import { notFound } from '../errors'
import * as f from '../fields'
import { createApiKey, revokeApiKey } from './api-keys'
import { changePassword, finishReset, requestReset, resetState } from './password'
import { listApiKeys, listMyWorkspaces, listSessions } from './queries'
import * as schema from './schema'
import { endSessions, signIn } from './sign-in'

const nothing = z.object({})
const open = { permission: 'public', route: false } as const
const own = { permission: 'signed-in', route: false } as const

/** A person and their own account, outside any workspace. */
export const accounts = {
  signIn: action({ ...open, input: schema.signIn, output: schema.signedIn }, signIn),

  requestReset: action(
    { ...open, input: schema.resetRequest, output: nothing },
    async (ctx, input) => {
      await requestReset(ctx, input)
      return {}
    },
  ),

  resetState: action(
    { ...open, input: z.object({ token: schema.linkToken }), output: schema.resetState },
    (ctx, { token }) => resetState(ctx, token),
  ),

  finishReset: action({ ...open, input: schema.reset, output: schema.signedIn }, finishReset),

  signOut: action({ ...own, input: nothing, output: nothing }, async (ctx) => {
    if (ctx.actor.sessionId) await endSessions(ctx, { only: ctx.actor.sessionId })
    return {}
  }),

  signOutEverywhere: action({ ...own, input: nothing, output: nothing }, async (ctx) => {
    await endSessions(ctx, {})
    return {}
  }),

  sessions: action({ ...own, input: nothing, output: z.array(schema.session) }, ({ actor, now }) =>
    readAs(asPerson(actor), (db) => listSessions(db, actor.sessionId, now)),
  ),

  revokeSession: action(
    { ...own, input: z.object({ id: f.id }), output: nothing },
    async (ctx, { id }) => {
      if ((await endSessions(ctx, { only: id })) === 0) throw notFound('session')
      return {}
    },
  ),

  changePassword: action(
    { ...own, input: schema.passwordChange, output: nothing },
    async (ctx, input) => {
      await changePassword(ctx, input)
      return {}
    },
  ),

  profile: action({ ...own, input: nothing, output: schema.profile }, async ({ actor }) => ({
    userId: actor.userId,
    email: actor.email,
    name: actor.name,
  })),

  editProfile: action(
    { ...own, input: schema.profileEdit, output: nothing },
    async ({ actor }, { name }) => {
      await withActor(asPerson(actor), ({ db }) =>
        db.updateTable('users').set({ name }).where('id', '=', actor.userId).execute(),
      )
      return {}
    },
  ),

  workspaces: action({ ...own, input: nothing, output: z.array(schema.myWorkspace) }, ({ actor }) =>
    readAs(asPerson(actor), listMyWorkspaces),
  ),
}

/** Keys for the REST door, of one person in one workspace. */
export const apiKeys = {
  list: query(
    {
      permission: 'keys.use',
      route: {
        method: 'GET',
        path: '/api-keys',
        tags: ['API keys'],
        summary: 'List your API keys',
      },
      input: nothing,
      output: z.object({ items: z.array(schema.apiKey) }),
    },
    async ({ db }) => ({ items: await listApiKeys(db) }),
  ),

  create: action(
    {
      permission: 'keys.use',
      route: {
        method: 'POST',
        path: '/api-keys',
        tags: ['API keys'],
        summary: 'Make an API key; the answer alone shows it',
        successStatus: 201,
      },
      input: schema.apiKeyInput,
      output: schema.newApiKey,
    },
    (ctx, input) => {
      const { actor, idempotencyKey: key } = ctx
      const request = { actor, procedure: 'apiKeys.create', input }
      return createApiKey(ctx, input, (db, effect) =>
        key ? once(db, { ...request, key }, effect) : effect(),
      )
    },
  ),

  revoke: command(
    {
      permission: 'keys.use',
      route: {
        method: 'POST',
        path: '/api-keys/{id}/revocation',
        tags: ['API keys'],
        summary: 'Revoke an API key',
      },
      input: z.object({ id: f.id }),
      output: nothing,
    },
    async (ctx, { id }) => {
      await revokeApiKey(ctx, id)
      return {}
    },
  ),
}
