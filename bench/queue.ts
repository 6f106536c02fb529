import { call } from '@orpc/server'
import pg from 'pg'
import { batches } from '../lib/batches/procedures'
import { closeConnections } from '../lib/db/client'
import { queue } from '../lib/queue/procedures'
import { asking, atOnce, type Figure, ms, percentile, timed } from './measuring'

/**
 * The queue at a million items. `plain` is a bare table that is claimed and finished by plain SQL: no leases, no
 * tokens, nobody told. `by hand` makes the same effects beside it (listing, credits, batch, statistics, event), still
 * without leases, tokens, limits or fairness.
 */

const workspace = JSON.parse(process.env.BENCH_WORKSPACE ?? '{}') as { id: string; slug: string }
const context = asking(workspace)
const connectionString = process.env.WORKER_DATABASE_URL
const owner = new pg.Pool({ connectionString: process.env.BENCH_OWNER_URL, max: 2 })

const begin = `begin; select set_config('role', 'service_role', true), set_config('app.workspace_id', '${workspace.id}', true),
  set_config('app.role', 'service', true)`

type Step = (client: pg.Client, worker: string, size: number) => Promise<number>

const inOne = async (client: pg.Client, text: string): Promise<pg.QueryResult[]> =>
  (await client.query(`${begin}; ${text}; commit`)) as unknown as pg.QueryResult[]

const list = (ids: string[]) => `'{${ids.join()}}'::uuid[]`

const plainClaim = (worker: string, size: number) =>
  `update bench.items set status = 'processing', worker = '${worker}', claimed_at = now() where id in (
     select id from bench.items where status = 'pending' order by priority, seq limit ${size} for update skip locked) returning id`

const plain: Step = async (client, worker, size) => {
  const ids = (await inOne(client, plainClaim(worker, size)))[2]?.rows.map(({ id }) => id) ?? []
  await inOne(
    client,
    `update bench.items set status = 'completed', finished_at = now() where id = any (${list(ids)})`,
  )
  return ids.length
}

const byHand: Step = async (client, worker, size) => {
  const claimed = await inOne(
    client,
    `with c as (${plainClaim(worker, size)}), l as (
       update bench.listings l set status = 'submitting' from c where l.id = c.id) select id from c`,
  )
  const ids = claimed[2]?.rows.map(({ id }) => id) ?? []
  await inOne(
    client,
    `update bench.batches b set completed = completed + n.n from (
       select customer_id, count(*) as n from bench.items where id = any (${list(ids)}) group by 1 order by 1) n where b.id = n.customer_id;
     update bench.items set status = 'completed', finished_at = now() where id = any (${list(ids)});
     update bench.customers c set used = used + n.n, reserved = reserved - n.n from (
       select customer_id, count(*) as n from bench.items where id = any (${list(ids)}) group by 1 order by 1) n where c.id = n.customer_id;
     update bench.directories d set submissions = submissions + n.n from (
       select directory_id, count(*) as n from bench.items where id = any (${list(ids)}) group by 1 order by 1) n where d.id = n.directory_id;
     update bench.listings set status = 'submitted', submitted_at = now() where id = any (${list(ids)});
     insert into bench.entries (customer_id, item_id, at) select customer_id, id, now() from bench.items where id = any (${list(ids)});
     insert into bench.events (item_id, type, at) select id, 'listing.submitted', now() from bench.items where id = any (${list(ids)})`,
  )
  return ids.length
}

const ours: Step = async (client, worker, size) => {
  const claimed = await inOne(
    client,
    `select item_id, lease_token from claim_items('${worker}', '{api}', ${size}, 60)`,
  )
  const rows = claimed[2]?.rows ?? []
  const results = rows.map(({ item_id, lease_token }) => ({
    item: item_id,
    token: lease_token,
    kind: 'completed',
    listing: { status: 'submitted' },
  }))
  await inOne(
    client,
    `select item_id from finish_items('${JSON.stringify(results)}', null, 'Bench')`,
  )
  return rows.length
}

/** Items a second with so many workers that each take so many at a time. */
async function speed(step: Step, workers: number, size: number, total: number) {
  const clients = Array.from({ length: workers }, () => new pg.Client({ connectionString }))
  await Promise.all(clients.map((client) => client.connect()))
  let done = 0
  const took = await timed(() =>
    Promise.all(
      clients.map(async (client, n) => {
        while (done < total) {
          const moved = await step(client, `bench ${n}`, size)
          if (moved === 0) break
          done += moved
        }
      }),
    ),
  )
  await Promise.all(clients.map((client) => client.end()))
  return (done / took) * 1000
}

const customers = 50

/** Fills the bare table and our queue with the same number of items for the same customers. */
async function fill(items: number) {
  await owner.query(
    'truncate bench.items, bench.listings, bench.customers, bench.directories, bench.batches, bench.entries, bench.events',
  )
  await owner.query(
    `insert into bench.customers (id, reserved) select id, 100000 from customers where workspace_id = $1`,
    [workspace.id],
  )
  await owner.query(
    `insert into bench.batches (id) select id from customers where workspace_id = $1`,
    [workspace.id],
  )
  await owner.query(
    `insert into bench.directories (id) select id from directories where workspace_id = $1`,
    [workspace.id],
  )
  await owner.query(
    `insert into bench.items (id, customer_id, directory_id, status, priority, seq)
     select gen_random_uuid(), c.ids[1 + n % ${customers}], d.ids[1 + n % cardinality(d.ids)], 'pending', 3, n from generate_series(1, $2::int) n,
       (select array_agg(id) as ids from customers where workspace_id = $1) c, (select array_agg(id) as ids from directories where workspace_id = $1) d`,
    [workspace.id, items],
  )
  await owner.query(
    `insert into bench.listings (id, customer_id, status) select id, customer_id, 'pending' from bench.items`,
  )
  await owner.query('vacuum analyze bench.items')
  await clear()
  for (const { id } of (
    await owner.query('select id from customers where workspace_id = $1', [workspace.id])
  ).rows) {
    const { rows } = await owner.query(
      'select id from directories where workspace_id = $1 order by id limit $2',
      [workspace.id, Math.ceil(items / customers)],
    )
    await call(
      batches.create,
      { customerId: id, name: 'Bench', directoryIds: rows.map((row) => row.id) },
      { context },
    )
  }
  const client = await owner.connect()
  await client.query(`select set_config('app.workspace_id', $1, false)`, [workspace.id])
  while ((await client.query('select ripen_items() as n')).rows[0].n > 0);
  await client.query(`select set_config('app.workspace_id', '', false)`)
  client.release()
  await owner.query('vacuum analyze submission_queue')
}

