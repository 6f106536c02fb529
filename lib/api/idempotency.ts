import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, workspaceIdOf } from '../auth/actor'
import type { Db } from '../db/with-actor'
import { AppError, Refusal } from '../errors'

type Request = { actor: Actor; procedure: string; key: string; input: unknown }

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const sorted = (_: string, value: unknown) =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

const keeper = (actor: Actor) =>
  actor.kind === 'visitor'
    ? `address:${sha256(actor.address)}`
    : actor.kind === 'system'
      ? `system:${actor.workspaceId}`
      : `user:${actor.userId}:${workspaceIdOf(actor) ?? ''}`

type Kept<T> =
  | { answer: T }
  | { refused: { code: AppError['code']; message: string; fields?: AppError['fields'] } }

const keep = <T>(answer: T): Kept<T> =>
  answer instanceof Refusal
    ? {
        refused: {
          code: answer.error.code,
          message: answer.error.message,
          fields: answer.error.fields,
        },
      }
    : { answer: answer ?? (null as T) }

function replay<T>(kept: Kept<T>): T {
  if ('answer' in kept) return kept.answer
  throw new AppError(kept.refused.code, kept.refused.message, kept.refused.fields)
}

/**
 * Runs `effect` once per key: a repeated request gets the kept answer, the same key with another
 * body is refused. Claim, effect and answer share the transaction, so a second request that comes
 * meanwhile waits for the first, and an effect that rolls back frees its key.
 */
export async function once<T>(db: Db, request: Request, effect: () => Promise<T>): Promise<T> {
  const { key, procedure } = request
  if (key.length > 255) {
    throw new AppError('invalid', 'The Idempotency-Key is longer than 255 characters.')
  }
  const actor = keeper(request.actor)
  const requestHash = sha256(JSON.stringify(request.input ?? null, sorted))
  await sql`select set_config('app.idempotency_actor', ${actor}, true)`.execute(db)
  const claimed = await sql`
    insert into idempotency_keys (actor, procedure, key, request_hash)
    values (${actor}, ${procedure}, ${key}, ${requestHash})
    on conflict do nothing returning 1`.execute(db)
  if (claimed.rows.length === 1) {
    const answer = await effect()
    await db
      .updateTable('idempotencyKeys')
      .set({ answer: JSON.stringify(keep(answer)) })
      .where('actor', '=', actor)
      .where('procedure', '=', procedure)
      .where('key', '=', key)
      .execute()
    return answer
  }
  const kept = await db
    .selectFrom('idempotencyKeys')
    .select(['requestHash', 'answer'])
    .where('actor', '=', actor)
    .where('procedure', '=', procedure)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (kept.requestHash !== requestHash) {
    throw new AppError('conflict', 'This Idempotency-Key was used for a different request.')
  }
  return replay(kept.answer as Kept<T>)
}
