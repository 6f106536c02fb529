import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type { Action, ActionFilter } from './schema'

/** What everybody who sees an action sees of it. */
export const actionColumns = (db: Db) =>
  db
    .selectFrom('pendingActions as a')
    .select([
      'a.id',
      'a.actionType as type',
      'a.title',
      'a.description',
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
      sql<
        string | null
      >`(select coalesce(d.submission_url, d.url) from directories d where d.workspace_id = a.workspace_id and d.id = a.directory_id)`.as(
        'directoryUrl',
      ),
      sql<
        string | null
      >`(select q.batch_id from submission_queue q where q.workspace_id = a.workspace_id and q.id = a.queue_item_id)`.as(
        'batchId',
      ),
      'a.queueItemId as itemId',
      'a.actionData as data',
      'a.customerQuestion as question',
      'a.customerAnswer as answer',
      'a.askedAt',
      'a.answeredAt',
      'a.createdAt',
      'a.completedAt',
    ])

function matching({ status, type, customerId, batchId }: ActionFilter): RawBuilder<boolean> {
  const all = [sql`true`]
  if (status?.length) all.push(sql`a.status = any (${status}::text[])`)
  if (type?.length) all.push(sql`a.action_type = any (${type}::text[])`)
  if (customerId) all.push(sql`a.customer_id = ${customerId}::uuid`)
  if (batchId)
    all.push(sql`a.queue_item_id in (select q.id from submission_queue q
      where q.workspace_id = (select app_workspace_id()) and q.batch_id = ${batchId}::uuid)`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

/** Those that wait longest come first unless asked otherwise. A customer sees what was asked of them. */
export async function listActions({ db }: Pick<QueryContext, 'db'>, filter: ActionFilter) {
  const rows = await keyset(actionColumns(db).where(matching(filter)), {
    column: 'a.createdAt',
    id: 'a.id',
    kind: 'time',
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<Action>
}

/** `what` it is called by whoever asks. */
export async function findAction(
  db: Db,
  id: string,
  what: 'action' | 'question' = 'action',
): Promise<Action> {
  const row = await actionColumns(db).where('a.id', '=', id).executeTakeFirst()
  if (!row) throw notFound(what)
  return row as Action
}
