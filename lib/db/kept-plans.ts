import type { Socket } from 'node:net'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** So many texts are kept: each has its plan in every connection, and what people filter by makes ever new ones. */
const most = 100

/**
 * The same pool for questions that are asked again and again and are long to plan: the database reads and plans each text
 * once a connection.
 */
export function keepingPlans(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>()
  const nameOf = (text: string) => {
    const known = names.get(text)
    if (known || names.size === most) return known
    const name = `kept ${names.size}`
    names.set(text, name)
    return name
  }
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const wrapped = (client: pg.PoolClient) => {
    const known = clients.get(client)
    if (known) return known
    const made = {
      query: (text: string, values: readonly unknown[]) => {
        // What is asked in one turn is sent at once.
        const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
        stream.cork()
        process.nextTick(() => stream.uncork())
        // What has no values begins or ends a transaction.
        const name = values.length > 0 ? nameOf(text) : undefined
        return client.query({ ...(name ? { name } : {}), text, values: [...values] })
      },
      release: () => client.release(),
    } as unknown as PostgresPoolClient
    clients.set(client, made)
    return made
  }
  return { connect: async () => wrapped(await pool.connect()), end: () => pool.end() }
}
