import { statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { formatMoney } from '@/lib/money'
import { type PartnerItem, partnerStatusLabels, tierLabels } from '@/lib/partners/schema'
import { partnerTones } from '../../../_components/tones'

/** What a partner shows in a list of the console. */
export const partnerColumns = (timeZone: string): Column<PartnerItem>[] => [
  { id: 'name', header: 'Name', fixed: true, sort: 'name', cell: (row) => row.name },
  { id: 'company', header: 'Company', cell: (row) => row.company ?? '' },
  { id: 'email', header: 'E-mail', hidden: true, cell: (row) => row.email ?? '' },
  { id: 'code', header: 'Code', hidden: true, cell: (row) => row.trackingCode },
  {
    id: 'tier',
    header: 'Tier',
    cell: (row) => `${tierLabels[row.tier]}${row.tierLocked ? ', locked' : ''}`,
  },
  {
    id: 'deals',
    header: 'Won deals',
    sort: 'deals',
    firstDescending: true,
    align: 'end',
    cell: (row) => String(row.totalDeals),
  },
  {
    id: 'earnings',
    header: 'Earned',
    sort: 'earnings',
    firstDescending: true,
    align: 'end',
    // What has no rate is not in it.
    cell: (row) =>
      `${formatMoney(row.totalEarnings, row.currency)}${row.earningsComplete ? '' : ' + other currencies'}`,
  },
  {
    id: 'status',
    header: 'Status',
    cell: (row) => statusCell(partnerTones[row.status], partnerStatusLabels[row.status]),
  },
  {
    id: 'created',
    header: 'Joined',
    sort: 'created',
    firstDescending: true,
    align: 'end',
    cell: (row) => timeCell(row.createdAt, timeZone),
  },
]
