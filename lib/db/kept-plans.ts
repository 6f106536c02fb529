import type { Socket } from 'node:net'
import type pg from 'pg'
import { env } from '../env'

/** So many texts are kept: each has its plan in every connection, and what people filter by makes ever new ones. */
const most = 100

type Client = {
  query: <T extends pg.QueryResultRow>(
    text: string,
    values: unknown[],
  ) => Promise<pg.QueryResult<T>>
  release: (broken?: Error) => void
}
export type PlanningPool = { connect: () => Promise<Client>; end: () => Promise<void> }

/**
 * The same pool for questions that are asked again and again and are long to plan: the database reads and plans each text
 * once a connection, unless a pooler is in between that knows no named statements.
 */
export function keepingPlans(pool: pg.Pool): PlanningPool {
  const names = new Map<string, string>()
  const nameOf = (text: string) => {
    const known = names.get(text)
    if (known || names.size === most) return known
    const name = `kept ${names.size}`
    names.set(text, name)
    return name
  }
  const clients = new WeakMap<pg.PoolClient, Client>()
  const wrapped = (client: pg.PoolClient) => {
    const known = clients.get(client)
    if (known) return known
    const made: Client = {
      query: (text, values) => {
        // What is asked in one turn is sent at once.
        const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
        stream.cork()
        process.nextTick(() => stream.uncork())
        // What has no values begins or ends a transaction.
        const name = values.length > 0 && env.keepsPlans ? nameOf(text) : undefined
        return client.query({ ...(name ? { name } : {}), text, values })
      },
      release: (broken) => client.release(broken),
    }
    clients.set(client, made)
    return made
  }
  return { connect: async () => wrapped(await pool.connect()), end: () => pool.end() }
}

/** One statement in a transaction of its own that is sent at once; resolves when it is committed. */
export async function inOneTrip<T extends pg.QueryResultRow>(
  client: Client,
  begin: string,
  text: string,
  values: unknown[],
): Promise<T[]> {
  const [begun, answer, ended] = await Promise.allSettled([
    client.query(begin, []),
    client.query<T>(text, values),
    client.query('commit', []),
  ])
  // The first to fail is the cause of those after it.
  for (const one of [begun, answer, ended]) if (one.status === 'rejected') throw one.reason
  return (answer as PromiseFulfilledResult<pg.QueryResult<T>>).value.rows
}
