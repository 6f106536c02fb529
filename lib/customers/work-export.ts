import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { isoDateTime } from '../time'
import { ownCustomerId } from './area'
import { linkStateWords, listingGroupWords, listingStateWords } from './words'
import { listingsOf } from './work'
import type { ListingGroup } from './work-labels'
import type { ListingWork } from './work-schema'

/** The customer's own listings, as CSV in the words of their area. */
export async function exportOwnListings(
  ctx: QueryContext,
  { group }: { group?: ListingGroup | undefined },
) {
  const { timezone, slug } = ctx.actor.workspace
  const id = ownCustomerId(ctx)
  const time = (at: Date | null) => at && isoDateTime(at, timezone)
  const rows = await readAll((cursor) => listingsOf(ctx.db, id, { group, cursor, limit: 1000 }))
  return toCsvFile<ListingWork>(
    `${slug}-listings.csv`,
    [
      { header: 'Directory', value: (row) => row.directoryName },
      { header: 'Address of the directory', value: (row) => row.directoryUrl },
      { header: 'State', value: (row) => listingStateWords[row.status] },
      { header: 'Listing', value: (row) => row.listingUrl },
      {
        header: 'Link',
        value: (row) =>
          row.linkState &&
          (linkStateWords[row.linkState as keyof typeof linkStateWords] ?? row.linkState),
      },
      { header: 'Why rejected', value: (row) => row.rejectionReason },
      { header: 'Submitted', value: (row) => time(row.submittedAt) },
      { header: 'Live since', value: (row) => time(row.approvedAt) },
    ],
    rows,
    csvNote({ show: group && listingGroupWords[group] }, timezone, ctx.now, rows.length),
  )
}
