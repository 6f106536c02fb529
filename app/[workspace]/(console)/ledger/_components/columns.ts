import { moneyCell, mutedCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { accountLabels, type EntryItem, transactionLabels } from '@/lib/ledger/schema'

/** What a ledger entry shows in the list. */
export const entryColumns = (timeZone: string): Column<EntryItem>[] => [
  { id: 'kind', header: 'What happened', fixed: true, cell: (row) => transactionLabels[row.kind] },
  { id: 'partner', header: 'Partner', cell: (row) => row.partnerName },
  { id: 'about', header: 'About', cell: (row) => mutedCell(row.about ?? 'Payout') },
  { id: 'account', header: 'Account', cell: (row) => accountLabels[row.account] },
  {
    id: 'amount',
    header: 'Amount',
    align: 'end',
    cell: (row) => moneyCell(row.amount, row.currency),
  },
  { id: 'reason', header: 'Reason', hidden: true, cell: (row) => mutedCell(row.reason ?? '') },
  { id: 'by', header: 'By', hidden: true, cell: (row) => mutedCell(row.actorName ?? '') },
  {
    id: 'occurred',
    header: 'When',
    sort: 'occurred',
    firstDescending: true,
    align: 'end',
    cell: (row) => timeCell(row.occurredAt, timeZone, 'dateTime'),
  },
]
