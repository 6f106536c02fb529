import type { QueryContext } from '../api/context'
import { csvNote, csvRowLimit, toCsvFile } from '../api/csv'
import {
  type AccountKind,
  accountLabels,
  type TransactionKind,
  transactionLabels,
} from '../ledger/schema'
import { toDecimalString } from '../money'
import { isoDate } from '../time'
import { type Booking, listBookings } from './queries'

/** What left an account and entered another, a row per booking, for whoever keeps the accounts. */
export async function exportJournal(
  { db, actor, now }: QueryContext,
  period: { from: string; to: string },
): Promise<File> {
  const { timezone, slug } = actor.workspace
  const rows = await listBookings(db, period, csvRowLimit)
  return toCsvFile<Booking>(
    `${slug}-journal-${period.from}-${period.to}.csv`,
    [
      { header: 'Document', value: (row) => row.id },
      { header: 'Date', value: (row) => isoDate(row.occurredAt, timezone) },
      { header: 'Debit', value: (row) => accountLabels[row.debit as AccountKind] },
      { header: 'Credit', value: (row) => accountLabels[row.credit as AccountKind] },
      { header: 'Amount', value: (row) => toDecimalString(row.amount, row.currency) },
      { header: 'Currency', value: (row) => row.currency },
      { header: 'What happened', value: (row) => transactionLabels[row.kind as TransactionKind] },
      { header: 'Partner', value: (row) => row.partnerName },
      { header: 'Partner code', value: (row) => row.partnerCode },
      { header: 'About', value: (row) => row.about },
      { header: 'Commission', value: (row) => row.commissionId },
      { header: 'Payout', value: (row) => row.payoutId },
    ],
    rows,
    csvNote(period, timezone, now, rows.length),
  )
}
