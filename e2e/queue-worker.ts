import { setTimeout as sleep } from 'node:timers/promises'
import { withSystem } from '@/lib/db/with-actor'
import { AppError } from '@/lib/errors'
import * as work from '@/lib/queue/work'

/** A process of workers that hand in, give back, and now and then fall asleep over an item. */
const workspaceId = process.env.QUEUE_WORKSPACE as string
const loops = Number(process.env.QUEUE_LOOPS)
const leaseSeconds = Number(process.env.QUEUE_LEASE)

const within = <T>(fn: (ctx: work.WorkContext) => Promise<T>) =>
  withSystem(workspaceId, 'works the queue in a test', ({ db }) =>
    fn({ db, actor: { kind: 'system', workspaceId, reason: 'test' } }),
  )

const counts = { accepted: 0, refused: 0 }

async function loop(n: number) {
  const workerId = `${process.pid}-${n}`
  for (;;) {
    const items = await within((ctx) =>
      work.claimItems(ctx, workspaceId, {
        workerId,
        capabilities: ['api'],
        count: 1 + Math.floor(Math.random() * 20),
        leaseSeconds,
      }),
    )
    if (items.length === 0) await sleep(50)
    // Asleep past the lease, with all it holds: every result must be refused.
    const asleep = items.length > 0 && Math.random() < 0.03
    if (asleep) await sleep(leaseSeconds * 1000 + 300)
    for (const { token } of items) {
      try {
        await within((ctx) =>
          Math.random() < 0.02
            ? work.release(ctx, token)
            : work.complete(ctx, token, { outcome: 'submitted' }),
        )
        counts.accepted++
        if (asleep) throw new Error('A late result was accepted')
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        counts.refused++
      }
    }
  }
}

console.log('worker ready')
await Promise.all(Array.from({ length: loops }, (_, n) => loop(n)))
