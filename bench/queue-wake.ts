import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { actorOf } from '../lib/automation/work'
import { listen } from '../lib/db/listen'
import { namedBy } from '../lib/queue/notice'
import { claimAlone } from '../lib/queue/work'
import { type Figure, ms, percentile } from './measuring'
import { customerIds, directoryIds, queue } from './queue-fill'

/** How long what is due waits until a worker has it. The worker is a process of its own, as the real one is. */

/** From the answer to the commit, and from its sending, in milliseconds. */
type Waits = { fromDue: number[]; fromCommit: number[] }

/** One clock for both processes, in milliseconds. */
const clock = () => Number(process.hrtime.bigint()) / 1e6

/** The worker: says when it has claimed, by the listener and the claim that the real one has. */
export function waitForItems() {
  const wish = { workerId: 'waiting', capabilities: ['chrome_extension' as const], count: 1 }
  const stop = listen(
    'tandem_queue',
    {
      onNotice: (payload) => {
        const workspaceId = namedBy(payload, wish.capabilities)
        if (!workspaceId) return
        void claimAlone({ actor: actorOf(workspaceId) }, workspaceId, {
          ...wish,
          leaseSeconds: 60,
        }).then(([item]) => item && process.send?.(clock()))
      },
      onGap: () => {},
    },
    process.env.WORKER_DATABASE_URL,
  )
  process.once('disconnect', () => void stop().then(() => process.exit()))
}

/** When the first commit that anybody sends from now on was sent, and when it was answered. */
function watchCommit() {
  const original = pg.Client.prototype.query
  let sent = 0
  const answered = new Promise<number>((resolve) => {
    pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
      const answer = (original as (...all: unknown[]) => unknown).apply(this, args)
      const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text?: string })?.text
      if (!sent && text && /^commit/i.test(text)) {
        sent = clock()
        void (answer as Promise<unknown>).then(() => resolve(clock()))
      }
      return answer
    } as typeof original
  })
  return {
    end: () => {
      pg.Client.prototype.query = original
    },
    times: async () => ({ answered: await answered, sent }),
  }
}

/** A worker that has worked a while: until then Node has not compiled what is called for each item. */
const warming = 100
const measured = 300
const turns = 3

/** Queues one item after the other; `worker` is the script that waits for them when told `wait`. */
export async function wakeUp(worker: string): Promise<Figure[]> {
  const waiting = fork(worker, ['wait'])
  const [customer = ''] = await customerIds()
  const directories = await directoryIds(warming + 2 * turns * measured)
  await sleep(1500)

  /** A machine that rests between the items wakes up for each. */
  async function inTurn(ids: string[], restMs: number): Promise<Waits> {
    const fromDue: number[] = []
    const fromCommit: number[] = []
    for (const id of ids) {
      const claimed = once(waiting, 'message')
      const commit = watchCommit()
      await queue(customer, [id])
      const [at] = await claimed
      const { sent, answered } = await commit.times()
      commit.end()
      fromDue.push(Math.max(0, at - answered))
      fromCommit.push(at - sent)
      await sleep(restMs)
    }
    return { fromDue, fromCommit }
  }

  const next = (count: number) => directories.splice(0, count)
  await inTurn(next(warming), 0)
  const inARow: Waits[] = []
  const rested: Waits[] = []
  // In turns, and the middle one counts: a bad second of the machine is not the queue's.
  for (let turn = 0; turn < turns; turn++) {
    inARow.push(await inTurn(next(measured), 0))
    rested.push(await inTurn(next(measured), 20))
  }
  waiting.disconnect()
  const middle = (part: number, all: number[][]) =>
    percentile(
      all.map((times) => percentile(times, part)),
      0.5,
    )
  const value = middle(
    0.95,
    inARow.map(({ fromDue }) => fromDue),
  )
  const shown = (all: number[][]) => `${ms(middle(0.95, all))} (median ${ms(middle(0.5, all))})`
  return [
    {
      name: 'from due to claimed, woken, p95',
      value: shown(inARow.map(({ fromDue }) => fromDue)),
      limit: '5 ms',
      ok: value < 5,
    },
    {
      name: 'the same after a rest of 20 ms',
      value: shown(rested.map(({ fromDue }) => fromDue)),
      limit: 'for orientation',
      ok: true,
    },
    {
      name: 'from the commit that makes it due',
      value: shown(inARow.map(({ fromCommit }) => fromCommit)),
      limit: 'for orientation',
      ok: true,
    },
  ]
}
