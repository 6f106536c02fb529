import pg from 'pg'
import { completed } from '../lib/queue/results'
import { timed } from './measuring'

/**
 * Three ways to work a queue. A worker that goes from item to item hands in what it holds and claims what comes next in
 * one transaction, which travels in one round trip, of statements that are prepared. `byHand` has tables with the columns,
 * checks, indexes and foreign keys of ours, filled with the same rows, and the same effects of a result: item, listing,
 * credits with their entry, batch, statistics of the directory, event. It has no leases, tokens, limits and fairness, no
 * triggers that guard what is written, and nobody is told. `bare` is a table of three columns that is marked as claimed
 * and done.
 */

const connectionString = process.env.WORKER_DATABASE_URL
const workspace = JSON.parse(process.env.BENCH_WORKSPACE ?? '{}') as { id: string }
const ws = `'${workspace.id}'::uuid`

const begin = `begin; select set_config('role', 'service_role', true), set_config('app.workspace_id', '${workspace.id}', true),
  set_config('app.role', 'service', true)`

export type Row = Record<string, string>
/** Hands in what is held, claims so many more, and answers those. */
export type Way = (client: pg.Client, worker: string, size: number, held: Row[]) => Promise<Row[]>

/** The rows of the last of the statements, in a transaction of the workspace. */
async function inOne(client: pg.Client, statements: string[]): Promise<Row[]> {
  const text = [begin, ...statements, 'commit'].join('; ')
  const results = (await client.query(text)) as unknown as pg.QueryResult[]
  return results.at(-2)?.rows ?? []
}

/** Hands in in one transaction, claims in another: as a worker does that takes a break after each item. */
export const apart =
  (way: Way): Way =>
  async (client, worker, size, held) => {
    if (held.length > 0) await way(client, worker, 0, held)
    return size > 0 ? way(client, worker, size, []) : []
  }

const list = (rows: Row[], name: string) => `'{${rows.map((row) => row[name]).join()}}'::uuid[]`

export const bare: Way = (client, _, size, held) =>
  inOne(client, [
    `update bench.bare set status = 'completed' where id = any (${list(held, 'id')})`,
    `update bench.bare set status = 'processing' where id in (
       select id from bench.bare where status = 'pending' order by seq limit ${size} for update skip locked) returning id`,
  ])

const items = `bench.items q where q.workspace_id = ${ws} and q.id = any ($1)`
const lock = (table: string) =>
  `select from bench.${table} where workspace_id = ${ws} and id = any ($1) order by id for no key update`

/** What by hand sends, prepared once in each connection. */
const statements = {
  claim: [
    'text',
    // A number of its own for each size, so that the plan is made for it.
    `with line as (
      select id from bench.items where workspace_id = ${ws} and automation_method = 'chrome_extension' and status = 'pending' and ready
      order by priority, turn, id limit SIZE for update skip locked
    ), claimed as (
      update bench.items q set status = 'processing', ready = false, worker_id = $1, claimed_at = now(), attempts = q.attempts + 1,
        wait_seconds = extract(epoch from now() - q.scheduled_for), progress_percentage = 0, updated_at = now()
      from line where q.workspace_id = ${ws} and q.id = line.id returning q.*
    ), listed as (
      update bench.listings l set status = 'submitting', status_changed_at = now(), updated_at = now()
      from claimed q where l.workspace_id = ${ws} and l.id = q.submission_id
    ), begun as (
      update bench.batches b set status = 'processing', started_at = now()
      where b.workspace_id = ${ws} and b.status = 'pending' and b.id in (select batch_id from claimed)
    )
    select q.id as item_id, q.attempts, q.retry_count, q.automation_method, q.priority, q.batch_id, q.submission_id, l.internal_reference_id,
      c.id as customer_id, c.company_name, c.full_name, c.email, c.business_data || q.submission_data as business,
      d.id as directory_id, d.name, d.url, d.submission_url, d.requirements, d.automation
    from claimed q
    join bench.customers c on c.workspace_id = ${ws} and c.id = q.customer_id
    join bench.directories d on d.workspace_id = ${ws} and d.id = q.directory_id
    join bench.listings l on l.workspace_id = ${ws} and l.id = q.submission_id
    order by q.priority, q.turn, q.id`,
  ],
  lock_batches: ['uuid[]', lock('batches')],
  lock_customers: ['uuid[]', lock('customers')],
  lock_directories: ['uuid[]', lock('directories')],
  items: [
    'uuid[]',
    `update bench.items q set status = 'completed', credit_state = 'consumed', progress_percentage = 100, result_data = '{"outcome":"submitted"}',
      processing_seconds = extract(epoch from now() - q.claimed_at), finished_at = now(), updated_at = now()
    where q.workspace_id = ${ws} and q.id = any ($1) and q.status = 'processing'`,
  ],
  customers: [
    'uuid[]',
    `with charged as (
      update bench.customers c set current_period_usage = c.current_period_usage + n.credits, credits_reserved = c.credits_reserved - n.credits, updated_at = now()
      from (select q.customer_id, sum(q.credits) as credits from ${items} group by 1) n where c.workspace_id = ${ws} and c.id = n.customer_id
      returning c.id, c.billing_period_start)
    insert into bench.entries (workspace_id, customer_id, kind, credits, queue_item_id, reservation_no, batch_id, period_start, created_at)
    select ${ws}, q.customer_id, 'consume', q.credits, q.id, q.reservation_no, q.batch_id, c.billing_period_start, now()
    from charged c, ${items} and c.id = q.customer_id`,
  ],
  directories: [
    'uuid[]',
    `update bench.directories d set submissions_count = d.submissions_count + n.items, updated_at = now()
    from (select q.directory_id, count(*) as items from ${items} group by 1) n where d.workspace_id = ${ws} and d.id = n.directory_id`,
  ],
  listings: [
    'uuid[]',
    `with listed as (
      update bench.listings l set status = 'submitted', submitted_at = now(), automation_method = 'chrome_extension', credits_consumed = 1,
        status_changed_at = now(), updated_at = now()
      where l.workspace_id = ${ws} and l.id = any ($1) returning l.id, l.customer_id)
    insert into bench.events (workspace_id, type, subject_type, subject_id, customer_id, actor_name, data, created_at)
    select ${ws}, 'listing.submitted', 'listing', l.id, l.customer_id, 'Bench', '{}', now() from listed l`,
  ],
  batches: [
    'uuid[]',
    `update bench.batches b set completed_items = b.completed_items + n.items, updated_at = now(),
      progress_percentage = (b.completed_items + n.items + b.failed_items + b.cancelled_items) * 100 / b.total_items,
      success_rate = round((b.completed_items + n.items) * 100.0 / (b.completed_items + n.items + b.failed_items)),
      status = case when b.completed_items + n.items + b.failed_items + b.cancelled_items = b.total_items then 'completed' else b.status end,
      finished_at = case when b.completed_items + n.items + b.failed_items + b.cancelled_items = b.total_items then now() end
    from (select q.batch_id, count(*) as items from ${items} group by 1) n where b.workspace_id = ${ws} and b.id = n.batch_id`,
  ],
} as const

