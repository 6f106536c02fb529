import { mutedCell, statusCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import {
  automationMethodLabels,
  categoryLabels,
  linkTypeLabels,
  pricingLabels,
} from '@/lib/directories/labels'
import { expectedDays } from '@/lib/directories/rules'
import type { DirectoryItem } from '@/lib/directories/schema'
import { formatMoney } from '@/lib/money'
import { percent } from './words'

const pricingWords = (row: DirectoryItem) =>
  row.priceCents === null
    ? pricingLabels[row.pricing]
    : `${pricingLabels[row.pricing]}, ${formatMoney(row.priceCents, row.priceCurrency ?? '')}`

/** What a directory shows in the list: what it is, and how we have fared there. */
export const directoryColumns: Column<DirectoryItem>[] = [
  { id: 'name', header: 'Directory', fixed: true, sort: 'name', cell: (row) => row.name },
  { id: 'category', header: 'Category', cell: (row) => categoryLabels[row.category] },
  { id: 'country', header: 'Country', cell: (row) => row.country ?? mutedCell('Any') },
  {
    id: 'authority',
    header: 'Authority',
    sort: 'authority',
    firstDescending: true,
    align: 'end',
    cell: (row) => (row.daScore === null ? mutedCell('–') : String(row.daScore)),
  },
  { id: 'links', header: 'Links', hidden: true, cell: (row) => linkTypeLabels[row.linkType] },
  { id: 'pricing', header: 'Pricing', cell: pricingWords },
  { id: 'credits', header: 'Credits', align: 'end', cell: (row) => String(row.credits) },
  { id: 'method', header: 'Method', cell: (row) => automationMethodLabels[row.automationMethod] },
  {
    id: 'submissions',
    header: 'Submissions',
    sort: 'submissions',
    firstDescending: true,
    align: 'end',
    cell: (row) =>
      row.submissionsCount === 0 ? mutedCell('0') : row.submissionsCount.toLocaleString('en-US'),
  },
  {
    id: 'approval',
    header: 'Approval',
    sort: 'approval',
    firstDescending: true,
    align: 'end',
    cell: (row) => `${Math.round(row.expectedApproval / 100)} %`,
  },
  {
    id: 'days',
    header: 'Days',
    align: 'end',
    cell: (row) => expectedDays(row)?.toString() ?? mutedCell('–'),
  },
  {
    id: 'manual',
    header: 'By hand',
    align: 'end',
    hidden: true,
    cell: (row) => percent(row.manualCount, row.submissionsCount) ?? mutedCell('–'),
  },
  {
    id: 'state',
    header: 'State',
    cell: (row) => (row.isActive ? statusCell('success', 'On') : statusCell('neutral', 'Off')),
  },
]
