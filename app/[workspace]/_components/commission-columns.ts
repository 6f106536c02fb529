import { moneyCell, mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import {
  type CommissionItem,
  commissionKindLabels,
  commissionStatusLabels,
} from '@/lib/commissions/schema'
import { tierLabels } from '@/lib/partners/labels'
import { commissionTones } from './tones'

/** What a commission shows in a list. */
export const commissionColumns = (timeZone: string): Column<CommissionItem>[] => [
  { id: 'client', header: 'Client', fixed: true, cell: (row) => row.leadName },
  { id: 'partner', header: 'Partner', cell: (row) => row.partnerName },
  { id: 'kind', header: 'Kind', cell: (row) => mutedCell(commissionKindLabels[row.kind]) },
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
    cell: (row) =>
      row.kind === 'bonus' && Number(row.commissionRate) === 0
        ? mutedCell('Fixed')
        : `${Number(row.commissionRate)} %`,
  },
  {
    id: 'amount',
    header: 'Commission',
    align: 'end',
    sort: 'amount',
    firstDescending: true,
    cell: (row) => moneyCell(row.commissionAmount, row.currency),
  },
  { id: 'tier', header: 'Tier then', hidden: true, cell: (row) => tierLabels[row.tierAtSale] },
  {
    id: 'status',
    header: 'Status',
    cell: (row) => statusCell(commissionTones[row.status], commissionStatusLabels[row.status]),
  },
  {
    id: 'origin',
    header: 'Origin',
    hidden: true,
    cell: (row) => (row.origin === 'import' ? 'Imported' : 'Sale'),
  },
  {
    id: 'earned',
    header: 'Earned',
    sort: 'earned',
    firstDescending: true,
    align: 'end',
    cell: (row) => timeCell(row.earnedAt, timeZone),
  },
]

/** The same for a partner, who is the only one there. */
export const ownCommissionColumns = (timeZone: string) =>
  commissionColumns(timeZone).filter(({ id }) => id !== 'partner' && id !== 'origin')
