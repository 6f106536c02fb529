import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type { Event } from '../events/schema'
import { refusalWords } from '../refusal-words'
import type {
  BoardList,
  Candidate,
  WorkDetail,
  WorkFilter,
  WorkItem,
  WorkSelection,
} from './schema'

/** A count stops here: an exact one of a hundred thousand rows costs more than the page. */
const countCap = 1_000
const mostEvents = 100

const open = sql`a.status in ('pending','assigned','in_progress','blocked','requires_customer')`

export const listed = (list: BoardList, now: Date): RawBuilder<boolean> => {
  switch (list) {
    case 'late':
      return sql`a.deadline_at <= ${now}::timestamptz`
    case 'soon':
      return sql`a.warn_at <= ${now}::timestamptz and a.deadline_at > ${now}::timestamptz`
    case 'waiting':
      return sql`a.status = 'pending' and a.snoozed_until is null`
    case 'unroutable':
      return sql`a.unroutable_since is not null`
    default:
      return sql`a.status = ${list}`
  }
}

/** The one filter of list, count, export and bulk changes; `a` is pending_actions. */
export function matching(selection: WorkSelection, now: Date): RawBuilder<boolean> {
  const { list, status, type, priority, vaId, customerId, search } = selection
  const all: RawBuilder<unknown>[] = []
  if (list) all.push(listed(list, now))
  if (status?.length === 1) all.push(sql`a.status = ${status[0]}`)
  else if (status?.length) all.push(sql`a.status = any (${status}::text[])`)
  else all.push(open)
  if (type?.length) all.push(sql`a.action_type = any (${type}::text[])`)
  if (priority?.length) all.push(sql`a.priority = any (${priority}::int[])`)
  if (vaId)
    all.push(sql`(a.assigned_to_va_id = ${vaId}::uuid or a.completed_by_va_id = ${vaId}::uuid)`)
  if (customerId) all.push(sql`a.customer_id = ${customerId}::uuid`)
  // An array, so that the few ids found are looked up instead of joined to every action.
  if (search?.trim()) all.push(sql`a.id = any (array(select search_actions(${search})))`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

export const items = (db: Db) =>
  db
    .selectFrom('pendingActions as a')
    .select([
      'a.id',
      'a.actionType as type',
      'a.title',
      'a.priority',
      'a.status',
      'a.customerId',
      sql<string>`(select c.company_name from customers c where c.workspace_id = a.workspace_id and c.id = a.customer_id)`.as(
        'customerName',
      ),
      sql<
        string | null
      >`(select d.name from directories d where d.workspace_id = a.workspace_id and d.id = a.directory_id)`.as(
        'directoryName',
      ),
      'a.deadlineAt',
      'a.warnAt',
      'a.assignedToVaId as heldById',
      sql<
        string | null
      >`(select v.name from virtual_assistants v where v.workspace_id = a.workspace_id and v.id = a.assigned_to_va_id)`.as(
        'heldByName',
      ),
      'a.assignedBy',
      'a.assignedAt',
      'a.snoozedUntil',
      'a.unroutableSince',
      'a.escalatedAt',
      'a.weight',
      'a.createdAt',
    ])

export async function listWork({ db, now }: Pick<QueryContext, 'db' | 'now'>, filter: WorkFilter) {
  const rows = await keyset(items(db).where(matching(filter, now)), {
    column: filter.sort === 'created' ? 'a.createdAt' : 'a.rankAt',
    id: 'a.id',
    kind: 'time',
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<WorkItem>
}

const capped = (count: number) => ({
  count: Math.min(count, countCap),
  capped: count > countCap,
})

/** An order that an index has, so that a count up to its cap never reads the table. */
const countedBy: Partial<Record<BoardList, RawBuilder<unknown>>> = {
  late: sql`a.deadline_at`,
  soon: sql`a.warn_at`,
  unroutable: sql`a.unroutable_since`,
}

export async function countWork({ db, now }: Pick<QueryContext, 'db' | 'now'>, of: WorkSelection) {
  const order = (of.list && countedBy[of.list]) ?? sql`a.rank_at`
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from pending_actions a where ${matching(of, now)} order by ${order} limit ${countCap + 1}) found`.execute(
    db,
  )
  return capped(rows[0]?.count ?? 0)
}

/** Each person's standing with one action: what refuses them, and how much they hold. */
async function candidatesOf(db: Db, id: string, now: Date): Promise<Candidate[]> {
  const { rows } = await sql<Omit<Candidate, 'refused'> & { reasons: string[] }>`
    select v.id as va_id, v.name, v.max_concurrent_tasks as capacity, c.reasons,
      (select coalesce(sum(h.weight), 0)::int from pending_actions h
       where h.workspace_id = v.workspace_id and h.assigned_to_va_id = v.id) as load
    from action_candidates(${id}::uuid, ${now}::timestamptz) c
    join virtual_assistants v on v.workspace_id = app_workspace_id() and v.id = c.va_id
    order by cardinality(c.reasons), v.name limit 200`.execute(db)
  return rows.map(({ reasons, ...row }) => ({ ...row, refused: reasons.map(refusalWords) }))
}

export async function findWork(
  { db, now }: Pick<QueryContext, 'db' | 'now'>,
  id: string,
): Promise<WorkDetail> {
  const row = await items(db)
    .select([
      'a.description',
      'a.language',
      'a.requiredSkills',
      'a.estimatedMinutes',
      'a.activeSeconds',
      'a.blockedReason',
      'a.followUpAt',
      'a.customerQuestion as question',
      'a.handoverNote',
      sql<
        string | null
      >`(select q.batch_id from submission_queue q where q.workspace_id = a.workspace_id and q.id = a.queue_item_id)`.as(
        'batchId',
      ),
      'a.reworkOfId',
      'a.sampleReason',
      'a.reviewStatus',
      'a.qualityScore',
    ])
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('action')
  const events = await db
    .selectFrom('events')
    .select(['id', 'type', 'subjectType', 'subjectId', 'actorName', 'data', 'createdAt'])
    .where('subjectType', '=', 'action')
    .where('subjectId', '=', id)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(mostEvents)
    .execute()
  const running = ['pending', 'assigned', 'in_progress'].includes(row.status)
  const candidates = running ? await candidatesOf(db, id, now) : []
  return { ...row, candidates, events: events as Event[] } as WorkDetail
}
