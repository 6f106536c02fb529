import type { VisitorPool } from '../db/visitor-pool'
import { AppError } from '../errors'
import { type Credential, permission, rolesThatSend } from './credential'
import { refusalOf } from './group'

/** Events of a key's minute that a process sets aside at once. */
const block = 5000
/** What nobody used for so long goes back, so that another process may give it out. */
const idleMs = 250
/** How long a refusal is remembered; a key that becomes allowed meanwhile waits that long. */
const refusedMs = 1000
const mostKeys = 10_000

type Reserved = {
  outcome: string
  key_id: string
  minute: Date
  seconds_left: number
  quota: number
  granted: number
  remaining: number
}

export type Allowance = { quota: number; remaining: number; resetsIn: number }

type Held = {
  refusal?: AppError | undefined
  keyId: string
  minute: Date
  /** By the clock of this process. */
  until: number
  quota: number
  /** Set aside here, and not used yet. */
  left: number
  /** Not set aside by anybody, when last asked. */
  elsewhere: number
  used: number
  asked: number
  asking?: Promise<void> | undefined
}

const reserve = `select outcome, key_id, minute, seconds_left, quota, granted, remaining
  from reserve_events($1, $2, $3, $4, $5::text[], $6, $7)`
const giveBack = 'select return_events($1::uuid, $2::timestamptz, $3)'

export class OverQuota extends AppError {
  constructor(readonly allowance: Allowance) {
    super('rate_limited', 'This key has sent as many events as it may within a minute.')
  }
}

/** What each key may still send in the current minute, exact over all processes: none is given out twice. */
export function quotas(pool: VisitorPool) {
  const held = new Map<string, Held>()

  async function ask(credential: Credential, one: Held, need: number) {
    const [row] = await pool.run<Reserved>(reserve, [
      credential.kind,
      credential.secret,
      credential.origin,
      permission,
      rolesThatSend,
      need,
      block,
    ])
    const now = Date.now()
    if (row?.outcome !== 'ok') {
      one.refusal = refusalOf(row?.outcome ?? '')
      one.until = now + refusedMs
      return
    }
    one.refusal = undefined
    const sameMinute = one.minute.getTime() === row.minute.getTime()
    one.left = (sameMinute ? one.left : 0) + row.granted
    one.keyId = row.key_id
    one.minute = row.minute
    one.until = now + row.seconds_left * 1000
    one.quota = row.quota
    one.elsewhere = row.remaining
  }

  function holdingOf({ name }: Credential): Held {
    let one = held.get(name)
    if (!one) {
      if (held.size >= mostKeys) held.clear()
      one = {
        keyId: '',
        minute: new Date(0),
        until: 0,
        quota: 0,
        left: 0,
        elsewhere: 0,
        used: 0,
        asked: 0,
      }
      held.set(name, one)
    }
    return one
  }

  const allowanceOf = (one: Held): Allowance => ({
    quota: one.quota,
    remaining: one.left + one.elsewhere,
    resetsIn: Math.max(1, Math.ceil((one.until - Date.now()) / 1000)),
  })

  /**
   * Takes from what is set aside here. Between looking and taking nothing is waited for, so nobody else takes it. False
   * when the database has to be asked.
   */
  function takeHere(one: Held, need: number): boolean {
    const now = Date.now()
    if (one.asking || now >= one.until) return false
    if (one.refusal) throw one.refusal
    one.used = now
    if (one.left >= need) {
      one.left -= need
      return true
    }
    // What others had set aside may have come back since.
    if (one.left + one.elsewhere < need && now - one.asked < idleMs)
      throw new OverQuota(allowanceOf(one))
    return false
  }

  async function askAndTake(credential: Credential, one: Held, need: number) {
    do {
      // One question at a time for a key; whoever comes meanwhile looks again afterwards.
      if (!one.asking) {
        const now = Date.now()
        one.asked = now
        one.asking = ask(credential, one, need - (now < one.until ? one.left : 0)).finally(() => {
          one.asking = undefined
        })
      }
      await one.asking
    } while (!takeHere(one, need))
  }

  const timer = setInterval(() => {
    const now = Date.now()
    for (const [name, one] of held) {
      if (one.asking) continue
      if (now >= one.until + 60_000) held.delete(name)
      if (one.left === 0 || now - one.used < idleMs) continue
      const count = one.left
      one.left = 0
      if (now < one.until) {
        one.elsewhere += count
        pool.run(giveBack, [one.keyId, one.minute.toISOString(), count]).catch(() => {})
      }
    }
  }, idleMs)
  timer.unref()

  return {
    /** Throws unless the key may send. A promise where the database has to be asked, once in thousands of events. */
    check(credential: Credential): undefined | Promise<void> {
      const one = holdingOf(credential)
      return takeHere(one, 0) ? undefined : askAndTake(credential, one, 0)
    },

    /** Takes `count` off what the key may send, or throws. */
    spend(credential: Credential, count: number): Allowance | Promise<Allowance> {
      const one = holdingOf(credential)
      return takeHere(one, count)
        ? allowanceOf(one)
        : askAndTake(credential, one, count).then(() => allowanceOf(one))
    },

    /** What was taken off and not sent. */
    unspend(credential: Credential, count: number) {
      const one = held.get(credential.name)
      if (one && Date.now() < one.until) one.left += count
    },

    /** A key that the database refused is asked after anew. */
    forget(credential: Credential) {
      held.delete(credential.name)
    },

    stop: () => clearInterval(timer),
  }
}