/** Ends what an earlier round has left, so that each directory is free again. */
async function clear() {
  await owner.query(`alter table directory_submissions disable trigger user`)
  await owner.query(
    `update directory_submissions set status = 'expired' where workspace_id = $1 and status in ('pending', 'submitting', 'submitted')`,
    [workspace.id],
  )
  await owner.query(`alter table directory_submissions enable trigger user`)
  await owner.query(
    `delete from submission_queue where workspace_id = $1 and batch_id in (select id from batch_submissions where workspace_id = $1 and batch_name = 'Bench')`,
    [workspace.id],
  )
}

const perSecond = (value: number) => `${Math.round(value).toLocaleString('en')}/s`

async function besidePlain(
  name: string,
  workers: number,
  size: number,
  total: number,
  limit: number,
): Promise<Figure[]> {
  const speeds = { plain: [] as number[], byHand: [] as number[], ours: [] as number[] }
  // In turns, so that a slow moment of the machine slows all three.
  for (let turn = 0; turn < 3; turn++) {
    speeds.ours.push(await speed(ours, workers, size, total))
    speeds.byHand.push(await speed(byHand, workers, size, total))
    speeds.plain.push(await speed(plain, workers, size, total))
  }
  const [a, b, c] = [speeds.ours, speeds.byHand, speeds.plain].map((all) =>
    percentile(all, 0.5),
  ) as [number, number, number]
  return [
    {
      name: `${name}, over the same effects by hand`,
      value: `${(a / b).toFixed(2)} (${perSecond(a)} of ${perSecond(b)})`,
      limit: String(limit),
      ok: a / b >= limit,
    },
    {
      name: `${name}, over a bare table`,
      value: `${(a / c).toFixed(2)} (${perSecond(a)} of ${perSecond(c)})`,
      limit: 'for orientation',
      ok: true,
    },
  ]
}

async function wakeUp(): Promise<Figure> {
  const worker = new pg.Client({ connectionString })
  await worker.connect()
  await worker.query('listen tandem_queue')
  const [customer] = (
    await owner.query('select id from customers where workspace_id = $1 limit 1', [workspace.id])
  ).rows
  const { rows } = await owner.query(
    'select id from directories where workspace_id = $1 order by id desc limit 60',
    [workspace.id],
  )
  const times: number[] = []
  for (const { id } of rows) {
    const claimed = new Promise<number>((resolve, reject) => {
      worker.once('notification', () => {
        ours(worker, 'waiting', 1).then(() => resolve(performance.now()), reject)
      })
    })
    await call(
      batches.create,
      { customerId: customer.id, name: 'Bench', directoryIds: [id] },
      { context },
    )
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
  const [customer] = (
    await owner.query('select id from customers where workspace_id = $1 limit 1', [workspace.id])
  ).rows
  const { rows } = await owner.query('select id from directories where workspace_id = $1', [
    workspace.id,
  ])
  const directoryIds = rows.map(({ id }) => id)
  const took = await timed(() =>
    call(batches.create, { customerId: customer.id, name: 'Bench', directoryIds }, { context }),
  )
  return {
    name: 'queueing 10,000 submissions',
    value: `${(took / 1000).toFixed(2)} s`,
    limit: '2 s',
    ok: took < 2000,
  }
}

async function withOpenSnapshot(): Promise<Figure> {
  const before = await speed(ours, 4, 10, 3000)
  const holder = await owner.connect()
  await holder.query('begin isolation level repeatable read; select count(*) from workspaces')
  let after = 0
  for (let turn = 0; turn < 4; turn++) after = await speed(ours, 4, 10, 3000)
  await holder.query('commit')
  holder.release()
  return {
    name: 'beside a transaction that stays open, after 12,000 items',
    value: `${(after / before).toFixed(2)} (${perSecond(after)} of ${perSecond(before)})`,
    limit: '0.5',
    ok: after / before >= 0.5,
  }
}

async function monitor(): Promise<Figure> {
  const look = () => call(queue.monitor, {}, { context })
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
await fill(30_000)
figures.push(
  ...(await besidePlain('claim and hand in, one worker, one at a time', 1, 1, 700, 0.69)),
)
figures.push(
  ...(await besidePlain('claim and hand in, 16 workers, one at a time', 16, 1, 2000, 0.69)),
)
figures.push(
  ...(await besidePlain('claim and hand in, 4 workers, 100 at a time', 4, 100, 5000, 0.75)),
)
await fill(20_000)
figures.push(await withOpenSnapshot())
figures.push(await monitor())
await clear()
figures.push(await wakeUp())
await clear()
await closeConnections()
await owner.end()
console.log(JSON.stringify(figures))
