import { setTimeout as sleep } from 'node:timers/promises'
import { withSystem } from '@/lib/db/with-actor'
import { AppError } from '@/lib/errors'
import type { ClaimedItem, ClaimInput } from '@/lib/queue/schema'
import * as work from '@/lib/queue/work'

/** A process of workers that hand in, give back, and now and then fall asleep over an item. */
const workspaceId = process.env.QUEUE_WORKSPACE as string
const loops = Number(process.env.QUEUE_LOOPS)
const leaseSeconds = Number(process.env.QUEUE_LEASE)

const within = <T>(fn: (ctx: work.WorkContext) => Promise<T>) =>
  withSystem(workspaceId, 'works the queue in a test', ({ db }) =>
    fn({ db, actor: { kind: 'system', workspaceId, reason: 'test' } }),
  )

function tooLate(asleep: boolean, accepted: number) {
  if (asleep && accepted > 0) throw new Error('A late result was accepted')
}

async function oneByOne(items: ClaimedItem[], asleep: boolean) {
  for (const { token } of items) {
    try {
      await within((ctx) =>
        Math.random() < 0.1
          ? work.release(ctx, token)
          : work.complete(ctx, token, { outcome: 'submitted' }),
      )
      tooLate(asleep, 1)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }
}

/** All that a claim handed out, and the next claim in the same statement: a refused result keeps nobody from it. */
async function exchange(items: ClaimedItem[], asleep: boolean, next: ClaimInput) {
  const results = items.map(({ token }) => ({
    token,
    completion: { outcome: 'submitted' as const },
  }))
  const given = await within((ctx) => work.exchange(ctx, workspaceId, { results, next }))
  tooLate(asleep, given.results.filter(({ accepted }) => accepted).length)
  return given.items
}

async function loop(n: number) {
  const workerId = `${process.pid}-${n}`
  const wish = (): ClaimInput => ({
    workerId,
    capabilities: ['api'],
    count: 1 + Math.floor(Math.random() * 20),
    leaseSeconds,
  })
  let items: ClaimedItem[] = []
  for (;;) {
    if (items.length === 0) items = await within((ctx) => work.claimItems(ctx, workspaceId, wish()))
    if (items.length === 0) await sleep(50)
    // Asleep past the lease, with all it holds: every result must be refused.
    const asleep = items.length > 0 && Math.random() < 0.03
    if (asleep) await sleep(leaseSeconds * 1000 + 300)
    if (Math.random() < 0.2) {
      await oneByOne(items, asleep)
      items = []
    } else items = await exchange(items, asleep, wish())
  }
}

console.log('worker ready')
await Promise.all(Array.from({ length: loops }, (_, n) => loop(n)))
