import { type Connection, listen } from '../db/listen'
import { covers } from './topics'

type Subscriber = { topics: readonly string[]; tell: (topic: string) => void }

/** Changes that come in quick succession are told together; the last is never swallowed. */
const trailingMs = 400

type Hub = {
  subscribers: Map<string, Set<Subscriber>>
  connection?: Connection
  stop: () => Promise<void>
}

// Development reloads modules; the connection must outlive that.
const kept = globalThis as { tandemLive?: Hub }

/** Of batches and figures alone, which change by the thousand: locks are few, so other topics take none and are always told. */
const keys = (workspaceId: string, topics: readonly string[]) =>
  topics
    .filter((topic) => topic.startsWith('batch') || topic === 'analytics')
    .map((topic) => `live ${workspaceId} ${topic}`)

/**
 * Shows the database by shared locks what is watched (is_watched() in 88-queue-line.sql): a notice makes
 * each commit wait for every other, so it stays silent about the rest. What changed before, nobody was told.
 */
async function watch(client: Connection, workspaceId: string, subscriber: Subscriber) {
  await client.query(
    'select pg_advisory_lock_shared(hashtextextended(key, 0)) from unnest($1::text[]) as key',
    [keys(workspaceId, subscriber.topics)],
  )
  subscriber.tell('resync')
  setTimeout(() => subscriber.tell('resync'), trailingMs).unref()
}
const unwatch = (client: Connection, all: string[]) =>
  client.query(
    'select pg_advisory_unlock_shared(hashtextextended(key, 0)) from unnest($1::text[]) as key',
    [all],
  )

function open(): Hub {
  const subscribers: Hub['subscribers'] = new Map()
  const tell = (workspaceId: string, topic: string) => {
    for (const one of subscribers.get(workspaceId) ?? [])
      if (one.topics.some((wanted) => covers(wanted, topic))) one.tell(topic)
  }
  const hub: Hub = {
    subscribers,
    stop: listen('tandem_live', {
      onNotice: (payload) => {
        const [workspaceId = '', topic = ''] = payload.split(' ')
        tell(workspaceId, topic)
        // The database stays silent about what follows within a quarter of a second.
        setTimeout(() => tell(workspaceId, topic), trailingMs).unref()
      },
      onGap: () => {
        for (const workspaceId of subscribers.keys()) tell(workspaceId, 'resync')
      },
      onOpen: (client) => {
        hub.connection = client
        return Promise.all(
          [...subscribers].flatMap(([id, all]) => [...all].map((one) => watch(client, id, one))),
        )
      },
    }),
  }
  return hub
}

/**
 * Tells of changes in a workspace, by topic, such as `batch:<id>`; `resync` when some may have been
 * missed. One connection to the database serves every subscriber of this process.
 */
export function subscribe(workspaceId: string, subscriber: Subscriber): () => void {
  kept.tandemLive ??= open()
  const hub = kept.tandemLive
  const all = hub.subscribers.get(workspaceId) ?? new Set()
  hub.subscribers.set(workspaceId, all.add(subscriber))
  // Without a connection, the next one watches for all.
  if (hub.connection) watch(hub.connection, workspaceId, subscriber).catch(() => {})
  return () => {
    if (!all.delete(subscriber)) return
    if (all.size === 0) hub.subscribers.delete(workspaceId)
    hub.connection && unwatch(hub.connection, keys(workspaceId, subscriber.topics)).catch(() => {})
  }
}
