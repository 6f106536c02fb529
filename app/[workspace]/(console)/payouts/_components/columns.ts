import { moneyCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { type PayoutItem, payoutStatusLabels } from '@/lib/payouts/schema'
import { payoutTones } from '../../../_components/tones'
import { periodWords } from './period'

/** What a payout shows in a list of the console. */
export const payoutColumns = (timeZone: string): Column<PayoutItem>[] => [
  { id: 'partner', header: 'Partner', fixed: true, cell: (row) => row.partnerName },
  { id: 'period', header: 'Period', cell: (row) => periodWords(row.periodFrom, row.periodTo) },
  { id: 'items', header: 'Commissions', align: 'end', cell: (row) => String(row.items) },
  {
    id: 'amount',
    header: 'Amount',
    align: 'end',
    cell: (row) => moneyCell(row.amount, row.currency),
  },
  {
    id: 'status',
    header: 'Status',
    cell: (row) => statusCell(payoutTones[row.status], payoutStatusLabels[row.status]),
  },
  { id: 'reference', header: 'Reference', cell: (row) => row.reference ?? '' },
  {
    id: 'created',
    header: 'Created',
    sort: 'created',
    firstDescending: true,
    align: 'end',
    cell: (row) => timeCell(row.createdAt, timeZone),
  },
]
