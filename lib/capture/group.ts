import { mapDatabaseError } from '../db/errors'
import type { VisitorPool } from '../db/visitor-pool'
import { AppError } from '../errors'
import { addTo, noColumns, valuesOf } from './columns'
import { type Credential, permission, rolesThatSend } from './credential'
import { faultyEvent } from './faults'
import type { Captured, NewEvent } from './schema'

/** At once in one statement; a call of 500 alone is fine. */
const mostCalls = 256
const mostEvents = 4000
/** Waiting; beyond that callers come back later. */
const mostWaiting = 50_000
/** How long a group waits for more, unless so many events are there. */
const gatherMs = 5
const enough = 200

type Call = {
  credential: Credential
  events: NewEvent[]
  arrived: number
  resolve: (captured: Captured) => void
  reject: (error: unknown) => void
}

type Row = {
  /** Null: of all calls, each event is new. */
  call: number | null
  outcome: string
  accepted: number
  at: number | null
  fault: string | null
}

const statement = `select * from capture_events($1::text[], $2::text[], $3::text[], $4, $5::text[], $6::int[], $7::int[], $8::uuid[], $9::text[],
  $10::jsonb[], $11::text[], $12::uuid[], $13::uuid[], $14::timestamptz[], $15::boolean[], $16::timestamptz)`

const refusals: Record<string, () => AppError> = {
  unauthenticated: () =>
    new AppError('unauthenticated', 'This API key is unknown, expired or revoked.'),
  forbidden: () => new AppError('forbidden', 'This API key is not allowed to do that.'),
  wrong_origin: () => new AppError('forbidden', 'This browser key is not for pages of this site.'),
}
export const refusalOf = (outcome: string) => (refusals[outcome] ?? refusals.unauthenticated)?.()

export const busy = () =>
  new AppError('unavailable', 'Too much is arriving right now. Please try again in a moment.')

/** The values of the statement, and the index of each call's first event. */
function valuesFor(calls: readonly Call[]) {
  const credentials = new Map<string, { at: number; credential: Credential }>()
  const columns = noColumns()
  const [byCall, ofCalls, firsts]: [number[], number[], number[]] = [[], [], []]
  for (const [index, { credential, events, arrived }] of calls.entries()) {
    let found = credentials.get(credential.name)
    if (!found) {
      found = { at: credentials.size + 1, credential }
      credentials.set(credential.name, found)
    }
    byCall.push(found.at)
    firsts.push(ofCalls.length)
    for (const event of events) {
      ofCalls.push(index + 1)
      addTo(columns, event, arrived)
    }
  }
  const all = [...credentials.values()].map(({ credential }) => credential)
  const values = [
    all.map(({ kind }) => kind),
    all.map(({ secret }) => secret),
    all.map(({ origin }) => origin),
    permission,
    rolesThatSend,
    byCall,
    ofCalls,
    ...valuesOf(columns),
    new Date().toISOString(),
  ]
  return { values, firsts }
}

function settle(call: Call, row: Row | undefined, first: number) {
  if (row?.outcome === 'ok')
    call.resolve({ accepted: row.accepted, duplicates: call.events.length - row.accepted })
  else if (row?.outcome === 'invalid')
    call.reject(faultyEvent((row.at ?? 1) - 1 - first, row.fault ?? ''))
  else call.reject(refusalOf(row?.outcome ?? ''))
}

/**
 * Writes calls in groups, one at a time: what arrives while a group is being committed goes together into the next, in
 * one statement. A call is answered after its commit.
 *
 * Much of what a small group costs is the same for any size, and whoever was answered usually sends again at once. So a
 * group waits a moment until as many calls are there as were known when the last was committed. A single caller waits
 * for nobody.
 */
export function eventGroups(pool: VisitorPool) {
  const waiting: Call[] = []
  let waitingEvents = 0
  let writing = false
  let expected = 0
  let gathering: NodeJS.Timeout | undefined
  let idle: (() => void) | undefined

  async function write(calls: readonly Call[], again = true): Promise<void> {
    const { values, firsts } = valuesFor(calls)
    try {
      const rows = await pool.run<Row>(statement, values)
      if (rows[0]?.call === null) {
        for (const { events, resolve } of calls) resolve({ accepted: events.length, duplicates: 0 })
        return
      }
      const byCall = new Map(rows.map((row) => [row.call, row]))
      for (const [index, call] of calls.entries())
        settle(call, byCall.get(index + 1), firsts[index] as number)
    } catch (error) {
      const mapped = mapDatabaseError(error)
      if (mapped instanceof AppError && mapped.code === 'unavailable') {
        for (const call of calls) call.reject(mapped)
      } else if (again) {
        // Whoever caused it fails alone.
        for (const call of calls) await write([call], false)
      } else for (const call of calls) call.reject(mapped)
    }
  }

  /** The next group begins, or waits for more. */
  function look() {
    if (writing) return
    if (idle || waiting.length >= expected || waitingEvents >= enough) begin()
    else gathering ??= setTimeout(begin, gatherMs)
  }

  function begin() {
    clearTimeout(gathering)
    gathering = undefined
    expected = 0
    if (waiting.length === 0) {
      idle?.()
      return
    }
    let [count, events] = [0, 0]
    for (const call of waiting) {
      if (count > 0 && (count === mostCalls || events + call.events.length > mostEvents)) break
      count++
      events += call.events.length
    }
    waitingEvents -= events
    writing = true
    void write(waiting.splice(0, count)).finally(() => {
      writing = false
      expected = waiting.length + count
      look()
    })
  }

  return {
    /** Resolves once the events are on disk. */
    add: (credential: Credential, events: NewEvent[]) =>
      new Promise<Captured>((resolve, reject) => {
        if (waitingEvents + events.length > mostWaiting) return reject(busy())
        waiting.push({ credential, events, arrived: Date.now(), resolve, reject })
        waitingEvents += events.length
        look()
      }),
    /** Resolves when nothing waits or is being written. */
    drained: () =>
      new Promise<void>((resolve) => {
        idle = resolve
        look()
      }),
  }
}
