import { moneyCell, mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import type { LeadItem } from '@/lib/leads/schema'
import { type PayoutItem, payoutStatusLabels } from '@/lib/payouts/schema'
import {
  clientColumn,
  contactColumn,
  stageColumn,
  timeColumns,
} from '../../_components/lead-columns'
import { payoutTones } from '../../_components/tones'
import { periodWords } from '../../(console)/payouts/_components/period'

export const leadColumns = (timeZone: string): Column<LeadItem>[] => [
  clientColumn,
  contactColumn,
  stageColumn,
  {
    id: 'value',
    header: 'Value',
    align: 'end',
    sort: 'value',
    firstDescending: true,
    cell: (row) => {
      const value = row.projectValue ?? row.estimatedValue
      return value === 0 ? mutedCell('–') : moneyCell(value, row.currency)
    },
  },
  ...timeColumns(timeZone),
]

export const payoutColumns = (timeZone: string): Column<PayoutItem>[] => [
  {
    id: 'amount',
    header: 'Amount',
    fixed: true,
    cell: (row) => moneyCell(row.amount, row.currency),
  },
  {
    id: 'status',
    header: 'Status',
    cell: (row) => statusCell(payoutTones[row.status], payoutStatusLabels[row.status]),
  },
  { id: 'period', header: 'Period', cell: (row) => periodWords(row.periodFrom, row.periodTo) },
  { id: 'items', header: 'Commissions', align: 'end', cell: (row) => String(row.items) },
  { id: 'reference', header: 'Reference', cell: (row) => row.reference ?? '' },
  {
    id: 'paid',
    header: 'Sent',
    align: 'end',
    cell: (row) => (row.paidAt ? timeCell(row.paidAt, timeZone) : ''),
  },
]
