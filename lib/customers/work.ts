import { sql } from 'kysely'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { type ListingGroup, listingGroups } from './work-labels'
import type { BatchWork, ListingWork } from './work-schema'

type Paging = { cursor?: string | undefined; before?: string | undefined; limit: number }

/** Batches of a customer, newest first. */
export async function batchesOf(db: Db, customerId: string, page: Paging) {
  const rows = await keyset(
    db
      .selectFrom('batchSubmissions as b')
      .select([
        'b.id',
        'b.batchName',
        'b.status',
        'b.totalItems',
        'b.completedItems',
        'b.failedItems',
        'b.cancelledItems',
        'b.reviewItems',
        'b.progressPercentage',
        'b.scheduledFor',
        'b.finishedAt',
        'b.createdAt',
      ])
      .where('b.customerId', '=', customerId),
    { column: 'b.createdAt', id: 'b.id', kind: 'time', direction: 'desc', ...paging(page) },
  ).execute()
  return toPage(rows, page) as Page<BatchWork>
}

const listingRows = (db: Db, customerId: string) =>
  db
    .selectFrom('directorySubmissions as s')
    .select([
      's.id',
      's.status',
      's.listingUrl',
      's.linkState',
      's.rejectionReason',
      's.submittedAt',
      's.approvedAt',
      's.createdAt',
      sql<string>`(select d.name from directories d where d.id = s.directory_id)`.as(
        'directoryName',
      ),
      sql<string>`(select d.url from directories d where d.id = s.directory_id)`.as('directoryUrl'),
      sql<string>`(select d.category from directories d where d.id = s.directory_id)`.as(
        'category',
      ),
    ])
    .where('s.customerId', '=', customerId)

/** One listing of a customer. */
export async function findListingOf(db: Db, customerId: string, id: string): Promise<ListingWork> {
  const row = await listingRows(db, customerId).where('s.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('listing')
  return row as ListingWork
}

/** Listings of a customer, newest first. */
export async function listingsOf(
  db: Db,
  customerId: string,
  { group, ...page }: Paging & { group?: ListingGroup | undefined },
) {
  let query = listingRows(db, customerId)
  if (group) query = query.where('s.status', 'in', [...listingGroups[group]])
  const rows = await keyset(query, {
    column: 's.createdAt',
    id: 's.id',
    kind: 'time',
    direction: 'desc',
    ...paging(page),
  }).execute()
  return toPage(rows, page) as Page<ListingWork>
}

/** How many listings of a customer are live, on their way and over. */
export async function listingCounts(db: Db, customerId: string) {
  const rows = await db
    .selectFrom('directorySubmissions')
    .select(['status', (eb) => eb.fn.countAll<number>().as('count')])
    .where('customerId', '=', customerId)
    .groupBy('status')
    .execute()
  const of = (group: ListingGroup) =>
    rows
      .filter(({ status }) => (listingGroups[group] as readonly string[]).includes(status))
      .reduce((sum, { count }) => sum + count, 0)
  return { live: of('live'), coming: of('coming'), ended: of('ended') }
}
