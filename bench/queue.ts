import { call } from '@orpc/server'
import { closeConnections } from '../lib/db/client'
import { queue as queued } from '../lib/queue/procedures'
import { atOnce, type Figure, ms, percentile, timed } from './measuring'
import { clear, context, customerIds, directoryIds, fill, owner, queue } from './queue-fill'
import { waitForItems, wakeUp } from './queue-wake'
import { apart, bare, byHand, ours, speed } from './queue-ways'

/** The queue, with a million finished items in its tables. */

const perSecond = (value: number) => `${Math.round(value).toLocaleString('en')}/s`
const median = (values: number[]) => percentile(values, 0.5)

type Shape = { workers: number; size: number; total: number; limit: number }

const beside = (name: string, ours: number, other: number, limit?: number): Figure => ({
  name,
  value: `${(ours / other).toFixed(2)} (${perSecond(ours)} of ${perSecond(other)})`,
  limit: limit === undefined ? 'for orientation' : String(limit),
  ok: limit === undefined || ours / other >= limit,
})

async function besideByHand(name: string, shape: Shape): Promise<Figure[]> {
  const ways = { ours, byHand, oursApart: apart(ours), byHandApart: apart(byHand), bare }
  const speeds: Record<string, number[]> = {}
  const measure = async (way: keyof typeof ways, total = shape.total) => {
    const speedNow = await speed(ways[way], shape.workers, shape.size, total)
    speeds[way] = [...(speeds[way] ?? []), speedNow]
  }
  const of = (way: keyof typeof ways) => median(speeds[way] ?? [])
  for (const way of ['ours', 'byHand'] as const)
    await speed(ways[way], shape.workers, shape.size, shape.total / 4)
  // In turns, so that a slow moment of the machine slows all of them.
  for (let turn = 0; turn < 5; turn++) {
    await measure('ours')
    await measure('byHand')
    if (turn % 2 === 1) continue
    await measure('oursApart', shape.total / 4)
    await measure('byHandApart', shape.total / 4)
    await measure('bare', shape.total / 4)
  }
  return [
    beside(`${name}, over the same effects by hand`, of('ours'), of('byHand'), shape.limit),
    beside(`${name}, each in a transaction of its own`, of('oursApart'), of('byHandApart')),
    beside(`${name}, over marking rows of a bare table`, of('ours'), of('bare')),
  ]
}

/** As autovacuum does within a minute once nothing holds the past open, and then has nothing to do. */
async function settle() {
  for (const table of [
    'submission_queue',
    'directory_submissions',
    'batch_submissions',
    'customers',
    'directories',
    'credit_entries',
    'events',
  ])
    await owner.query(`vacuum ${table}`)
}

/** What the disk takes for the least that can be kept. */
async function leastCommit(): Promise<Figure> {
  const { rows } = await owner.query<{ id: string }>('select id from bench.bare limit 1')
  const times: number[] = []
  for (let n = 0; n < 200; n++)
    times.push(
      await timed(() =>
        owner.query('update bench.bare set status = status where id = $1', [rows[0]?.id]),
      ),
    )
  return {
    name: 'the change of one row of a bare table, kept, p95',
    value: `${ms(percentile(times, 0.95))} (median ${ms(median(times))})`,
    limit: 'for orientation',
    ok: true,
  }
}

async function queueing(): Promise<Figure> {
  const [first = '', second = ''] = await customerIds()
  const directories = await directoryIds(10_000)
  // What was just started reads the indexes of a million rows from the disk.
  await queue(first, directories)
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
  // A server that runs has its connections.
  await atOnce(look, 8, 5)
  const value = percentile(await atOnce(look, 8, 20), 0.95)
  return {
    name: 'queue monitor over a million items, p95 with 8 at once',
    value: ms(value),
    limit: '100 ms',
    ok: value < 100,
  }
}

async function main() {
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
  await settle()
  figures.push(await monitor())
  await clear()
  await settle()
  figures.push(...(await wakeUp(process.argv[1] as string)), await leastCommit())
  await clear()
  await closeConnections()
  await owner.end()
  console.log(JSON.stringify(figures))
}

if (process.argv[2] === 'wait') waitForItems()
else await main()
