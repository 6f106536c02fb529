import { moneyCell, mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { type CommissionItem, commissionStatusLabels } from '@/lib/commissions/schema'
import { type LeadItem, leadName, leadStatusLabels } from '@/lib/leads/schema'
import { tierLabels } from '@/lib/partners/schema'
import { type PayoutItem, payoutStatusLabels } from '@/lib/payouts/schema'
import { commissionTones, leadTones, payoutTones } from '../../_components/tones'
import { periodWords } from '../../(console)/payouts/_components/period'

export const leadColumns = (timeZone: string): Column<LeadItem>[] => [
  { id: 'client', header: 'Client', fixed: true, cell: leadName },
  { id: 'contact', header: 'Contact', cell: (row) => row.clientName ?? '' },
  {
    id: 'stage',
    header: 'Stage',
    cell: (row) => statusCell(leadTones[row.status], leadStatusLabels[row.status]),
  },
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
  {
    id: 'since',
    header: 'In stage since',
    align: 'end',
    sort: 'stage',
    firstDescending: true,
    cell: (row) => timeCell(row.stageEnteredAt, timeZone),
  },
  {
    id: 'created',
    header: 'Registered',
    align: 'end',
    sort: 'created',
    firstDescending: true,
    cell: (row) => timeCell(row.createdAt, timeZone),
  },
]

export const commissionColumns = (timeZone: string): Column<CommissionItem>[] => [
  { id: 'client', header: 'Client', fixed: true, cell: (row) => row.leadName },
  {
    id: 'value',
    header: 'Project value',
    align: 'end',
    cell: (row) => moneyCell(row.projectValue, row.currency),
  },
  {
    id: 'rate',
    header: 'Rate',
    align: 'end',
    cell: (row) => `${Number(row.commissionRate)} %`,
  },
  { id: 'tier', header: 'Tier then', hidden: true, cell: (row) => tierLabels[row.tierAtSale] },
  {
    id: 'amount',
    header: 'Commission',
    align: 'end',
    sort: 'amount',
    firstDescending: true,
    cell: (row) => moneyCell(row.commissionAmount, row.currency),
  },
  {
    id: 'status',
    header: 'Status',
    cell: (row) => statusCell(commissionTones[row.status], commissionStatusLabels[row.status]),
  },
  {
    id: 'earned',
    header: 'Earned',
    align: 'end',
    sort: 'earned',
    firstDescending: true,
    cell: (row) => timeCell(row.earnedAt, timeZone),
  },
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
