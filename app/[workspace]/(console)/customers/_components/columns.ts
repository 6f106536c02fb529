import { statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { subscriptionStatusLabels, subscriptionTierLabels } from '@/lib/customers/labels'
import { creditsLeft } from '@/lib/customers/rules'
import type { CustomerItem } from '@/lib/customers/schema'
import { subscriptionTones } from '../../../_components/customers/tones'

export const customerColumns = (timeZone: string): Column<CustomerItem>[] => [
  { id: 'company', header: 'Company', fixed: true, sort: 'name', cell: (row) => row.companyName },
  { id: 'contact', header: 'Contact', cell: (row) => row.fullName },
  { id: 'email', header: 'E-mail', hidden: true, cell: (row) => row.email },
  { id: 'tier', header: 'Tier', cell: (row) => subscriptionTierLabels[row.subscriptionTier] },
  {
    id: 'status',
    header: 'Subscription',
    cell: (row) =>
      row.archivedAt
        ? statusCell('neutral', 'Archived')
        : statusCell(
            subscriptionTones[row.subscriptionStatus],
            subscriptionStatusLabels[row.subscriptionStatus],
          ),
  },
  {
    id: 'credits',
    header: 'Credits left',
    align: 'end',
    cell: (row) =>
      `${creditsLeft(row).toLocaleString('en-US')} of ${(row.creditsLimit + row.creditsGranted).toLocaleString('en-US')}`,
  },
  {
    id: 'profile',
    header: 'Profile',
    sort: 'completeness',
    align: 'end',
    cell: (row) => `${row.completeness} %`,
  },
  {
    id: 'period',
    header: 'Period ends',
    sort: 'period',
    align: 'end',
    cell: (row) => timeCell(row.billingPeriodEnd, timeZone),
  },
  {
    id: 'created',
    header: 'Since',
    sort: 'created',
    firstDescending: true,
    align: 'end',
    cell: (row) => timeCell(row.createdAt, timeZone),
  },
]
