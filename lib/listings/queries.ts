import { type RawBuilder, sql } from 'kysely'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { DAY_MS } from '../time'
import type { Check, Listing, ListingFilter, ListingItem, ListingSelection } from './schema'

/** A count stops here: an exact one of a million rows costs more than the page. */
const countCap = 1_000

const dueBy = (due: ListingSelection['due'], now: Date): RawBuilder<boolean> | undefined => {
  const soon = new Date(now.getTime() + 30 * DAY_MS)
  if (due === 'expiring') return sql`s.status = 'approved' and s.expires_at <= ${soon}::timestamptz`
  if (due === 'follow_up') return sql`s.follow_up_at <= ${now}::timestamptz`
  if (due === 'maintenance') return sql`s.maintenance_at <= ${now}::timestamptz`
  return undefined
}

function matching(selection: ListingSelection, now: Date): RawBuilder<boolean> {
  const { status, linkState, customerId, directoryId, search } = selection
  const all = [sql`true`]
  if (status?.length === 1) all.push(sql`s.status = ${status[0]}`)
  else if (status?.length) all.push(sql`s.status = any (${status}::text[])`)
  if (linkState?.length) all.push(sql`s.link_state = any (${linkState}::text[])`)
  if (customerId) all.push(sql`s.customer_id = ${customerId}::uuid`)
  if (directoryId) all.push(sql`s.directory_id = ${directoryId}::uuid`)
  const due = dueBy(selection.due, now)
  if (due) all.push(due)
  // An array, so that the few ids found are looked up instead of joined to every listing.
  if (search?.trim()) all.push(sql`s.id = any (array(select search_listings(${search})))`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

const items = (db: Db) =>
  db
    .selectFrom('directorySubmissions as s')
    .select([
      's.id',
      's.customerId',
      sql<string>`(select c.company_name from customers c where c.workspace_id = s.workspace_id and c.id = s.customer_id)`.as(
        'customerName',
      ),
      's.directoryId',
      sql<string>`(select d.name from directories d where d.workspace_id = s.workspace_id and d.id = s.directory_id)`.as(
        'directoryName',
      ),
      's.status',
      's.listingUrl',
      's.linkState',
      's.internalReferenceId as referenceId',
      sql<number>`(select count(*) from proofs p where p.workspace_id = s.workspace_id and p.submission_id = s.id and p.stored_at is not null)`.as(
        'proofs',
      ),
      's.submittedAt',
      's.approvedAt',
      's.lastCheckedAt',
      's.expiresAt',
      's.statusChangedAt',
      's.createdAt',
    ])

export async function listListings(db: Db, filter: ListingFilter, now: Date) {
  const rows = await keyset(items(db).where(matching(filter, now)), {
    column: 's.createdAt',
    id: 's.id',
    kind: 'time',
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<ListingItem>
}

export async function countListings(db: Db, selection: ListingSelection, now: Date) {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from directory_submissions s where ${matching(selection, now)} limit ${countCap + 1}) found`.execute(
    db,
  )
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, countCap), capped: count > countCap }
}

export async function findListing(db: Db, id: string): Promise<Listing> {
  const row = await items(db)
    .select([
      's.backlinkUrl',
      's.searchRank',
      's.impressions',
      's.clicks',
      's.trafficEstimate',
      's.leadEstimate',
      's.figuresAt',
      's.externalReference',
      's.automationMethod',
      's.manual',
      sql<string | null>`(select c.business_data->>'website' from customers c
        where c.workspace_id = s.workspace_id and c.id = s.customer_id)`.as('website'),
      's.rejectedAt',
      's.endedAt',
      's.rejectionReason',
      's.rejectionCategory',
      's.revisionNotes',
      's.checkFailures',
      's.nextCheckAt',
      's.costCents',
      's.costCurrency',
      's.creditsConsumed',
      's.followUpAt',
      's.maintenanceAt',
    ])
    .where('s.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('listing')
  return row as Listing
}

/** The latest looks at a listing, newest first. */
export const checksOf = async (db: Db, id: string, limit = 20): Promise<Check[]> =>
  (await db
    .selectFrom('listingChecks')
    .select(['id', 'outcome', 'httpStatus', 'pageUrl', 'linkUrl', 'linkRel', 'detail', 'checkedAt'])
    .where('submissionId', '=', id)
    .orderBy('checkedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()) as Check[]
