import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { isoDateTime } from '../time'
import { subscriptionStatusLabels, subscriptionTierLabels } from './labels'
import { listCustomers } from './queries'
import { creditsLeft } from './rules'
import type { CustomerFilter, CustomerItem } from './schema'

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
