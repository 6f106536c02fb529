import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { env } from '../env'
import { log } from '../log'

export type Connection = pg.Client

type Listener = {
  onNotice: (payload: string) => void
  /** After a lost connection: what was told meanwhile is not known. */
  onGap: () => void
  /** With each new connection, once it listens. */
  onOpen?: (client: Connection) => Promise<unknown>
}

/**
 * Listens on a channel of the database, on one connection of its own that is made anew when it is
 * lost. Answers how to stop.
 */
export function listen(
  channel: 'tandem_live' | 'tandem_queue',
  { onNotice, onGap, onOpen }: Listener,
  connectionString = env.appDatabaseUrl ?? env.workerDatabaseUrl,
): () => Promise<void> {
  let over = false
  let client: pg.Client | undefined

  const hold = async () => {
    for (let first = true; !over; first = false) {
      try {
        const next = new pg.Client({ connectionString, application_name: `tandem ${channel}` })
        const lost = new Promise<void>((resolve) => next.once('end', resolve))
        next.on('error', () => {})
        next.on('notification', ({ payload }) => onNotice(payload ?? ''))
        client = next
        await next.connect()
        await next.query(`listen ${channel}`)
        await onOpen?.(next)
        if (!first) onGap()
        await lost
      } catch (err) {
        if (over) return
        log.warn({ err, channel }, 'cannot listen to the database, and tries again')
        await sleep(1000)
      }
    }
  }
  void hold()
  return async () => {
    over = true
    await client?.end().catch(() => {})
  }
}
