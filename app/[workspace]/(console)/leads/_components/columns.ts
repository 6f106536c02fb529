import { moneyCell, mutedCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import type { LeadItem } from '@/lib/leads/schema'
import {
  clientColumn,
  contactColumn,
  stageColumn,
  timeColumns,
} from '../../../_components/lead-columns'

/** What a lead shows in a list of the console. */
export const leadColumns = (timeZone: string): Column<LeadItem>[] => [
  clientColumn,
  contactColumn,
  { id: 'email', header: 'E-mail', hidden: true, cell: (row) => row.clientEmail ?? '' },
  { id: 'partner', header: 'Partner', cell: (row) => row.partnerName },
  stageColumn,
  {
    id: 'value',
    header: 'Estimated value',
    align: 'end',
    sort: 'value',
    firstDescending: true,
    cell: (row) =>
      row.estimatedValue === 0 ? mutedCell('–') : moneyCell(row.estimatedValue, row.currency),
  },
  {
    id: 'final',
    header: 'Final value',
    align: 'end',
    hidden: true,
    cell: (row) => (row.projectValue === null ? '' : moneyCell(row.projectValue, row.currency)),
  },
  { id: 'source', header: 'Source', hidden: true, cell: (row) => row.source },
  ...timeColumns(timeZone),
]
