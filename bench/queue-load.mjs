// A workspace of 50 customers, 10,000 directories and a million finished items, and a plain queue beside it.
import { asOwner } from '../bin/lib/database.mjs'

const slug = 'queue'
const customers = 50
const directories = 10_000
const finished = 1_000_000

const plainQueue = `
create schema if not exists bench;
grant usage on schema bench to service_role;
create table if not exists bench.items (id uuid primary key, customer_id uuid not null, directory_id uuid not null, status text not null,
  priority integer not null, seq bigint not null, worker text, claimed_at timestamptz, finished_at timestamptz);
create index if not exists items_line on bench.items (priority, seq) where status = 'pending';
create table if not exists bench.listings (id uuid primary key, customer_id uuid not null, status text not null, submitted_at timestamptz);
create index if not exists listings_status on bench.listings (customer_id, status);
create table if not exists bench.customers (id uuid primary key, used integer not null default 0, reserved integer not null default 0);
create table if not exists bench.directories (id uuid primary key, submissions integer not null default 0);
create table if not exists bench.batches (id uuid primary key, completed integer not null default 0);
create table if not exists bench.entries (id bigint generated always as identity primary key, customer_id uuid not null, item_id uuid not null, at timestamptz not null);
create table if not exists bench.events (id bigint generated always as identity primary key, item_id uuid not null, type text not null, at timestamptz not null);
grant select, insert, update, delete, truncate on all tables in schema bench to service_role;`

/** Makes the workspace once; answers it. */
export const loadQueue = (demo, detail) =>
  asOwner(demo.databaseUrl, async (client) => {
    const known = await client.query('select id from workspaces where slug = $1', [slug])
    if (known.rows[0]) return { id: known.rows[0].id, slug }
    await client.query(plainQueue)
    const { rows } = await client.query(
      `insert into workspaces (slug, name, timezone, currency) values ($1, 'Queue', 'America/New_York', 'USD') returning id`,
      [slug],
    )
    const { id } = rows[0]
    await client.query(
      `insert into directories (workspace_id, slug, name, url, domain, category, automation_method, created_at)
       select $1, 'd-' || n, 'Directory ' || n, 'https://d' || n || '.example', 'd' || n || '.example', 'local', 'api', now()
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
         select item, $1, customer_id, directory_id, batch_id, listing, case when failed then 'failed' else 'completed' end, at, 'api',
           case when failed then 'released' else 'consumed' end, case when failed then (array['timeout','refused','server_error'])[1 + ascii(item::text) % 3] end,
           at, at, 3, 2 from x`,
        [id, no, directories],
      )
    }
    for (const table of ['directory_submissions', 'submission_queue'])
      await client.query(`alter table ${table} enable trigger user`)
    await client.query('vacuum analyze submission_queue')
    await client.query('vacuum analyze directory_submissions')
    return { id, slug }
  })
