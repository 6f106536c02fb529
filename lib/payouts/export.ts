import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { toDecimalString } from '../money'
import { isoDateTime } from '../time'
import { listPayouts } from './queries'
import { type PayoutFilter, type PayoutItem, payoutStatusLabels } from './schema'

/** The list under the same filter, as CSV in the workspace's time zone. */
export async function exportPayouts(
  { db, actor, now }: QueryContext,
  filter: Omit<PayoutFilter, 'cursor' | 'before' | 'limit'>,
): Promise<File> {
  const { timezone, slug } = actor.workspace
  const rows = await readAll((cursor) => listPayouts(db, { ...filter, cursor, limit: 1000 }))
  const at = (value: Date | null) => (value ? isoDateTime(value, timezone) : null)
  return toCsvFile<PayoutItem>(
    `${slug}-payouts.csv`,
    [
      { header: 'Id', value: (row) => row.id },
      { header: 'Partner', value: (row) => row.partnerName },
      { header: 'Amount', value: (row) => toDecimalString(row.amount, row.currency) },
      { header: 'Currency', value: (row) => row.currency },
      { header: 'Commissions', value: (row) => row.items },
      { header: 'Period from', value: (row) => row.periodFrom },
      { header: 'Period to', value: (row) => row.periodTo },
      { header: 'Status', value: (row) => payoutStatusLabels[row.status] },
      { header: 'Reference', value: (row) => row.reference },
      { header: 'Created', value: (row) => at(row.createdAt) },
      { header: 'Approved', value: (row) => at(row.approvedAt) },
      { header: 'Paid', value: (row) => at(row.paidAt) },
    ],
    rows,
    csvNote(filter, timezone, now, rows.length),
  )
}
