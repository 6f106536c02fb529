import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { toDecimalString } from '../money'
import { isoDateTime } from '../time'
import { listEntries } from './queries'
import { accountLabels, type EntryFilter, type EntryItem, transactionLabels } from './schema'

/** The entries under the same filter, as CSV in the workspace's time zone. */
export async function exportEntries(
  { db, actor, now }: QueryContext,
  filter: Omit<EntryFilter, 'cursor' | 'before' | 'limit'>,
): Promise<File> {
  const { timezone, slug } = actor.workspace
  const rows = await readAll((cursor) => listEntries(db, { ...filter, cursor, limit: 1000 }))
  return toCsvFile<EntryItem>(
    `${slug}-ledger.csv`,
    [
      { header: 'Id', value: (row) => row.id },
      { header: 'Transaction', value: (row) => row.transactionId },
      { header: 'Time', value: (row) => isoDateTime(row.occurredAt, timezone) },
      { header: 'What happened', value: (row) => transactionLabels[row.kind] },
      { header: 'Account', value: (row) => accountLabels[row.account] },
      { header: 'Partner', value: (row) => row.partnerName },
      { header: 'Amount', value: (row) => toDecimalString(row.amount, row.currency) },
      { header: 'Currency', value: (row) => row.currency },
      { header: 'About', value: (row) => row.about },
      { header: 'Commission', value: (row) => row.commissionId },
      { header: 'Payout', value: (row) => row.payoutId },
      { header: 'Reason', value: (row) => row.reason },
      { header: 'By', value: (row) => row.actorName },
    ],
    rows,
    csvNote(filter, timezone, now, rows.length),
  )
}
