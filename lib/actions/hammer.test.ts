import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  asOwner,
  closeOwner,
  makeCustomer,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import type { Member } from '../auth/actor'
import { withActor } from '../db/with-actor'
import { AppError } from '../errors'

const people = 50
const taskCount = 5_000
const skills = ['phone', 'documents', 'payments', 'writing', 'research']
const types = [
  'sms_verification',
  'document_upload',
  'phone_call',
  'captcha_solving',
  'payment_processing',
  'content_review',
  'error_resolution',
]
// A Wednesday at which everybody who works that day is at work for some of the hours that pass.
const begin = Date.parse('2021-06-02T08:00:00Z')

let workspace: TestWorkspace
let staff: Member
let vas: Member[]

const random = (below: number) => Math.floor(Math.random() * below)
const chance = (share: number) => Math.random() < share

/** Writes down every change of who holds what, in the order in which the database made them. */
const watch = `
  create schema watch;
  create table watch.history (no bigint generated always as identity primary key, action_id uuid, va_id uuid, held_before uuid, weight int,
    required jsonb, at timestamptz, is_available boolean);
  create function watch.note_action() returns trigger language plpgsql security definer as $$ begin
    insert into watch.history (action_id, va_id, held_before, weight, required, at)
    values (new.id, new.assigned_to_va_id, case when tg_op = 'UPDATE' then old.assigned_to_va_id end, new.weight, new.required_skills, new.assigned_at);
    return null; end $$;
  create function watch.note_va() returns trigger language plpgsql security definer as $$ begin
    insert into watch.history (va_id, is_available) values (new.id, new.is_available); return null; end $$;
  create trigger watch_actions after update of assigned_to_va_id, status on pending_actions for each row
    when (old.assigned_to_va_id is distinct from new.assigned_to_va_id) execute function watch.note_action();
  create trigger watch_vas after update of is_available on virtual_assistants for each row execute function watch.note_va();`

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  vas = []
  for (let n = 0; n < people; n++) vas.push(await makeMember(workspace, 'va'))
  for (const [n, { vaId }] of vas.entries()) {
    // The first one can do everything at every hour, so that nothing is left over.
    const known = Object.fromEntries(
      skills
        .filter(() => n === 0 || chance(0.6))
        .map((skill) => [skill, n === 0 ? 5 : 1 + random(5)]),
    )
    const from = n === 0 ? 0 : random(900)
    const to = n === 0 ? 1440 : from + 240 + random(1440 - from - 240)
    await asOwner(
      'update virtual_assistants set skills = $2, working_hours = $3, timezone = $4, max_concurrent_tasks = $5 where id = $1',
      [
        vaId,
        JSON.stringify(known),
        JSON.stringify([1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from, to }))),
        n === 0 ? 'UTC' : ['Europe/Berlin', 'Asia/Manila', 'America/New_York'][n % 3],
        n === 0 ? 10 : 2 + random(4),
      ],
    )
  }
  const customer = await makeCustomer(workspace)
  await asOwner(
    `insert into pending_actions (workspace_id, customer_id, action_type, title, description, priority, created_at)
     select $1, $2, ($3::text[])[1 + n % cardinality($3::text[])], 'Task ' || n, '', 1 + n % 5, $4::timestamptz - n * interval '10 seconds'
     from generate_series(1, $5::int) n`,
    [workspace.id, customer, types, new Date(begin), taskCount],
  )
  await asOwner(watch)
})
afterAll(async () => {
  await asOwner(
    'drop trigger watch_actions on pending_actions; drop trigger watch_vas on virtual_assistants; drop schema watch cascade',
  )
  await closeOwner()
})

let clock = begin
/** Time goes on by a second or so with each look at it: the day of work takes hours. */
const now = () => {
  clock += 2_000
  return new Date(clock)
}

/** What the rules refuse is part of the game; anything else is not. */
const orRefused = async <T>(asked: Promise<T>): Promise<T | null> => {
  try {
    return await asked
  } catch (error) {
    const { status } = error as { status?: number }
    if (error instanceof AppError || status === 409 || status === 404) return null
    throw error
  }
}

const left = async () => {
  const [row] = await asOwner<{ n: number }>(
    `select count(*)::int as n from pending_actions where workspace_id = $1 and status not in ('completed', 'failed')`,
    [workspace.id],
  )
  return row?.n ?? 0
}

type Claimed = { actionId: string | null; leaseToken: string | null }

/** The claim alone, without all that the task shows. */
const claim = (member: Member, at: Date) =>
  withActor(member, async ({ db }) => {
    const { rows } =
      await sql<Claimed>`select * from claim_action(180, null, ${at}::timestamptz)`.execute(db)
    return rows[0] ?? null
  })

