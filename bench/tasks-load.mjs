// A workspace with 200 virtual assistants and 100,000 open tasks; beside it the same in tables like ours without triggers
// and row level security, and in a lean one.
import { asOwner } from '../bin/lib/database.mjs'

const slug = 'assistants-at-work'
const open = 100_000

const plainTables = `
create schema bench_tasks;
grant usage on schema bench_tasks to app_va;
create table bench_tasks.tasks (like pending_actions including all);
create table bench_tasks.people (like virtual_assistants including all);
create table bench_tasks.events (like events including all);
alter table bench_tasks.tasks
  add foreign key (workspace_id) references workspaces (id),
  add foreign key (workspace_id, assigned_to_va_id) references virtual_assistants (workspace_id, id);
alter table bench_tasks.events add foreign key (workspace_id) references workspaces (id);
create table bench_tasks.lean_tasks (id uuid primary key, kind integer not null, status text not null, due_at timestamptz not null,
  person uuid, token uuid, lease_expires_at timestamptz);
create index on bench_tasks.lean_tasks (kind, due_at) where status = 'pending';
create table bench_tasks.lean_events (id bigint generated always as identity primary key, task_id uuid, type text, at timestamptz);
grant select, insert, update on all tables in schema bench_tasks to app_va;`

const fill = `
insert into pending_actions (workspace_id, customer_id, directory_id, action_type, title, description, priority, created_at,
  class_id, required_skills, weight, deadline_minutes, deadline_at, rank_at, clock_started_at, warn_at)
select $1, c.ids[1 + n % cardinality(c.ids)], d.ids[1 + n % cardinality(d.ids)], k.action_type, 'Task ' || n, '', 1 + n % 5,
  now() - interval '30 days' + n * interval '10 seconds', k.id, k.required_skills, k.weight, 600,
  t.due, t.due, now() - interval '30 days' + n * interval '10 seconds', t.due - interval '2 hours'
from generate_series($2::int, $3::int) n
cross join (select array_agg(id) as ids from customers where workspace_id = $1) c
cross join (select array_agg(id) as ids from directories where workspace_id = $1) d
join (select *, row_number() over (order by action_type) as no from work_classes where workspace_id = $1) k on k.no = 1 + n % 10
cross join lateral (select now() - interval '20 days' + n * interval '40 seconds' as due) t`

/** The same tasks and people in the tables beside ours, once. */
async function fillPlain(client, id) {
  const { rows } = await client.query(`select to_regclass('bench_tasks.tasks') as there`)
  if (rows[0].there) return
  await client.query(plainTables)
  for (const [copy, table] of [
    ['tasks', 'pending_actions'],
    ['people', 'virtual_assistants'],
  ])
    await client.query(
      `insert into bench_tasks.${copy} select * from ${table} where workspace_id = $1`,
      [id],
    )
  await client.query(
    `insert into bench_tasks.lean_tasks (id, kind, status, due_at)
     select a.id, k.no, 'pending', a.deadline_at from pending_actions a
     join (select id, row_number() over (order by action_type) as no from work_classes where workspace_id = $1) k on k.id = a.class_id
     where a.workspace_id = $1`,
    [id],
  )
  for (const table of ['tasks', 'people', 'lean_tasks'])
    await client.query(`vacuum analyze bench_tasks.${table}`)
}

/** Makes the workspace once; answers it. */
export const loadTasks = (demo, detail) =>
  asOwner(demo.databaseUrl, async (client) => {
    const known = await client.query('select id from workspaces where slug = $1', [slug])
    if (known.rows[0]) {
      await fillPlain(client, known.rows[0].id)
      return { id: known.rows[0].id, slug }
    }
    const { rows } = await client.query(
      `insert into workspaces (slug, name, timezone, currency) values ($1, 'Tasks', 'Europe/Berlin', 'EUR') returning id`,
      [slug],
    )
    const { id } = rows[0]
    await client.query(
      `insert into customers (workspace_id, email, full_name, company_name, subscription_status, credits_limit, billing_anchor,
         billing_period_start, billing_period_end, created_at)
       select $1, 'c' || n || '@tasks.example', 'Cleo ' || n, 'Customer ' || n, 'active', 1000, now(), now(), now() + interval '1 month', now()
       from generate_series(1, 500) n`,
      [id],
    )
    await client.query(
      `insert into directories (workspace_id, slug, name, url, submission_url, domain, category, automation_method, created_at)
       select $1, 'd-' || n, 'Directory ' || n, 'https://d' || n || '.example', 'https://d' || n || '.example', 'd' || n || '.example',
         (array['local','technology','health'])[1 + n % 3], 'manual', now() from generate_series(1, 1000) n`,
      [id],
    )
    await client.query(
      `insert into work_classes (workspace_id, action_type, required_skills, weight, created_at)
       select workspace_id, action_type, required_skills, weight, now() from action_type_settings where workspace_id = $1`,
      [id],
    )
    await client.query(
      `insert into virtual_assistants (workspace_id, name, email, status, skills, languages, specializations, timezone, working_hours, max_concurrent_tasks, created_at)
       select $1, 'Vera ' || n, 'v' || n || '@tasks.example', 'active', jsonb_build_object('phone', n % 6, 'documents', n % 5, 'payments', n % 4,
           'writing', n * 7 % 6, 'research', n * 3 % 6), '{en}', array[(array['local','technology','health'])[1 + n % 3]], 'Europe/Berlin',
         (select jsonb_agg(jsonb_build_object('day', day, 'from', 0, 'to', 1440)) from generate_series(1, 7) day), 50, now()
       from generate_series(1, 200) n`,
      [id],
    )
    await client.query('alter table pending_actions disable trigger user')
    for (let from = 1; from < open; from += 20_000) {
      detail(`(${from.toLocaleString('en')} tasks)`)
      await client.query(fill, [id, from, from + 19_999])
    }
    await client.query('alter table pending_actions enable trigger user')
    for (const table of ['pending_actions', 'virtual_assistants'])
      await client.query(`vacuum analyze ${table}`)
    await fillPlain(client, id)
    return { id, slug }
  })
