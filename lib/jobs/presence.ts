import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { log } from '../log'

/** The key of the advisory lock that a worker holds while it lives; `id` is SQL. */
export const presenceKey = (id: string) => `hashtextextended('tandem worker ' || ${id}, 0)`

// A worker whose machine is gone says no goodbye; the server then asks after it.
const askAfter = `
  set tcp_keepalives_idle = 30;
  set tcp_keepalives_interval = 10;
  set tcp_keepalives_count = 3`

/**
 * Keeps a connection that lives exactly as long as this worker does, and on it the lock by which the
 * others know. Its plugin takes the lock before the first job; a lost connection is made anew.
 */
export function presence(connectionString: string) {
  let client: pg.Client | undefined
  let present: Promise<void> | undefined
  let over = false

  const take = async (id: string) => {
    const next = new pg.Client({ connectionString, application_name: 'tandem-worker presence' })
    const lost = new Promise<void>((resolve) => next.once('end', resolve))
    next.on('error', (err) => log.warn({ err }, 'lost the connection that says this worker lives'))
    try {
      await next.connect()
      await next.query(askAfter)
      await next.query(`select pg_advisory_lock(${presenceKey('$1')})`, [id])
    } catch (error) {
      await next.end().catch(() => {})
      throw error
    }
    client = next
    void lost.then(() => hold(id))
  }

  const hold = async (id: string): Promise<void> => {
    while (!over) {
      try {
        return await take(id)
      } catch (err) {
        log.warn({ err }, 'this worker cannot say that it lives, and tries again')
        await sleep(1000)
      }
    }
  }

  const plugin: GraphileConfig.Plugin = {
    name: 'TandemPresence',
    version: '1.0.0',
    worker: {
      hooks: {
        async startWorker(_, { worker }) {
          present ??= hold(worker.workerPool.id)
          await present
        },
      },
    },
  }
  const end = async () => {
    over = true
    await client?.end()
  }
  return { plugin, end }
}
