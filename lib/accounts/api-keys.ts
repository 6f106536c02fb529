import type { z } from 'zod'
import type { ActionContext, CommandContext } from '../api/context'
import type { Member } from '../auth/actor'
import { hashToken } from '../auth/link-token'
import { may, permissionNames } from '../auth/permissions'
import { newApiKey } from '../auth/tokens'
import { type Db, withActor } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { addDays, parseIsoDate } from '../time'
import type * as schema from './schema'

type NewKey = z.output<typeof schema.apiKeyInput>

const mostKeys = 50

/** A key is worth no more than whoever makes it: a narrowed key makes keys as narrow at most. */
function scopeOf(actor: CommandContext['actor'], asked: readonly string[]) {
  const own = permissionNames.filter((name) => may(actor, name))
  const beyond = asked.filter((name) => !own.some((mine) => mine === name))
  if (beyond.length > 0) {
    const message = `You do not have this permission yourself: ${beyond.join(', ')}.`
    throw new AppError('invalid', message, { permissions: message })
  }
  return asked.length === 0 && actor.scopes ? own : [...asked]
}

/** The end of the day that was chosen, where the workspace is. */
function expiryOf({ actor, now }: CommandContext, day: string | null | undefined): Date | null {
  if (!day) return null
  const start = parseIsoDate(day, actor.workspace.timezone)
  const end = start && addDays(start, 1, actor.workspace.timezone)
  if (!end || end <= now) {
    const message = 'Please choose a day that is still to come.'
    throw new AppError('invalid', message, { expiresOn: message })
  }
  return end
}

async function addKey(ctx: CommandContext, input: NewKey, key: string) {
  const { actor, now, tx } = ctx
  const own = { workspaceId: actor.workspace.id, userId: actor.userId }
  const live = await tx.apiKey.count({ where: { ...own, revokedAt: null } })
  if (live >= mostKeys) {
    throw new AppError('conflict', `You have ${mostKeys} keys already. Revoke one you do not need.`)
  }
  return tx.apiKey.create({
    data: {
      ...own,
      name: input.name,
      prefix: key.slice(0, 8),
      keyHash: hashToken(key),
      permissions: scopeOf(actor, input.permissions),
      expiresAt: expiryOf(ctx, input.expiresOn),
      createdAt: now,
    },
    omit: { keyHash: true, workspaceId: true, userId: true },
  })
}

type Once = <T>(db: Db, effect: () => Promise<T>) => Promise<T>

/**
 * The key is shown once, so it may not stand in a kept answer: a request repeated under its
 * Idempotency-Key makes no second key, and does not see the first again.
 */
export async function createApiKey(
  { actor, now }: ActionContext<Member>,
  input: NewKey,
  once: Once = (_, effect) => effect(),
): Promise<z.input<typeof schema.newApiKey>> {
  let key: string | undefined
  const row = await withActor(actor, ({ tx, db }) =>
    once(db, () => {
      key = newApiKey()
      return addKey({ actor, now, tx, db }, input, key)
    }),
  )
  if (!key) {
    throw new AppError('conflict', 'An earlier request made this key. It was shown only then.')
  }
  return { ...row, key }
}

export async function revokeApiKey({ actor, now, tx }: CommandContext, id: string) {
  const { count } = await tx.apiKey.updateMany({
    where: { id, workspaceId: actor.workspace.id, userId: actor.userId, revokedAt: null },
    data: { revokedAt: now },
  })
  if (count === 1) return
  const known = await tx.apiKey.count({ where: { id, userId: actor.userId } })
  if (known === 0) throw notFound('API key')
}
