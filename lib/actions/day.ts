import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { isoDate, startOfDay } from '../time'
import { streakOf } from './rules'
import type { Day, TaskItem } from './task-schema'

const shown = sql`a.id, a.action_type as type, a.title, a.status, a.priority, a.deadline_at, a.warn_at, a.blocked_reason, a.lease_expires_at,
  case when a.status = 'blocked' then a.follow_up_at else a.snoozed_until end as back_at,
  (select c.company_name from customers c where c.workspace_id = a.workspace_id and c.id = a.customer_id) as customer_name,
  (select d.name from directories d where d.workspace_id = a.workspace_id and d.id = a.directory_id) as directory_name`

type Mine = TaskItem & { mine: boolean }

/** In their hands, and what waits to come back to them. */
async function itemsOf(db: Db) {
  const { rows } = await sql<Mine>`
    (select ${shown}, true as mine from pending_actions a
     where a.workspace_id = (select app_workspace_id()) and a.assigned_to_va_id = (select app_va_id())
     order by a.rank_at, a.id limit 50)
    union all
    (select ${shown}, false as mine from pending_actions a
     where a.workspace_id = (select app_workspace_id()) and a.preferred_va_id = (select app_va_id())
       and (a.status in ('blocked', 'requires_customer') or (a.status = 'pending' and a.snoozed_until is not null))
     order by coalesce(a.snoozed_until, a.follow_up_at), a.id limit 50)`.execute(db)
  return rows.map(({ mine: _, ...item }) => item)
}

const waitingCap = 100

async function waitingFor(db: Db, now: Date) {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (
      select from pending_actions a
      where a.workspace_id = (select app_workspace_id()) and a.status = 'pending' and a.snoozed_until is null
        and a.class_id = any ((select my_work_classes())::uuid[])
        and not exists (select from action_refusals r where r.workspace_id = a.workspace_id and r.action_id = a.id
          and r.va_id = (select app_va_id()) and (r.until is null or r.until > ${now}::timestamptz))
      limit ${waitingCap}) x`.execute(db)
  return rows[0]?.count ?? 0
}

type Person = {
  isAvailable: boolean
  timezone: string
  workingHours: { day: number }[]
  absence: string[]
  room: number
}

async function personOf(db: Db, now: Date): Promise<Person> {
  const { rows } = await sql<Person>`
    select v.is_available, v.timezone, v.working_hours, absence(v, ${now}::timestamptz) as absence,
      v.max_concurrent_tasks - coalesce((select sum(h.weight) from pending_actions h where h.workspace_id = v.workspace_id
        and h.assigned_to_va_id = v.id), 0)::integer as room
    from virtual_assistants v where v.workspace_id = (select app_workspace_id()) and v.id = (select app_va_id())`.execute(
    db,
  )
  if (!rows[0]) throw notFound('virtual assistant')
  return rows[0]
}

const streakDays = 60

async function doneBy(db: Db, person: Person, now: Date) {
  const { timezone, workingHours } = person
  const today = startOfDay(now, timezone)
  const since = new Date(today.getTime() - streakDays * 86_400_000)
  const { rows } = await sql<{ day: string; count: number; seconds: number[] }>`
    select to_char(completed_at at time zone ${timezone}, 'YYYY-MM-DD') as day, count(*)::integer as count,
      array_agg(active_seconds::integer) as seconds
    from pending_actions
    where workspace_id = (select app_workspace_id()) and completed_by_va_id = (select app_va_id()) and completed_at >= ${since}::timestamptz
      and status in ('completed', 'failed')
    group by 1`.execute(db)
  const name = isoDate(now, timezone)
  const mine = rows.find(({ day }) => day === name)
  return {
    today: mine?.count ?? 0,
    minutes: middleMinutes(mine?.seconds ?? []),
    usualMinutes: middleMinutes(rows.flatMap(({ day, seconds }) => (day === name ? [] : seconds))),
    streak: streakOf(
      rows.map(({ day }) => day),
      name,
      [...new Set(workingHours.map(({ day }) => day))],
    ),
  }
}

const middleMinutes = (seconds: readonly number[]) => {
  const timed = seconds.filter((value) => value > 0).sort((a, b) => a - b)
  const middle = timed[Math.floor(timed.length / 2)]
  return middle === undefined ? null : Math.round(middle / 6) / 10
}

/** What a virtual assistant has in hand, what waits for them, and how the day goes. */
export async function dayOf({ db, now }: QueryContext): Promise<Day> {
  const person = await personOf(db, now)
  const [items, waiting, done] = await Promise.all([
    itemsOf(db),
    waitingFor(db, now),
    doneBy(db, person, now),
  ])
  return {
    held: items.filter(({ status }) => status === 'in_progress'),
    assigned: items.filter(({ status }) => status === 'assigned'),
    comingBack: items.filter(({ status }) => status !== 'in_progress' && status !== 'assigned'),
    waiting,
    absence: person.absence,
    room: Math.max(0, person.room),
    isAvailable: person.isAvailable,
    timezone: person.timezone,
    done,
  }
}

/** Turns the availability switch, and keeps that it was turned. */
export async function setAvailability(
  { db, actor, now }: CommandContext,
  { available }: { available: boolean },
) {
  const row = await db
    .updateTable('virtualAssistants')
    .set({ isAvailable: available, availableChangedAt: now })
    .where('id', '=', actor.vaId as string)
    .where('isAvailable', '!=', available)
    .returning('id')
    .executeTakeFirst()
  if (row)
    await db
      .insertInto('vaAvailability')
      .values({
        workspaceId: actor.workspace.id,
        vaId: row.id,
        isAvailable: available,
        createdAt: now,
      })
      .execute()
  return { available }
}
