import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { sql } from 'kysely'
import { listen } from '../db/listen'
import { env } from '../env'
import { log } from '../log'
import { namedBy } from '../queue/notice'
import type { ClaimedItem, Method } from '../queue/schema'
import { claimAlone, expireLeases } from '../queue/work'
import { automationBrowser, browserPath } from './browser'
import { giveBack, leaseSeconds, reason, within, workOn } from './work'

/** Looked at this often when nobody tells of new work. */
const pollMs = 15_000
/** What runs may finish this long after the order to stop; then it is given back. */
const graceMs = 6_000

/** What is known of who has work holds this long. */
const freshMs = 2000

/** Works one item at a time; its signal is that of the item in hand. */
type Hand = { abort: AbortController }
type Busy = { workspaceId: string; nextDue: Date | null }

const dueBy = ({ nextDue }: Busy, at: number) => nextDue !== null && nextDue.getTime() <= at

async function busyWorkspaces(): Promise<Busy[]> {
  const { rows } = await within('', ({ db }) =>
    sql<Busy>`select workspace_id, next_due from busy_workspaces() order by workspace_id`.execute(
      db,
    ),
  )
  return rows
}

/** A flag that somebody can wait for, and that is not missed when it is raised before. */
function bell() {
  let rung = false
  let wake = () => {}
  return {
    ring: () => {
      rung = true
      wake()
    },
    async wait(ms: number) {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      rung = false
    },
  }
}

/**
 * Works the queues of all workspaces: what an API recipe or the browser can do. Workspaces take
 * turns, one item each; leases of silent workers are ended on the way. Answers how to stop.
 */
export function startAutomation({ concurrency = env.automationConcurrency } = {}) {
  const workerId = `automation ${hostname().slice(0, 40)} ${randomUUID().slice(0, 8)}`
  // What is done by hand is handed to people as soon as it is due.
  const capabilities: Method[] = browserPath()
    ? ['api', 'headless_browser', 'manual']
    : ['api', 'manual']
  const browser = automationBrowser()
  const running = new Map<Hand, Promise<void>>()
  const { ring, wait } = bell()
  const told = new Set<string>()
  let stopping = false
  let last = ''
  let busy: Busy[] = []
  let lookedAt = 0

  const wish = { workerId, capabilities, count: 1, leaseSeconds }

  /** Workspaces take turns, so a hand stays in its own only while no other is known to have work. */
  const wantedFrom = (workspaceId: string) => () => {
    const now = Date.now()
    const alone =
      now - lookedAt < freshMs &&
      told.size === 0 &&
      !busy.some((other) => other.workspaceId !== workspaceId && dueBy(other, now + freshMs))
    return alone && !stopping ? wish : undefined
  }

  /** From one item to the next, for as long as handing in one brings another. */
  const work = async (hand: Hand, first: ClaimedItem) => {
    let item: ClaimedItem | undefined = first
    while (item) {
      hand.abort = new AbortController()
      if (stopping) return giveBack(item)
      item = await workOn(item, browser, hand.abort, wantedFrom(item.workspaceId))
    }
  }

  const begin = (item: ClaimedItem) => {
    const hand = { abort: new AbortController() }
    const ended = work(hand, item).finally(() => {
      running.delete(hand)
      ring()
    })
    running.set(hand, ended)
  }

  const claimOne = async (workspaceId: string) => {
    const actor = { kind: 'system', workspaceId, reason } as const
    const [item] = await claimAlone({ actor }, workspaceId, wish)
    if (item) begin(item)
    return item !== undefined
  }

  /** One item of each workspace in turn, beginning after the one that was served last. */
  const fill = async (workspaces: string[]) => {
    const after = workspaces.filter((id) => id > last)
    let line = [...after, ...workspaces.filter((id) => id <= last)]
    while (line.length > 0 && !stopping) {
      const more: string[] = []
      for (const id of line) {
        if (stopping || running.size >= concurrency) return
        last = id
        if (await claimOne(id)) more.push(id)
      }
      line = more
    }
  }

  const round = async (): Promise<number> => {
    // Who was named by a notice is served at once, with one item; then the turn goes round.
    for (const id of told) {
      told.delete(id)
      if (running.size < concurrency && !stopping) await claimOne(id)
    }
    busy = await busyWorkspaces()
    lookedAt = Date.now()
    for (const { workspaceId, nextDue } of busy)
      if (nextDue && nextDue <= new Date())
        await within(workspaceId, ({ db }) =>
          expireLeases({ db, actor: { kind: 'system', workspaceId, reason } }),
        )
    await fill(busy.map(({ workspaceId }) => workspaceId))
    const soonest = Math.min(...busy.map(({ nextDue }) => nextDue?.getTime() ?? Infinity))
    return Math.min(pollMs, Math.max(1000, soonest - Date.now()))
  }

  const loop = async () => {
    while (!stopping) {
      const pause = await round().catch((err) => {
        log.warn({ err }, 'could not look for submissions')
        return 5000
      })
      if (!stopping) await wait(running.size >= concurrency ? pollMs : pause)
    }
  }

  const stopListening = listen(
    'tandem_queue',
    {
      onNotice: (payload) => {
        const workspaceId = namedBy(payload, capabilities)
        if (!workspaceId) return
        told.add(workspaceId)
        ring()
      },
      onGap: ring,
    },
    env.workerDatabaseUrl,
  )
  const ended = loop()
  return {
    workerId,
    async stop() {
      stopping = true
      ring()
      await ended
      const all = Promise.all(running.values())
      const patience = setTimeout(() => {
        for (const { abort } of running.keys()) abort.abort(new Error('The worker stops.'))
      }, graceMs)
      await all
      clearTimeout(patience)
      await stopListening()
      await browser.close()
    },
  }
}
