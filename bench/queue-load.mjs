// A workspace of 50 customers, 10,000 directories and a million finished items, and beside it the same rows in tables of
// the same columns, checks, indexes and foreign keys, which plain SQL works by hand.
import { asOwner } from '../bin/lib/database.mjs'

const slug = 'bench-queue'
const customers = 50
const directories = 10_000
const finished = 1_000_000

/** By hand there are no leases and no limits, so their indexes are not kept up either. */
const onlyOurs = ['due', 'parked_directory', 'parked_batch'].map(
  (name) => `submission_queue_${name}_idx`,
)
const tables = {
  customers: 'customers',
  directories: 'directories',
  batch_submissions: 'batches',
  directory_submissions: 'listings',
  submission_queue: 'items',
  credit_entries: 'entries',
  events: 'events',
}

/** Copies the rows of some tables that a condition holds for, generated columns left out. */
export async function copyRows(client, where) {
  for (const [ours, theirs] of Object.entries(tables)) {
    if (!where[ours]) continue
    const { rows } = await client.query(
      `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [ours],
    )
    const { columns } = rows[0]
    await client.query(
      `insert into bench.${theirs} (${columns}) select ${columns} from ${ours} where ${where[ours]}`,
    )
  }
}

async function makeTables(client) {
  await client.query(
    'drop schema if exists bench cascade; create schema bench; grant usage on schema bench to service_role',
  )
  for (const [ours, theirs] of Object.entries(tables))
    await client.query(`create table bench.${theirs} (like ${ours} including all)`)
  await client.query(
    `create table bench.bare (id uuid primary key, status text not null, seq bigint not null);
     create index bare_line on bench.bare (seq) where status = 'pending';
     alter table bench.items drop constraint submission_queue_lease_check`,
  )
}

/** Columns that ours got since the tables beside it were made. */
async function addColumns(client) {
  for (const [ours, theirs] of Object.entries(tables)) {
    const { rows } = await client.query(
      `select quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as definition
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         and a.attname not in (select attname from pg_attribute where attrelid = $2::regclass and not attisdropped)`,
      [ours, `bench.${theirs}`],
    )
    for (const { definition } of rows)
      await client.query(`alter table bench.${theirs} add column ${definition}`)
  }
}

/** After the rows: the foreign keys of ours, pointing at one another. */
async function finishTables(client) {
  const { rows: keys } = await client.query(
    `select conrelid::regclass::text as ours, confrelid::regclass::text as target, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and conrelid = any ($1::regclass[])`,
    [Object.keys(tables)],
  )
  for (const { ours, target, definition } of keys)
    await client.query(
      `alter table bench.${tables[ours]} add ${definition.replace(`REFERENCES ${target}(`, `REFERENCES ${tables[target] ? `bench.${tables[target]}` : target}(`)}`,
    )
  const { rows: indexes } = await client.query(
    `select t.indexrelid::regclass::text as name from pg_index o join pg_index t on t.indkey = o.indkey
       and pg_get_expr(t.indpred, t.indrelid) = pg_get_expr(o.indpred, o.indrelid)
     where t.indrelid = 'bench.items'::regclass and o.indexrelid = any ($1::regclass[])`,
    [onlyOurs],
  )
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  await client.query(
    'grant select, insert, update, delete on all tables in schema bench to service_role',
  )
  for (const table of [
    'submission_queue',
    'directory_submissions',
    'bench.items',
    'bench.listings',
  ])
    await client.query(`vacuum analyze ${table}`)
}

/** Makes the workspace once; answers it. */
export const loadQueue = (demo, detail) =>
  asOwner(demo.databaseUrl, async (client) => {
    const known = await client.query('select id from workspaces where slug = $1', [slug])
    if (known.rows[0]) {
      await addColumns(client)
      return { id: known.rows[0].id, slug }
    }
    const { rows } = await client.query(
      `insert into workspaces (slug, name, timezone, currency) values ($1, 'Queue', 'America/New_York', 'USD') returning id`,
      [`${slug}-unfinished-${Date.now()}`],
    )
    const { id } = rows[0]
    await client.query(
      // A method that no worker of ours takes: the items are the benchmark's alone.
      `insert into directories (workspace_id, slug, name, url, domain, category, automation_method, created_at)
       select $1, 'd-' || n, 'Directory ' || n, 'https://d' || n || '.example', 'd' || n || '.example', 'local', 'chrome_extension', now()
       from generate_series(1, $2::int) n`,
      [id, directories],
    )
    await client.query(
      `insert into customers (workspace_id, email, full_name, company_name, subscription_status, credits_limit, billing_anchor,
         billing_period_start, billing_period_end, created_at, business_data)
       select $1, 'c' || n || '@queue.example', 'Cleo ' || n, 'Customer ' || n, 'active', 2000000000, now(), now(), now() + interval '1 month', now(),
         jsonb_build_object('name', 'Customer ' || n, 'shortDescription', repeat('Bread and more. ', 8), 'phone', '+493012345')
       from generate_series(1, $2::int) n`,
      [id, customers],
    )
    await makeTables(client)
    for (const table of ['directory_submissions', 'submission_queue'])
      await client.query(`alter table ${table} disable trigger user`)
    for (let no = 0; no < finished / directories; no++) {
      detail(`(${(no * directories).toLocaleString('en')} items)`)
      await client.query(
        `with t as (select now() - interval '1 hour' - $2::int * interval '7 hours' as at),
         b as (
           insert into batch_submissions (workspace_id, customer_id, batch_name, status, total_items, completed_items, failed_items,
             progress_percentage, success_rate, created_at, started_at, finished_at)
           select $1, c.id, 'Batch ' || $2::int, 'completed', $3::int, $3::int - $3::int / 20, $3::int / 20, 100, 95, t.at, t.at, t.at
           from t, (select id from customers where workspace_id = $1 order by email offset $2::int % 50 limit 1) c
           returning id, customer_id),
         x as (
           select uuid_v7() as item, uuid_v7() as listing, d.id as directory_id, b.id as batch_id, b.customer_id,
             t.at - n * interval '2 seconds' as at, n % 20 = 0 as failed
           from (select id, row_number() over () as n from directories where workspace_id = $1) d, b, t),
         l as (
           insert into directory_submissions (id, workspace_id, customer_id, directory_id, status, submitted_at, internal_reference_id, created_at)
           select listing, $1, customer_id, directory_id, case when failed then 'failed' else 'expired' end, case when not failed then at end, 'T', at from x)
         insert into submission_queue (id, workspace_id, customer_id, directory_id, batch_id, submission_id, status, scheduled_for, automation_method,
           credit_state, error_code, finished_at, created_at, wait_seconds, processing_seconds)
         select item, $1, customer_id, directory_id, batch_id, listing, case when failed then 'failed' else 'completed' end, at, 'chrome_extension',
           case when failed then 'released' else 'consumed' end, case when failed then (array['timeout','refused','server_error'])[1 + ascii(item::text) % 3] end,
           at, at, 3, 2 from x`,
        [id, no, directories],
      )
    }
    for (const table of ['directory_submissions', 'submission_queue'])
      await client.query(`alter table ${table} enable trigger user`)
    detail('(and the tables beside it)')
    const own = `workspace_id = '${id}'`
    await copyRows(client, {
      customers: own,
      directories: own,
      batch_submissions: own,
      directory_submissions: own,
      submission_queue: own,
    })
    await finishTables(client)
    await client.query('update workspaces set slug = $2 where id = $1', [id, slug])
    return { id, slug }
  })
