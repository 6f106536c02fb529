import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { actorName } from '../auth/actor'
import { savepoint } from '../db/savepoint'
import { AppError } from '../errors'
import { refusalWords } from '../refusal-words'
import { give, lockPerson, prioritise } from './commands'
import { matching } from './queries'
import type * as schema from './schema'
import { priorityLabels } from './schema'

type Results = z.input<typeof schema.bulkResults>

/** More at once would keep the table busy for longer than others should wait. */
const mostAtOnce = 10_000

async function eachOf(
  ctx: CommandContext,
  ids: readonly string[],
  change: (id: string) => Promise<unknown>,
): Promise<Results> {
  const results = []
  for (const id of [...new Set(ids)].sort()) {
    const refused = await savepoint(ctx, () => change(id))
    results.push(refused ? { id, ok: false, message: refused.message } : { id, ok: true })
  }
  const left = results.flatMap(({ message }) => message ?? [])
  return {
    done: results.length - left.length,
    left: left.length,
    why: [...new Set(left)].slice(0, 5),
    results,
  }
}

async function countMatching({ db }: CommandContext, wanted: RawBuilder<boolean>) {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (select from pending_actions a where ${wanted} limit ${mostAtOnce + 1}) x`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/**
 * The most pressing of all that match go there, as many as the rules and the person's room allow, in
 * one statement. What somebody has begun stays in their hands.
 */
async function giveMatching(
  ctx: CommandContext,
  { filter, vaId }: { filter: schema.WorkSelection; vaId: string },
  name: string,
): Promise<Results> {
  const { db, actor, now } = ctx
  const wanted = sql<boolean>`${matching(filter, now)} and a.workspace_id = (select app_workspace_id())
    and a.status in ('pending', 'assigned') and a.assigned_to_va_id is distinct from ${vaId}::uuid`
  const person = await sql<{ absence: string[]; room: number }>`
    select absence(v, ${now}::timestamptz) as absence, (v.max_concurrent_tasks - coalesce((select sum(h.weight) from pending_actions h
      where h.workspace_id = v.workspace_id and h.assigned_to_va_id = v.id), 0))::integer as room
    from virtual_assistants v where v.workspace_id = (select app_workspace_id()) and v.id = ${vaId}::uuid`.execute(
    db,
  )
  const { absence = [], room = 0 } = person.rows[0] ?? {}
  const total = await countMatching(ctx, wanted)
  if (absence.length > 0 || room < 1) {
    const reasons = absence.length > 0 ? absence : ['full']
    return {
      done: 0,
      left: total,
      why: reasons.map((one) => `${name} ${refusalWords(one)}.`),
      results: [],
    }
  }
  const { rows } = await sql<{ id: string }>`
    with able as materialized (
      select c.id from work_classes c join virtual_assistants v on v.workspace_id = c.workspace_id and v.id = ${vaId}::uuid
      where c.workspace_id = (select app_workspace_id()) and cardinality(lacking(v.skills, v.languages, c.required_skills, c.language)) = 0
    ), best as (
      select a.id, a.weight, a.rank_at, a.assigned_to_va_id from pending_actions a
      where ${wanted} and a.class_id = any (array(select able.id from able))
        and not exists (select from action_refusals r where r.workspace_id = a.workspace_id and r.action_id = a.id
          and r.va_id = ${vaId}::uuid and (r.until is null or r.until > ${now}::timestamptz))
      order by a.rank_at, a.id limit ${room} for no key update skip locked
    ), fitting as (
      select b.*, sum(b.weight) over (order by b.rank_at, b.id) as planned from best b
    ), given as (
      update pending_actions a set status = 'assigned', assigned_to_va_id = ${vaId}::uuid, assigned_at = ${now}::timestamptz,
        assigned_by = 'manual', status_changed_at = ${now}::timestamptz
      from fitting f where a.workspace_id = (select app_workspace_id()) and a.id = f.id and f.planned <= ${room}
      returning a.id, f.assigned_to_va_id as before
    ), noted as (
      insert into events (workspace_id, type, subject_type, subject_id, actor_user_id, actor_name, data, created_at)
      select (select app_workspace_id()), 'action.assigned', 'action', g.id, ${actor.userId}::uuid, ${actorName(actor)},
        jsonb_build_object('to', ${name}::text, 'vaId', ${vaId}::uuid, 'mode', 'manual',
          'from', (select v.name from virtual_assistants v where v.workspace_id = (select app_workspace_id()) and v.id = g.before)), ${now}::timestamptz
      from given g)
    select id from given`.execute(db)
  const left = total - rows.length
  return {
    ...{ done: rows.length, left },
    why: left > 0 ? [`${name} has no room for more, or may not do the others.`] : [],
    results: rows.map(({ id }) => ({ id, ok: true })),
  }
}

/** Each that the rules allow goes there; the others say why not. */
export async function assignMany(
  ctx: CommandContext,
  input: z.output<typeof schema.assigningMany>,
): Promise<Results> {
  const { vaId } = input
  const name = await lockPerson(ctx, vaId)
  if ('filter' in input) return giveMatching(ctx, { filter: input.filter, vaId }, name)
  return eachOf(ctx, input.ids, (id) => give(ctx, { id, vaId }, name))
}

/** All that match and have another get this priority, in one statement. */
async function prioritiseMatching(
  ctx: CommandContext,
  { filter, priority }: { filter: schema.WorkSelection; priority: number },
): Promise<Results> {
  const { db, actor, now } = ctx
  const wanted = sql<boolean>`${matching(filter, now)} and a.workspace_id = (select app_workspace_id())
    and a.status in ('pending', 'assigned', 'in_progress', 'blocked', 'requires_customer') and a.priority <> ${priority}`
  if ((await countMatching(ctx, wanted)) > mostAtOnce)
    throw new AppError(
      'invalid',
      `At most ${mostAtOnce.toLocaleString('en')} tasks at once. Narrow the list by type, priority or customer.`,
    )
  const { rows } = await sql<{ count: number }>`
    with old as (
      select a.id, a.priority from pending_actions a where ${wanted} order by a.id for no key update
    ), changed as (
      update pending_actions a set priority = ${priority} from old o
      where a.workspace_id = (select app_workspace_id()) and a.id = o.id returning a.id, o.priority
    ), noted as (
      insert into events (workspace_id, type, subject_type, subject_id, actor_user_id, actor_name, data, created_at)
      select (select app_workspace_id()), 'action.reprioritised', 'action', c.id, ${actor.userId}::uuid, ${actorName(actor)},
        jsonb_build_object('from', ${JSON.stringify(priorityLabels)}::jsonb -> c.priority::text, 'to', ${priorityLabels[priority] ?? ''}::text),
        ${now}::timestamptz from changed c)
    select count(*)::integer as count from changed`.execute(db)
  return { done: rows[0]?.count ?? 0, left: 0, why: [], results: [] }
}

/** Another priority is another time to do it in, from when its clock began. */
export const prioritiseMany = (
  ctx: CommandContext,
  input: z.output<typeof schema.prioritising>,
): Promise<Results> =>
  'filter' in input
    ? prioritiseMatching(ctx, input)
    : eachOf(ctx, input.ids, (id) => prioritise(ctx, id, input.priority))
