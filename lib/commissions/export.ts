import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { toDecimalString } from '../money'
import { tierLabels } from '../partners/schema'
import { isoDateTime } from '../time'
import { listCommissions } from './queries'
import {
  type CommissionFilter,
  type CommissionItem,
  commissionKindLabels,
  commissionStatusLabels,
} from './schema'

/** The list under the same filter, as CSV in the workspace's time zone. */
export async function exportCommissions(
  { db, actor, now }: QueryContext,
  filter: Omit<CommissionFilter, 'cursor' | 'before' | 'limit'>,
): Promise<File> {
  const { timezone, slug } = actor.workspace
  const rows = await readAll((cursor) => listCommissions(db, { ...filter, cursor, limit: 1000 }))
  const at = (value: Date | null) => (value ? isoDateTime(value, timezone) : null)
  return toCsvFile<CommissionItem>(
    `${slug}-commissions.csv`,
    [
      { header: 'Id', value: (row) => row.id },
      { header: 'Partner', value: (row) => row.partnerName },
      { header: 'Client', value: (row) => row.leadName },
      { header: 'Kind', value: (row) => commissionKindLabels[row.kind] },
      { header: 'Project value', value: (row) => toDecimalString(row.projectValue, row.currency) },
      { header: 'Rate in percent', value: (row) => row.commissionRate },
      { header: 'Commission', value: (row) => toDecimalString(row.commissionAmount, row.currency) },
      { header: 'Currency', value: (row) => row.currency },
      { header: 'Tier at sale', value: (row) => tierLabels[row.tierAtSale] },
      { header: 'Status', value: (row) => commissionStatusLabels[row.status] },
      { header: 'Origin', value: (row) => row.origin },
      { header: 'Reason', value: (row) => row.reason },
      { header: 'Earned', value: (row) => at(row.earnedAt) },
      { header: 'Approved', value: (row) => at(row.approvedAt) },
      { header: 'Paid', value: (row) => at(row.paidAt) },
    ],
    rows,
    csvNote(filter, timezone, now, rows.length),
  )
}
