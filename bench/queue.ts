import { call } from '@orpc/server'
import pg from 'pg'
import { closeConnections } from '../lib/db/client'
import { queue as queued } from '../lib/queue/procedures'
import { atOnce, type Figure, ms, percentile, timed } from './measuring'
import { clear, context, customerIds, directoryIds, fill, owner, queue } from './queue-fill'
import { bare, byHand, ours, speed } from './queue-ways'

/** The queue, with a million finished items in its tables. */

const perSecond = (value: number) => `${Math.round(value).toLocaleString('en')}/s`
const median = (values: number[]) => percentile(values, 0.5)

async function besideByHand(
  name: string,
  { workers, size, total, limit }: { workers: number; size: number; total: number; limit: number },
): Promise<Figure[]> {
  const speeds = { ours: [] as number[], byHand: [] as number[], bare: [] as number[] }
  for (const way of [ours, byHand]) await speed(way, workers, size, total / 4)
  // In turns, so that a slow moment of the machine slows all of them.
  for (let turn = 0; turn < 5; turn++) {
    speeds.ours.push(await speed(ours, workers, size, total))
    speeds.byHand.push(await speed(byHand, workers, size, total))
    if (turn < 2) speeds.bare.push(await speed(bare, workers, size, total))
  }
  const [a, b, c] = [median(speeds.ours), median(speeds.byHand), median(speeds.bare)]
  return [
    {
      name: `${name}, over the same effects by hand`,
      value: `${(a / b).toFixed(2)} (${perSecond(a)} of ${perSecond(b)})`,
      limit: String(limit),
      ok: a / b >= limit,
    },
    {
      name: `${name}, over marking rows of a bare table`,
      value: `${(a / c).toFixed(2)} (${perSecond(a)} of ${perSecond(c)})`,
      limit: 'for orientation',
      ok: true,
    },
  ]
}

async function wakeUp(): Promise<Figure> {
  const worker = new pg.Client({ connectionString: process.env.WORKER_DATABASE_URL })
  await worker.connect()
  await worker.query('listen tandem_queue')
  const [customer = ''] = await customerIds()
  const times: number[] = []
  for (const id of await directoryIds(110)) {
    const claimed = new Promise<number>((resolve, reject) => {
      worker.once('notification', () => {
        ours(worker, 'waiting', 1).then(() => resolve(performance.now()), reject)
      })
    })
    await queue(customer, [id])
    const due = performance.now()
    times.push(Math.max(0, (await claimed) - due))
  }
  await worker.end()
  const value = percentile(times.slice(10), 0.95)
  return {
    name: 'from due to claimed and handed in, woken, p95',
    value: ms(value),
    limit: '5 ms',
    ok: value < 5,
  }
}

async function queueing(): Promise<Figure> {
  const [first = '', second = ''] = await customerIds()
  const directories = await directoryIds(10_000)
  await queue(first, directories.slice(0, 100))
  const took = await timed(() => queue(second, directories))
  return {
    name: 'queueing 10,000 submissions',
    value: `${(took / 1000).toFixed(2)} s`,
    limit: '2 s',
    ok: took < 2000,
  }
}

async function withOpenSnapshot(): Promise<Figure> {
  const before: number[] = []
  for (let turn = 0; turn < 3; turn++) before.push(await speed(ours, 4, 10, 3000))
  const holder = await owner.connect()
  await holder.query('begin isolation level repeatable read; select count(*) from workspaces')
  for (let turn = 0; turn < 3; turn++) await speed(ours, 4, 10, 4000)
  const after: number[] = []
  for (let turn = 0; turn < 3; turn++) after.push(await speed(ours, 4, 10, 3000))
  await holder.query('commit')
  holder.release()
  const [a, b] = [median(after), median(before)]
  return {
    name: 'beside a transaction that stays open, after 12,000 items',
    value: `${(a / b).toFixed(2)} (${perSecond(a)} of ${perSecond(b)})`,
    limit: '0.5',
    ok: a / b >= 0.5,
  }
}

async function monitor(): Promise<Figure> {
  const look = () => call(queued.monitor, {}, { context })
  await look()
  const value = percentile(await atOnce(look, 8, 20), 0.95)
  return {
    name: 'queue monitor over a million items, p95 with 8 at once',
    value: ms(value),
    limit: '100 ms',
    ok: value < 100,
  }
}

const figures: Figure[] = []
await clear()
figures.push(await queueing())
await fill(60_000)
const handing = 'claim and hand in'
figures.push(
  ...(await besideByHand(`${handing}, one worker, one at a time`, {
    workers: 1,
    size: 1,
    total: 1000,
    limit: 0.69,
  })),
  ...(await besideByHand(`${handing}, 16 workers, one at a time`, {
    workers: 16,
    size: 1,
    total: 3000,
    limit: 0.69,
  })),
  ...(await besideByHand(`${handing}, 4 workers, 100 at a time`, {
    workers: 4,
    size: 100,
    total: 6000,
    limit: 0.75,
  })),
)
await fill(35_000)
figures.push(await withOpenSnapshot())
// As autovacuum does within a minute once nothing holds the past open.
await owner.query('vacuum submission_queue')
figures.push(await monitor())
await clear()
figures.push(await wakeUp())
await clear()
await closeConnections()
await owner.end()
console.log(JSON.stringify(figures))
