import { AsyncLocalStorage } from 'node:async_hooks'
import { CompiledQuery, type Kysely } from 'kysely'
import pg from 'pg'
import type { Actor } from '../auth/actor'
import { isStaff } from '../auth/permissions'
import {
  type Connection,
  type PrismaTransaction,
  requestConnection,
  systemConnection,
} from './client'
import { isRetryable } from './errors'
import type { DB } from './generated/kysely/types'
import { inOneTrip } from './kept-plans'

declare const scoped: unique symbol
/** Kysely inside a transaction that has taken an identity. Queries accept nothing else. */
export type Db = Kysely<DB> & { readonly [scoped]: true }
/** Prisma inside a transaction that has taken an identity. */
export type Tx = PrismaTransaction & { readonly [scoped]: true }
export type Writer = { tx: Tx; db: Db }

const writing = new AsyncLocalStorage<true>()

const roleOf = (actor: Actor): string => {
  switch (actor.kind) {
    case 'visitor':
      return 'anon'
    case 'person':
      return 'app_person'
    case 'system':
      return 'service_role'
    case 'member':
      return isStaff(actor.role) ? 'app_staff' : `app_${actor.role}`
  }
}

/** The settings that row level security reads, by name. */
function identity(actor: Actor): [name: string, value: string][] {
  const member = actor.kind === 'member' ? actor : undefined
  return [
    ['role', roleOf(actor)],
    [
      'app.workspace_id',
      member?.workspace.id ?? (actor.kind === 'system' ? actor.workspaceId : ''),
    ],
    ['app.user_id', 'userId' in actor ? actor.userId : ''],
    ['app.role', member?.role ?? (actor.kind === 'system' ? 'service' : '')],
    ['app.partner_id', member?.partnerId ?? ''],
    ['app.customer_id', member?.customerId ?? ''],
    ['app.va_id', member?.vaId ?? ''],
  ]
}

const setIdentity =
  'select set_config($1, $2, true), set_config($3, $4, true), set_config($5, $6, true), set_config($7, $8, true), set_config($9, $10, true), set_config($11, $12, true), set_config($13, $14, true)'

const connectionOf = (actor: Actor): Connection =>
  actor.kind === 'system' ? systemConnection() : requestConnection()

type Value = string | Date | null

/** The identity in one statement, and so with others in one round trip. */
const take = (actor: Actor) =>
  `select ${identity(actor)
    .map(
      ([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`,
    )
    .join(', ')}`

type Reading = {
  /** All of its questions are answered as of one moment. */
  snapshot?: boolean
  /** Its questions are asked again and again: the database keeps their plans. */
  keepPlans?: boolean
}

const beginRead = (actor: Actor, { snapshot = false }: Reading = {}) =>
  `begin ${snapshot ? 'isolation level repeatable read ' : ''}read only; ${take(actor)}`

/**
 * Runs reads as the actor: one READ ONLY transaction with the actor's identity. The beginning is
 * sent together with the first questions of `fn`, and the end is not waited for; without the
 * identity that the beginning takes, those questions would see nothing.
 */
export function readAs<T>(actor: Actor, fn: (db: Db) => Promise<T>, reading?: Reading): Promise<T> {
  if (writing.getStore())
    throw new Error('readAs inside withActor would not see its writes: pass the command’s db on')
  return new Promise((resolve, reject) => {
    const { reader, planningReader } = connectionOf(actor)
    ;(reading?.keepPlans ? planningReader : reader)
      .connection()
      .execute(async (db) => {
        const begun = db.executeQuery(CompiledQuery.raw(beginRead(actor, reading)))
        begun.catch(() => {})
        try {
          const result = await fn(db as Db)
          await begun
          resolve(result)
          await db.executeQuery(CompiledQuery.raw('commit'))
        } catch (error) {
          reject(error)
          await db.executeQuery(CompiledQuery.raw('rollback'))
        }
      })
      .catch(reject)
  })
}

/**
 * One select in one round trip, identity and all, for what every request asks before anything
 * else; its plan is kept. Columns come back under the names that the text gives them.
 */
export const selectAs =
  <T extends pg.QueryResultRow>(actor: Actor) =>
  (parts: TemplateStringsArray, ...values: Value[]): Promise<T[]> =>
    roundTrip(actor, beginRead(actor), numbered(parts), values)

/** One change in one round trip: a function of the database that does all of it, asked for often. */
export const changeAs =
  <T extends pg.QueryResultRow>(actor: Actor) =>
  (parts: TemplateStringsArray, ...values: Value[]): Promise<T[]> =>
    again(() => roundTrip(actor, `begin; ${take(actor)}`, numbered(parts), values))

const numbered = (parts: TemplateStringsArray) =>
  parts.reduce((text, part, at) => `${text}$${at}${part}`)

async function roundTrip<T extends pg.QueryResultRow>(
  actor: Actor,
  begin: string,
  text: string,
  values: Value[],
): Promise<T[]> {
  const client = await connectionOf(actor).planning.connect()
  try {
    return await inOneTrip<T>(client, begin, text, values)
  } finally {
    client.release()
  }
}

/**
 * Runs writes as the actor: one transaction with the actor's identity, rolled back when `fn`
 * throws. `fn` may run again after a deadlock, so it must touch nothing but the database.
 */
export async function withActor<T>(
  actor: Actor,
  fn: (writer: Writer) => Promise<T>,
  { timeout = 30_000 }: { timeout?: number } = {},
): Promise<T> {
  const { prisma } = connectionOf(actor)
  return again(() =>
    writing.run(true, () =>
      prisma.$transaction(
        async (tx) => {
          // Read before anything is awaited: the extension keeps it where a transaction that
          // starts meanwhile overwrites it with its own.
          const db = tx.$kysely as Db
          await tx.$queryRawUnsafe(setIdentity, ...identity(actor).flat())
          return fn({ tx: tx as Tx, db })
        },
        { timeout, maxWait: 10_000 },
      ),
    ),
  )
}

/** Once more after a deadlock, and then again, each time a little later. */
async function again<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt === 4 || !isRetryable(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt))
    }
  }
}

/** Work of the product itself, in one workspace; the reason is for whoever reads the call. */
export const withSystem = <T>(
  workspaceId: string,
  reason: string,
  fn: (writer: Writer) => Promise<T>,
  options?: { timeout?: number },
) => withActor({ kind: 'system', workspaceId, reason }, fn, options)
