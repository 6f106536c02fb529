import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { isoDateTime } from '../time'
import { linkStateLabels, listingStatusLabels } from './labels'
import { listListings } from './queries'
import type { ListingFilter, ListingItem } from './schema'

/** The list under the same filter, as CSV in the workspace's time zone. */
export async function exportListings(
  { db, actor, now }: QueryContext,
  filter: Omit<ListingFilter, 'cursor' | 'before' | 'limit'>,
): Promise<File> {
  const { timezone, slug } = actor.workspace
  const time = (at: Date | null) => at && isoDateTime(at, timezone)
  const rows = await readAll((cursor) => listListings(db, { ...filter, cursor, limit: 1000 }, now))
  return toCsvFile<ListingItem>(
    `${slug}-listings.csv`,
    [
      { header: 'Reference', value: (row) => row.referenceId },
      { header: 'Customer', value: (row) => row.customerName },
      { header: 'Directory', value: (row) => row.directoryName },
      { header: 'Status', value: (row) => listingStatusLabels[row.status] },
      { header: 'Listing URL', value: (row) => row.listingUrl },
      { header: 'Link', value: (row) => row.linkState && linkStateLabels[row.linkState] },
      { header: 'Submitted', value: (row) => time(row.submittedAt) },
      { header: 'Live since', value: (row) => time(row.approvedAt) },
      { header: 'Checked', value: (row) => time(row.lastCheckedAt) },
      { header: 'Expires', value: (row) => time(row.expiresAt) },
      { header: 'Created', value: (row) => time(row.createdAt) },
    ],
    rows,
    csvNote(filter, timezone, now, rows.length),
  )
}