async function work(member: Member, until: () => boolean) {
  while (!until()) {
    if (chance(0.02))
      await asOwner('update virtual_assistants set is_available = not is_available where id = $1', [
        member.vaId,
      ])
    const at = now()
    const held = await orRefused(claim(member, at))
    if (!held?.actionId) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      continue
    }
    const id = held.actionId
    if (chance(0.1))
      await withActor(member, async ({ db }) => {
        const { rows } =
          await sql`update pending_actions set status = 'pending', status_changed_at = ${at}::timestamptz
          where id = ${id}::uuid and lease_token = ${held.leaseToken}::uuid returning id`.execute(
            db,
          )
        if (rows.length > 0)
          await sql`insert into action_refusals (workspace_id, action_id, va_id, kind, reason, created_at)
            values (${workspace.id}::uuid, ${id}::uuid, ${member.vaId}::uuid, 'declined', 'Not mine', ${at}::timestamptz) on conflict do nothing`.execute(
            db,
          )
      })
    // Some are left lying; their leases end.
    else if (chance(0.97)) {
      const done = now()
      await withActor(member, ({ db }) =>
        sql`update pending_actions set status = 'completed', status_changed_at = ${done}::timestamptz, completed_at = ${done}::timestamptz
            where id = ${id}::uuid and lease_token = ${held.leaseToken}::uuid and status = 'in_progress'`.execute(
          db,
        ),
      )
    }
  }
}

async function reassign(until: () => boolean) {
  while (!until()) {
    const to = vas[random(people)]?.vaId
    await withActor(staff, ({ db }) =>
      sql`update pending_actions set assigned_to_va_id = ${to ?? null}::uuid, assigned_at = ${now()}::timestamptz, assigned_by = 'manual', status = 'assigned',
            lease_token = null, lease_expires_at = null
          where id = (select id from pending_actions where status in ('pending', 'assigned', 'in_progress') offset ${random(20)} limit 1 for no key update skip locked)`.execute(
        db,
      ),
    ).catch((error) => {
      if (!(error instanceof AppError) && !/may not have this action/.test(String(error)))
        throw error
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

type Entry = {
  actionId: string | null
  vaId: string | null
  heldBefore: string | null
  weight: number
  required: Record<string, number>
  at: Date
  isAvailable: boolean | null
}

it('50 people take 5,000 tasks, decline, go and come, and are given more: nobody ever holds what they may not', async () => {
  let over = false
  const looking = (async () => {
    while (!over) {
      const [worst] = await asOwner<{ too: number }>(
        `select count(*)::int as too from (select v.id from virtual_assistants v join pending_actions a on a.workspace_id = v.workspace_id and a.assigned_to_va_id = v.id
           and a.status in ('assigned', 'in_progress') where v.workspace_id = $1 group by v.id, v.max_concurrent_tasks having sum(a.weight) > v.max_concurrent_tasks) x`,
        [workspace.id],
      )
      expect(worst?.too).toBe(0)
      if ((await left()) === 0) over = true
      await new Promise((resolve) => setTimeout(resolve, 50))
      // The one who can do everything stays, or nothing would ever end.
      await asOwner('update virtual_assistants set is_available = true where id = $1', [
        vas[0]?.vaId,
      ])
      await asOwner('delete from action_refusals where va_id = $1', [vas[0]?.vaId])
    }
  })()
  await Promise.all([
    looking,
    reassign(() => over),
    ...vas.map((member) => work(member, () => over)),
  ])

  const [counts] = await asOwner<{ done: number; once: number }>(
    `select count(*)::int as done, count(distinct id)::int as once from pending_actions where workspace_id = $1 and status = 'completed'`,
    [workspace.id],
  )
  expect(counts).toEqual({ done: taskCount, once: taskCount })

  const rules = new Map(
    (
      await asOwner<{ id: string; skills: Record<string, number>; most: number }>(
        'select id, skills, max_concurrent_tasks as most from virtual_assistants where workspace_id = $1',
        [workspace.id],
      )
    ).map((row) => [row.id, row]),
  )
  const history = await asOwner<Entry>(
    `select h.action_id as "actionId", h.va_id as "vaId", h.held_before as "heldBefore", h.weight, h.required, h.at, h.is_available as "isAvailable"
     from watch.history h order by h.no`,
  )
  const outside = await asOwner(
    `select 1 from watch.history h join virtual_assistants v on v.id = h.va_id where h.action_id is not null
       and not is_working_time(v.working_hours, v.timezone, h.at)`,
  )
  expect(outside).toEqual([])
  const holds = new Map<string, Map<string, number>>()
  const away = new Set<string>()
  for (const { actionId, vaId, heldBefore, weight, required, isAvailable } of history) {
    if (!actionId) {
      if (vaId) isAvailable ? away.delete(vaId) : away.add(vaId)
      continue
    }
    if (heldBefore) holds.get(heldBefore)?.delete(actionId)
    if (!vaId) continue
    const person = rules.get(vaId)
    const mine = holds.get(vaId) ?? new Map<string, number>()
    holds.set(vaId, mine.set(actionId, weight))
    expect([...mine.values()].reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(
      person?.most ?? 0,
    )
    for (const [skill, level] of Object.entries(required))
      expect(person?.skills[skill] ?? 0).toBeGreaterThanOrEqual(level)
    expect(away.has(vaId)).toBe(false)
  }
  expect(history.length).toBeGreaterThan(taskCount)
}, 480_000)
