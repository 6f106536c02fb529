import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { toDecimalString } from '../money'
import { isoDateTime } from '../time'
import { listPartners } from './queries'
import { type PartnerFilter, type PartnerItem, partnerStatusLabels, tierLabels } from './schema'

/** The list under the same filter, as CSV in the workspace's time zone. */
export async function exportPartners(
  { db, actor, now }: QueryContext,
  filter: Omit<PartnerFilter, 'cursor' | 'before' | 'limit'>,
): Promise<File> {
  const { timezone, slug } = actor.workspace
  const rows = await readAll((cursor) => listPartners(db, { ...filter, cursor, limit: 1000 }))
  return toCsvFile<PartnerItem>(
    `${slug}-partners.csv`,
    [
      { header: 'Id', value: (row) => row.id },
      { header: 'Name', value: (row) => row.name },
      { header: 'E-mail', value: (row) => row.email },
      { header: 'Company', value: (row) => row.company },
      { header: 'Code', value: (row) => row.trackingCode },
      { header: 'Status', value: (row) => partnerStatusLabels[row.status] },
      { header: 'Tier', value: (row) => tierLabels[row.tier] },
      { header: 'Won deals', value: (row) => row.totalDeals },
      { header: 'Earned', value: (row) => toDecimalString(row.totalEarnings, row.currency) },
      { header: 'Currency', value: (row) => row.currency },
      { header: 'Rates missing', value: (row) => (row.earningsComplete ? 'No' : 'Yes') },
      { header: 'Joined', value: (row) => isoDateTime(row.createdAt, timezone) },
    ],
    rows,
    csvNote(filter, timezone, now, rows.length),
  )
}
