import { type RawBuilder, sql } from 'kysely'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type { Assistant, AssistantItem, Facets, Filter, Leave, Presence, Selection } from './schema'

const sorts = {
  name: { column: 'v.name', kind: 'string' },
  joined: { column: 'v.createdAt', kind: 'time' },
} as const

function matching(wanted: Partial<Selection>, now: Date): RawBuilder<boolean> {
  const { status, skill, language, available, search } = wanted
  const all = [sql`true`]
  if (status?.length) all.push(sql`v.status = any (${status}::text[])`)
  if (skill?.length) all.push(sql`v.skills ?| ${skill}::text[]`)
  if (language?.length) all.push(sql`v.languages && ${language}::text[]`)
  if (available) all.push(sql`cardinality(absence(v, ${now}::timestamptz)) = 0`)
  if (search?.trim()) all.push(sql`v.id = any (array(select search_assistants(${search})))`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

const held = sql`h.workspace_id = v.workspace_id and h.assigned_to_va_id = v.id`

const items = (db: Db, now: Date) =>
  db
    .selectFrom('virtualAssistants as v')
    .select([
      'v.id',
      'v.name',
      'v.email',
      'v.status',
      'v.skills',
      'v.languages',
      'v.timezone',
      'v.isAvailable',
      'v.maxConcurrentTasks',
      'v.completedTasks',
      sql<number | null>`v.success_rate::float8`.as('successRate'),
      sql<number | null>`v.average_quality_score::float8`.as('averageQualityScore'),
      sql<number | null>`v.average_handling_minutes::float8`.as('averageHandlingMinutes'),
      'v.lastActiveAt',
      'v.createdAt',
      sql<string[]>`absence(v, ${now}::timestamptz)`.as('absence'),
      sql<number>`coalesce((select sum(h.weight) from pending_actions h where ${held}), 0)::integer`.as(
        'load',
      ),
      sql<number>`(select count(*) from pending_actions h where ${held} and h.deadline_at <= ${now}::timestamptz)::integer`.as(
        'late',
      ),
    ])

export async function listAssistants(db: Db, filter: Filter, now: Date) {
  const sort = sorts[filter.sort]
  const rows = await keyset(items(db, now).where(matching(filter, now)), {
    column: sort.column,
    id: 'v.id',
    kind: sort.kind,
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<AssistantItem>
}

export async function countAssistants(db: Db, selection: Selection, now: Date) {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from virtual_assistants v where ${matching(selection, now)}`.execute(
    db,
  )
  return { count: rows[0]?.count ?? 0, capped: false }
}

/** Leave that is not over yet on their own calendar, or ended within the days before. */
export async function leaveOf(db: Db, vaId: string, now: Date, daysBack = 0): Promise<Leave[]> {
  const { rows } = await sql<Leave>`
    select l.id, l.kind, to_char(l.starts_on, 'YYYY-MM-DD') as starts_on, to_char(l.ends_on, 'YYYY-MM-DD') as ends_on, l.note
    from va_leave l join virtual_assistants v on v.workspace_id = l.workspace_id and v.id = l.va_id
    where l.va_id = ${vaId}::uuid and l.ends_on >= (${now}::timestamptz at time zone v.timezone)::date - ${daysBack}::integer
    order by l.starts_on limit 200`.execute(db)
  return rows
}

const spanDays = 28

/** The working span that holds this moment or comes next; spans that touch are one. */
export async function presenceOf(db: Db, vaId: string, now: Date): Promise<Presence> {
  const { rows } = await sql<{ from: Date; until: Date }>`
    select s.starts as "from", s.ends as "until" from virtual_assistants v
    cross join lateral working_spans(v.working_hours, v.timezone, array(
      select d.day::date from va_leave l
      cross join lateral generate_series(greatest(l.starts_on, (${now}::timestamptz)::date - 2)::timestamp,
        least(l.ends_on, (${now}::timestamptz)::date + ${spanDays + 2}::integer)::timestamp, interval '1 day') d(day)
      where l.workspace_id = v.workspace_id and l.va_id = v.id and l.ends_on >= (${now}::timestamptz)::date - 2),
      ${now}::timestamptz, ${now}::timestamptz + make_interval(days => ${spanDays}::integer)) s
    where v.id = ${vaId}::uuid order by s.starts`.execute(db)
  const [first, ...more] = rows
  if (!first) return null
  let { until } = first
  for (const span of more) {
    if (span.from.getTime() !== until.getTime()) break
    until = span.until
  }
  return { from: first.from, until }
}

/** One person with everything about them; "not found" covers those of others. */
export async function findAssistant(db: Db, id: string, now: Date): Promise<Assistant> {
  const row = await items(db, now)
    .select(['v.specializations', 'v.workingHours', 'v.confirmedAt'])
    .where('v.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('virtual assistant')
  const [leave, presence] = await Promise.all([leaveOf(db, id, now), presenceOf(db, id, now)])
  return { ...row, leave, presence, invitation: null } as Assistant
}

/** With the invitation that waits for them; virtual assistants themselves do not see it. */
export async function findForStaff(db: Db, id: string, now: Date): Promise<Assistant> {
  const found = await findAssistant(db, id, now)
  if (found.status !== 'invited') return found
  const invitation = await db
    .selectFrom('invitations')
    .select(['id', 'expiresAt'])
    .where('vaId', '=', id)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .executeTakeFirst()
  return { ...found, invitation: invitation ?? null }
}

/** What the lists and forms offer: everything that anybody has or some task asks for. */
export async function facetsOf(db: Db): Promise<Facets> {
  const { rows } = await sql<Facets>`
    select array(select distinct k from (
        select jsonb_object_keys(v.skills) as k from virtual_assistants v where v.status <> 'left'
        union select jsonb_object_keys(t.required_skills) from action_type_settings t) s order by k) as skills,
      array(select distinct l from virtual_assistants v, unnest(v.languages) l where v.status <> 'left' order by l) as languages,
      array(select distinct d.category from directories d where d.category is not null order by 1 limit 200) as categories`.execute(
    db,
  )
  return rows[0] ?? { skills: [], languages: [], categories: [] }
}
