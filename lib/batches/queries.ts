import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type { Batch, BatchDetail, BatchFilter, Item, ItemFilter } from './schema'

const columns = (db: Db) =>
  db
    .selectFrom('batchSubmissions as b')
    .select([
      'b.id',
      'b.customerId',
      sql<string>`(select c.company_name from customers c where c.workspace_id = b.workspace_id and c.id = b.customer_id)`.as(
        'customerName',
      ),
      'b.batchName as name',
      'b.status',
      'b.priority',
      'b.maxConcurrentItems',
      'b.stopOnError',
      'b.scheduledFor',
      'b.totalItems',
      'b.completedItems',
      'b.failedItems',
      'b.cancelledItems',
      'b.reviewItems',
      'b.progressPercentage',
      'b.successRate',
      'b.pausedReason',
      'b.createdAt',
      'b.startedAt',
      'b.finishedAt',
      sql<
        string | null
      >`(select coalesce(nullif(u.name, ''), u.email) from users u where u.id = b.created_by)`.as(
        'createdByName',
      ),
    ])

function matching({
  status,
  customerId,
}: Pick<BatchFilter, 'status' | 'customerId'>): RawBuilder<boolean> {
  const all = [sql`true`]
  if (status?.length) all.push(sql`b.status = any (${status}::text[])`)
  if (customerId) all.push(sql`b.customer_id = ${customerId}::uuid`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

export async function listBatches({ db }: QueryContext, filter: BatchFilter) {
  const rows = await keyset(columns(db).where(matching(filter)), {
    column: 'b.createdAt',
    id: 'b.id',
    kind: 'time',
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<Batch>
}

/** How many batches stand in each status. */
export async function countBatches(db: Db, filter: Pick<BatchFilter, 'customerId'>) {
  const { rows } = await sql<{ status: Batch['status']; count: number }>`
    select b.status, count(*) as count from batch_submissions b where ${matching({ ...filter, status: undefined })} group by 1`.execute(
    db,
  )
  return rows
}

export async function findBatch(db: Db, id: string): Promise<BatchDetail> {
  const found = await columns(db).select('b.selection').where('b.id', '=', id).executeTakeFirst()
  if (!found) throw notFound('batch')
  const { rows } = await sql<Pick<BatchDetail, 'counts' | 'credits'>>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('status', n.status, 'count', n.count)), '[]') from (
        select q.status, count(*) as count from submission_queue q
        where q.workspace_id = (select app_workspace_id()) and q.batch_id = ${id}::uuid group by 1) n) as counts,
      (select jsonb_build_object('reserved', coalesce(sum(q.credits) filter (where q.credit_state = 'reserved'), 0),
          'consumed', coalesce(sum(q.credits) filter (where q.credit_state = 'consumed'), 0),
          'released', coalesce(sum(q.credits) filter (where q.credit_state = 'released'), 0))
        from submission_queue q where q.workspace_id = (select app_workspace_id()) and q.batch_id = ${id}::uuid) as credits`.execute(
    db,
  )
  return { ...found, ...rows[0] } as BatchDetail
}

export async function listItems({ db }: QueryContext, { id, status, ...filter }: ItemFilter) {
  let query = db
    .selectFrom('submissionQueue as q')
    .select([
      'q.id',
      'q.directoryId',
      sql<string>`(select d.name from directories d where d.workspace_id = q.workspace_id and d.id = q.directory_id)`.as(
        'directoryName',
      ),
      'q.submissionId',
      'q.status',
      'q.automationMethod as method',
      'q.workerId',
      'q.currentStep',
      'q.progressPercentage',
      'q.attempts',
      'q.retryCount',
      'q.maxRetries',
      'q.scheduledFor',
      'q.nextRetryAt',
      'q.errorCode',
      'q.errorMessage',
      sql<
        string | null
      >`coalesce(q.result_data->>'listingUrl', (select l.listing_url from directory_submissions l where l.workspace_id = q.workspace_id and l.id = q.submission_id))`.as(
        'listingUrl',
      ),
      'q.finishedAt',
      sql<
        Item['action']
      >`(select jsonb_build_object('id', a.id, 'title', a.title, 'status', a.status) from pending_actions a
        where a.workspace_id = q.workspace_id and a.queue_item_id = q.id
          and a.status in ('pending', 'assigned', 'in_progress', 'blocked', 'requires_customer') limit 1)`.as(
        'action',
      ),
      sql<string | null>`(select d.name from submission_queue r
        join directories d on d.workspace_id = r.workspace_id and d.id = r.directory_id
        where r.workspace_id = q.workspace_id and r.batch_id = q.batch_id and r.replaces_item_id = q.id limit 1)`.as(
        'replacedByName',
      ),
    ])
    .where('q.workspaceId', '=', sql<string>`(select app_workspace_id())`)
    .where('q.batchId', '=', id)
  if (status?.length) query = query.where('q.status', 'in', status)
  const rows = await keyset(query, {
    column: 'q.id',
    id: 'q.id',
    kind: 'string',
    direction: 'asc',
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<Item>
}
