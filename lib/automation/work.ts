import { setTimeout as sleep } from 'node:timers/promises'
import type { System } from '../auth/actor'
import { type Writer, withSystem } from '../db/with-actor'
import { AppError } from '../errors'
import { log } from '../log'
import { keepProof } from '../proofs/keep'
import type { ClaimedItem, ClaimInput } from '../queue/schema'
import { exchange, heartbeat, release } from '../queue/work'
import type { AutomationBrowser } from './browser'
import type { Result } from './contract'
import { runItem } from './run'
import { secretsOf } from './secrets'

export const reason = 'submits to directories'
export const leaseSeconds = 120

export const actorOf = (workspaceId: string): System => ({ kind: 'system', workspaceId, reason })

export const within = <T>(workspaceId: string, fn: (writer: Writer) => Promise<T>) =>
  withSystem(workspaceId, reason, fn)

const lost = (error: unknown) => error instanceof AppError && error.code === 'conflict'

/** Tells the queue that this worker lives and how far it is; ends the run when the lease is lost. */
function beating(item: ClaimedItem, abort: AbortController) {
  let now: { step?: string; percent?: number } = {}
  let told = ''
  const beat = async (always: boolean) => {
    if (!always && now.step === told) return
    told = now.step ?? ''
    try {
      await within(item.workspaceId, ({ db }) =>
        heartbeat(
          { db, actor: actorOf(item.workspaceId) },
          { token: item.token, leaseSeconds, ...now },
        ),
      )
    } catch (error) {
      if (lost(error)) abort.abort(error)
      else log.warn({ err: error, itemId: item.itemId }, 'a heartbeat did not get through')
    }
  }
  const steps = setInterval(() => void beat(false), 2000)
  const life = setInterval(() => void beat(true), (leaseSeconds / 3) * 1000)
  return {
    onStep: (step: string, percent: number) => {
      now = { step, percent }
    },
    stop: () => {
      clearInterval(steps)
      clearInterval(life)
    },
  }
}

/**
 * Hands the result in and takes the next item with it when one is wanted; tries again while the lease may run: what was
 * sent must not be sent twice.
 */
async function handIn(
  { itemId, workspaceId, token }: ClaimedItem,
  result: Result,
  wanted: () => ClaimInput | undefined,
): Promise<ClaimedItem | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      // Nothing but the result matters once something went wrong.
      const next = attempt === 1 ? wanted() : undefined
      const { results, items } = await within(workspaceId, ({ db }) =>
        exchange({ db, actor: actorOf(workspaceId) }, workspaceId, {
          results: [{ token, ...result }],
          ...(next && { next }),
        }),
      )
      if (!results[0]?.accepted) log.warn({ itemId }, 'a result came too late: the lease had ended')
      return items[0]
    } catch (err) {
      if (attempt === 6) throw err
      await sleep(500 * 2 ** attempt)
    }
  }
}

export async function giveBack(item: ClaimedItem) {
  try {
    await within(item.workspaceId, ({ db }) =>
      release({ db, actor: actorOf(item.workspaceId) }, item.token),
    )
  } catch (err) {
    // The lease ends by itself.
    log.warn({ err, itemId: item.itemId }, 'an item could not be given back')
  }
}

/** Works on one claimed item to its end, and answers the next when one was wanted; never throws. */
export async function workOn(
  item: ClaimedItem,
  browser: AutomationBrowser,
  abort: AbortController,
  wanted: () => ClaimInput | undefined,
): Promise<ClaimedItem | undefined> {
  const { workspaceId, directory } = item
  const beats = beating(item, abort)
  try {
    const secrets = await within(workspaceId, ({ db }) => secretsOf(db, directory.id))
    const result = await runItem(
      item,
      {
        secrets,
        onStep: beats.onStep,
        signal: abort.signal,
        keepScreenshot: async (name, image) => {
          const facts = { kind: 'screenshot' as const, name }
          await keepProof(
            actorOf(workspaceId),
            { token: item.token },
            facts,
            image,
            new Date(),
          ).catch((err) => log.warn({ err, itemId: item.itemId }, 'a screenshot could not be kept'))
        },
      },
      browser,
    )
    return await handIn(item, result, wanted)
  } catch (err) {
    if (!abort.signal.aborted)
      log.error({ err, itemId: item.itemId }, 'an item could not be worked on')
    await giveBack(item)
    return undefined
  } finally {
    beats.stop()
  }
}
