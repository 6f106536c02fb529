import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import type { AssignmentMode } from './labels'
import type { Person, Task } from './plan'

/** Tasks given out at one time; more come with the next look. */
export const mostTasks = 500

export async function assignmentMode(db: Db): Promise<AssignmentMode> {
  const { rows } = await sql<{ mode: AssignmentMode }>`
    select assignment_mode as mode from work_settings where workspace_id = app_workspace_id()`.execute(
    db,
  )
  return rows[0]?.mode ?? 'off'
}

/** Everybody at work who has room. */
export async function peopleWithRoom(db: Db, now: Date): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select v.id, v.name, v.skills, v.languages, v.specializations, v.max_concurrent_tasks as capacity, h.load,
      v.last_assigned_at, d.customer_id as last_customer_id, d.directory_id as last_directory_id
    from virtual_assistants v
    cross join lateral (select coalesce(sum(a.weight), 0)::int as load from pending_actions a
      where a.workspace_id = v.workspace_id and a.assigned_to_va_id = v.id) h
    left join lateral (select a.customer_id, a.directory_id from pending_actions a
      where a.workspace_id = v.workspace_id and a.completed_by_va_id = v.id and a.completed_at is not null
      order by a.completed_at desc limit 1) d on true
    where v.workspace_id = app_workspace_id() and v.status = 'active' and v.max_concurrent_tasks > h.load
      and cardinality(absence(v, ${now}::timestamptz)) = 0
    order by v.id`.execute(db)
  return rows
}

/** What waits, the most pressing first: of each kind that somebody here can do, as many as they have room for. */
export async function tasksFor(db: Db, people: readonly Person[], now: Date): Promise<Task[]> {
  const room = people.reduce((sum, { capacity, load }) => sum + capacity - load, 0)
  const most = Math.min(mostTasks, room * 2)
  const { rows } = await sql<Task>`
    with able as (
      select c.id from work_classes c
      where c.workspace_id = app_workspace_id() and exists (select from virtual_assistants v
        where v.workspace_id = c.workspace_id and v.id = any (${people.map(({ id }) => id)}::uuid[])
          and cardinality(lacking(v.skills, v.languages, c.required_skills, c.language)) = 0)
    )
    select a.id, a.action_type as type, a.weight, a.required_skills, a.language, a.customer_id, a.directory_id, a.preferred_va_id,
      (select d.category from directories d where d.workspace_id = a.workspace_id and d.id = a.directory_id) as category,
      coalesce((select jsonb_object_agg(r.va_id, r.kind) from action_refusals r
        where r.workspace_id = a.workspace_id and r.action_id = a.id and (r.until is null or r.until > ${now}::timestamptz)), '{}') as refused_by
    from able cross join lateral (
      select x.* from pending_actions x
      where x.workspace_id = app_workspace_id() and x.class_id = able.id and x.status = 'pending' and x.snoozed_until is null
      order by x.rank_at, x.id limit ${most}) a
    order by a.rank_at, a.id limit ${most}`.execute(db)
  return rows
}