const prepared = new WeakSet<pg.Client>()

async function prepare(client: pg.Client, size: number) {
  if (prepared.has(client)) return
  prepared.add(client)
  const all = Object.entries(statements).map(
    ([name, [types, text]]) =>
      `prepare ${name} (${types}) as ${text.replace('SIZE', String(size))}`,
  )
  await client.query(`set plan_cache_mode = force_generic_plan; set enable_seqscan = off;
    begin; set local role service_role; ${all.join(';')}; commit`)
}

function finishByHand(rows: Row[]) {
  if (rows.length === 0) return []
  const several = rows.length > 1
  const given = (name: string) => `(${list(rows, name)})`
  const ids = given('item_id')
  // Several rows are locked by id first, or two workers would wait for each other.
  return [
    several && `lock_batches ${given('batch_id')}`,
    `items ${ids}`,
    several && `lock_customers ${given('customer_id')}`,
    `customers ${ids}`,
    several && `lock_directories ${given('directory_id')}`,
    `directories ${ids}`,
    `listings ${given('submission_id')}`,
    `batches ${ids}`,
  ].flatMap((statement) => (statement ? `execute ${statement}` : []))
}

export const byHand: Way = async (client, worker, size, held) => {
  await prepare(client, size)
  const claim = size > 0 ? [`execute claim ('${worker}')`] : ['select where false']
  return inOne(client, [...finishByHand(held), ...claim])
}

const results = (rows: Row[]) =>
  JSON.stringify(
    rows.map(({ item_id, lease_token }) => ({
      item: item_id,
      token: lease_token,
      ...completed({ outcome: 'submitted' }),
    })),
  )

export const ours: Way = async (client, worker, size, held) => {
  const rows = await inOne(client, [
    held.length === 0
      ? `select null as settled, * from claim_items('${worker}', '{chrome_extension}', ${size}, 60)`
      : size === 0
        ? `select status as settled from finish_items('${results(held)}', null, 'Bench')`
        : `select * from exchange_items('${results(held)}', null, 'Bench', '${worker}', '{chrome_extension}', ${size}, 60)`,
  ])
  return rows.filter(({ settled }) => settled === null)
}

/** Items a second with so many workers that each take so many at a time. */
export async function speed(way: Way, workers: number, size: number, total: number) {
  const clients = Array.from({ length: workers }, () => new pg.Client({ connectionString }))
  await Promise.all(clients.map((client) => client.connect()))
  let done = 0
  const work = async (client: pg.Client, worker: string) => {
    let held = await way(client, worker, size, [])
    while (held.length > 0) {
      done += held.length
      held = await way(client, worker, done < total ? size : 0, held)
    }
  }
  const took = await timed(() =>
    Promise.all(clients.map((client, n) => work(client, `bench ${n}`))),
  )
  await Promise.all(clients.map((client) => client.end()))
  return (done / took) * 1000
}
