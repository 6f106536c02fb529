import { PrismaPg } from '@prisma/adapter-pg'
import {
  CamelCasePlugin,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  type PostgresPool,
  PostgresQueryCompiler,
} from 'kysely'
import pg from 'pg'
import kyselyExtension from 'prisma-extension-kysely'
import { env } from '../env'
import type { DB } from './generated/kysely/types'
import { PrismaClient } from './generated/prisma/client'
import { keepingPlans } from './kept-plans'
import { plainResults } from './results'

const camelCase = new CamelCasePlugin({ maintainNestedObjectKeys: true })

function open(connectionString: string) {
  const pool = new pg.Pool({
    connectionString,
    max: env.poolSize,
    // Questions of one transaction that do not wait for each other travel together.
    pipeline: true,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
  })
  // Without a listener the loss of an idle connection would end the process.
  pool.on('error', () => {})
  const planning = keepingPlans(pool)
  const readerOf = (from: PostgresPool) =>
    new Kysely<DB>({ dialect: new PostgresDialect({ pool: from }), plugins: [camelCase] })
  let made: ReturnType<typeof writer> | undefined
  return {
    pool,
    planning,
    reader: readerOf(pool),
    planningReader: readerOf(planning as unknown as PostgresPool),
    /** Made when something is written for the first time: what only reads or listens does without. */
    get prisma() {
      made ??= writer(pool)
      return made
    },
    async close() {
      await made?.$disconnect()
      await pool.end()
    },
  }
}

const writer = (pool: pg.Pool) =>
  new PrismaClient({ adapter: new PrismaPg(pool) }).$extends(
    kyselyExtension({
      kysely: (driver) =>
        new Kysely<DB>({
          dialect: {
            createDriver: () => driver,
            createAdapter: () => new PostgresAdapter(),
            createIntrospector: (db) => new PostgresIntrospector(db),
            createQueryCompiler: () => new PostgresQueryCompiler(),
          },
          plugins: [camelCase, plainResults],
        }),
    }),
  )

export type Connection = ReturnType<typeof open>
/** Prisma's handle inside an interactive transaction. */
export type PrismaTransaction = Parameters<Parameters<Connection['prisma']['$transaction']>[0]>[0]

// Development reloads modules; the pools must outlive that.
const kept = globalThis as { tandemConnections?: Map<string, Connection> }
const opened = kept.tandemConnections ?? new Map<string, Connection>()
kept.tandemConnections = opened

function connection(url: string | undefined, name: string): Connection {
  if (!url) throw new Error(`${name} is not set. docs/operations.md lists the settings.`)
  let found = opened.get(url)
  if (!found) {
    found = open(url)
    opened.set(url, found)
  }
  return found
}

/** The connection of people's requests: the web login, or the worker's for a job that carries its actor. */
export const requestConnection = () =>
  connection(env.appDatabaseUrl ?? env.workerDatabaseUrl, 'APP_DATABASE_URL')

/** The connection of the product's own work. */
export const systemConnection = () => connection(env.workerDatabaseUrl, 'WORKER_DATABASE_URL')

export async function closeConnections() {
  const all = [...opened.values()]
  opened.clear()
  for (const one of all) await one.close()
}
