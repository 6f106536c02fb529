import { setTimeout as sleep } from 'node:timers/promises'
import { call } from '@orpc/server'
import pg from 'pg'
import { batches } from '../lib/batches/procedures'
import { asking } from './measuring'
import { copyRows } from './queue-load.mjs'

/** Puts items into our queue, and the same rows into the tables beside it. */

export const workspace = JSON.parse(process.env.BENCH_WORKSPACE ?? '{}') as {
  id: string
  slug: string
}
export const context = asking(workspace)
export const owner = new pg.Pool({ connectionString: process.env.BENCH_OWNER_URL, max: 2 })

const ids = async (text: string, ...values: unknown[]) =>
  (await owner.query<{ id: string }>(text, [workspace.id, ...values])).rows.map(({ id }) => id)

export const customerIds = () => ids('select id from customers where workspace_id = $1 order by id')
export const directoryIds = (most: number) =>
  ids('select id from directories where workspace_id = $1 order by id limit $2', most)

export const queue = (customerId: string, directoryIds: string[]) =>
  call(batches.create, { customerId, name: 'Bench', directoryIds }, { context })

const ours = `workspace_id = '${workspace.id}' and batch_id in (select id from batch_submissions where workspace_id = '${workspace.id}' and batch_name = 'Bench')`

/** Takes away what an earlier round has left, so that each directory is free again. */
export async function clear() {
  const client = await owner.connect()
  for (const [items, listings, batches] of [
    ['bench.items', 'bench.listings', 'bench.batches'],
    ['submission_queue', 'directory_submissions', 'batch_submissions'],
  ] as const) {
    const mine = `select id from ${batches} where workspace_id = $1 and batch_name = 'Bench'`
    await client.query('begin')
    // Triggers that count and refuse have nothing to say here.
    if (batches === 'batch_submissions')
      await client.query('alter table directory_submissions disable trigger user')
    const { rows } = await client.query<{ id: string }>(
      `delete from ${items} where workspace_id = $1 and batch_id in (${mine}) returning submission_id as id`,
      [workspace.id],
    )
    await client.query(`delete from ${listings} where workspace_id = $1 and id = any ($2)`, [
      workspace.id,
      rows.map(({ id }) => id),
    ])
    await client.query(`delete from ${batches} where workspace_id = $1 and batch_name = 'Bench'`, [
      workspace.id,
    ])
    if (batches === 'batch_submissions')
      await client.query('alter table directory_submissions enable trigger user')
    await client.query('commit')
  }
  client.release()
}

/** So many items that are in the line now. */
export async function fill(items: number) {
  await clear()
  const customers = await customerIds()
  const directories = await directoryIds(10_000)
  // Each customer begins somewhere else in the catalogue, so that not all are sent to the same directory at once.
  for (const [n, id] of customers.entries()) {
    const start = (n * directories.length) / customers.length
    const chosen = [...directories.slice(start), ...directories.slice(0, start)]
    await queue(id, chosen.slice(0, items / customers.length))
  }
  const client = await owner.connect()
  await client.query(`select set_config('app.workspace_id', $1, false)`, [workspace.id])
  // Null while a worker is at it.
  while ((await client.query('select ripen_items() as n')).rows[0].n !== 0) await sleep(20)
  await client.query(`select set_config('app.workspace_id', '', false)`)
  await client.query(`update bench.customers b set credits_reserved = c.credits_reserved, current_period_usage = c.current_period_usage
    from customers c where c.id = b.id`)
  await copyRows(client, {
    batch_submissions: `workspace_id = '${workspace.id}' and batch_name = 'Bench'`,
    directory_submissions: `workspace_id = '${workspace.id}' and id in (select submission_id from submission_queue where ${ours})`,
    submission_queue: ours,
  })
  await client.query(`truncate bench.bare;
    insert into bench.bare (id, status, seq) select id, 'pending', turn from submission_queue where ${ours}`)
  for (const table of [
    'submission_queue',
    'directory_submissions',
    'bench.items',
    'bench.listings',
    'bench.bare',
  ])
    await client.query(`vacuum analyze ${table}`)
  client.release()
}
