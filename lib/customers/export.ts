import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { isoDateTime } from '../time'
import { ownCustomerId } from './area'
import { subscriptionStatusLabels, subscriptionTierLabels } from './labels'
import { listCustomers } from './queries'
import { creditsLeft } from './rules'
import type { CustomerFilter, CustomerItem } from './schema'
import { linkStateWords, listingGroupWords, listingStateWords } from './words'
import { listingsOf } from './work'
import type { ListingGroup } from './work-labels'
import type { ListingWork } from './work-schema'

/** The list under the same filter, as CSV in the workspace's time zone. */
export async function exportCustomers(
  { db, actor, now }: QueryContext,
  filter: Omit<CustomerFilter, 'cursor' | 'before' | 'limit'>,
): Promise<File> {
  const { timezone, slug } = actor.workspace
  const rows = await readAll((cursor) => listCustomers(db, { ...filter, cursor, limit: 1000 }))
  return toCsvFile<CustomerItem>(
    `${slug}-customers.csv`,
    [
      { header: 'Id', value: (row) => row.id },
      { header: 'Company', value: (row) => row.companyName },
      { header: 'Contact', value: (row) => row.fullName },
      { header: 'E-mail', value: (row) => row.email },
      { header: 'Tier', value: (row) => subscriptionTierLabels[row.subscriptionTier] },
      { header: 'Subscription', value: (row) => subscriptionStatusLabels[row.subscriptionStatus] },
      { header: 'Profile %', value: (row) => row.completeness },
      { header: 'Credits used', value: (row) => row.currentPeriodUsage },
      { header: 'Credits reserved', value: (row) => row.creditsReserved },
      { header: 'Credits left', value: (row) => creditsLeft(row) },
      { header: 'Period ends', value: (row) => isoDateTime(row.billingPeriodEnd, timezone) },
      { header: 'Archived', value: (row) => (row.archivedAt ? 'Yes' : 'No') },
      { header: 'Since', value: (row) => isoDateTime(row.createdAt, timezone) },
    ],
    rows,
    csvNote(filter, timezone, now, rows.length),
  )
}

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
