import { call } from '@orpc/server'
import pg from 'pg'
import { tasks } from '../lib/actions/procedures/tasks'
import type { Member } from '../lib/auth/actor'
import { closeConnections } from '../lib/db/client'
import { type Figure, ms, percentile } from './measuring'

/**
 * Claims among 100,000 open tasks by 200 people. `byHand` has the same lasting effects on tables with the columns, checks,
 * indexes and foreign keys of ours: the task that is due first of ten kinds, when the person last had one, an event. No
 * rules, no capacity, no explanation, no triggers, nobody told. `lean` does so on tables that hold nothing else.
 */

const workspace = JSON.parse(process.env.BENCH_WORKSPACE ?? '{}') as { id: string; slug: string }
const owner = new pg.Pool({ connectionString: process.env.BENCH_OWNER_URL, max: 2 })
const app = new pg.Pool({ connectionString: process.env.APP_DATABASE_URL, max: 8 })

const { rows: people } = await owner.query<{ id: string }>(
  'select id from virtual_assistants where workspace_id = $1 order by email',
  [workspace.id],
)

const begin = (
  vaId: string,
) => `begin; select set_config('role', 'app_va', true), set_config('app.workspace_id', '${workspace.id}', true),
  set_config('app.role', 'va', true), set_config('app.va_id', '${vaId}', true)`

const ours = (vaId: string) => `${begin(vaId)}; select * from claim_action(180); commit`

const byHand = (vaId: string) => `${begin(vaId)};
  with taken as (
    update bench_tasks.tasks t set status = 'in_progress', assigned_to_va_id = '${vaId}', assigned_at = now(), assigned_by = 'claim',
      lease_token = gen_random_uuid(), lease_expires_at = now() + interval '3 minutes', started_at = now(), status_changed_at = now()
    where t.id = (select x.id from work_classes c cross join lateral (
        select b.id, b.rank_at from bench_tasks.tasks b where b.workspace_id = '${workspace.id}' and b.class_id = c.id and b.status = 'pending'
          and b.snoozed_until is null order by b.rank_at, b.id limit 1 for no key update skip locked) x
      where c.workspace_id = '${workspace.id}' order by x.rank_at limit 1) and t.status = 'pending' returning t.id
  ), person as (
    update bench_tasks.people set last_active_at = now(), last_assigned_at = now() where id = '${vaId}')
  insert into bench_tasks.events (workspace_id, type, subject_type, subject_id, actor_name, data, created_at)
  select '${workspace.id}', 'action.claimed', 'action', id, 'Vera', '{}', now() from taken; commit`

const lean = (vaId: string) => `${begin(vaId)};
  with taken as (
    update bench_tasks.lean_tasks t set status = 'in_progress', person = '${vaId}', token = gen_random_uuid(), lease_expires_at = now() + interval '3 minutes'
    where t.id = (select x.id from generate_series(1, 10) kind cross join lateral (
        select id, due_at from bench_tasks.lean_tasks b where b.kind = kind.kind and b.status = 'pending' order by b.due_at limit 1 for update skip locked) x
      order by x.due_at limit 1) and t.status = 'pending' returning t.id)
  insert into bench_tasks.lean_events (task_id, type, at) select id, 'claimed', now() from taken; commit`

/** Milliseconds of each statement, with so many people at once. */
async function times(statement: (vaId: string) => string, total: number, atOnce: number) {
  const all: number[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < total) {
        const vaId = people[(next++ * 37) % people.length]?.id as string
        const start = performance.now()
        await app.query(statement(vaId))
        all.push(performance.now() - start)
      }
    }),
  )
  return all
}

const member = (vaId: string): Member => ({
  kind: 'member',
  userId: process.env.BENCH_USER ?? '',
  email: 'bench@example.com',
  name: 'Bench',
  sessionId: 'bench',
  workspace: { ...workspace, name: 'Tasks', timezone: 'Europe/Berlin', currency: 'EUR' },
  role: 'va',
  partnerId: null,
  partnerStatus: null,
  customerId: null,
  vaId,
  scopes: null,
})

async function byProcedure(total: number, atOnce: number) {
  const all: number[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < total) {
        const context = { actor: member(people[next++ % people.length]?.id as string), address: '' }
        const start = performance.now()
        await call(tasks.claim, {}, { context })
        all.push(performance.now() - start)
      }
    }),
  )
  return all
}

const ways = { ours, byHand, lean }
const samples = { ours: [] as number[], byHand: [] as number[], lean: [] as number[] }
// Few at a time, as the speed of a shared machine changes from second to second.
for (let turn = 0; turn < 70; turn++)
  for (const way of ['ours', 'byHand', 'lean'] as const) {
    const taken = await times(ways[way], 10, 1)
    // The first turns warm up.
    if (turn >= 10) samples[way].push(...taken)
  }
const [mine, hand, least] = [samples.ours, samples.byHand, samples.lean].map((all) =>
  percentile(all, 0.5),
) as [number, number, number]
await byProcedure(50, 8)
const whole = percentile(await byProcedure(800, 8), 0.95)
// Done with, so that the next run finds tasks of which nothing was told yet, as this one did.
await owner.query(
  `update pending_actions set status = 'cancelled' where workspace_id = $1 and status = 'in_progress'`,
  [workspace.id],
)
for (const table of ['tasks', 'lean_tasks'])
  await owner.query(`delete from bench_tasks.${table} where status = 'in_progress'`)

const figures: Figure[] = [
  {
    name: 'claiming the best of 100,000 tasks, p50, over the same effects by hand',
    value: `${(mine / hand).toFixed(2)}× (${ms(mine)} over ${ms(hand)})`,
    limit: '3×',
    ok: mine / hand <= 3,
  },
  {
    name: 'the same, over a table that holds nothing else',
    value: `${(mine / least).toFixed(2)}× (${ms(least)})`,
    limit: '3×',
    ok: mine / least <= 3,
  },
  {
    name: 'a claim with all that the task shows, p95 with 8 of 200 people at once',
    value: ms(whole),
    limit: '50 ms',
    ok: whole < 50,
  },
]
await closeConnections()
await owner.end()
await app.end()
console.log(JSON.stringify(figures))
