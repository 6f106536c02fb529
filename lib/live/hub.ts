import { listen } from '../db/listen'

type Subscriber = { wants: (topic: string) => boolean; tell: (topic: string) => void }

/** Changes that come in quick succession are told together; the last is never swallowed. */
const trailingMs = 400

type Hub = { subscribers: Map<string, Set<Subscriber>>; stop: () => Promise<void> }

// Development reloads modules; the connection must outlive that.
const kept = globalThis as { tandemLive?: Hub }

function open(): Hub {
  const subscribers: Hub['subscribers'] = new Map()
  const tell = (workspaceId: string, topic: string) => {
    for (const one of subscribers.get(workspaceId) ?? []) if (one.wants(topic)) one.tell(topic)
  }
  const stop = listen('tandem_live', {
    onNotice: (payload) => {
      const [workspaceId = '', topic = ''] = payload.split(' ')
      tell(workspaceId, topic)
      // The database stays silent about what follows within a quarter of a second.
      setTimeout(() => tell(workspaceId, topic), trailingMs).unref()
    },
    onGap: () => {
      for (const all of subscribers.values()) for (const one of all) one.tell('resync')
    },
  })
  return { subscribers, stop }
}

/**
 * Tells of changes in a workspace, by topic, such as `batch:<id>`; `resync` when some may have been
 * missed. One connection to the database serves every subscriber of this process.
 */
export function subscribe(workspaceId: string, subscriber: Subscriber): () => void {
  kept.tandemLive ??= open()
  const { subscribers } = kept.tandemLive
  const all = subscribers.get(workspaceId) ?? new Set()
  subscribers.set(workspaceId, all.add(subscriber))
  return () => {
    all.delete(subscriber)
    if (all.size === 0) subscribers.delete(workspaceId)
  }
}
