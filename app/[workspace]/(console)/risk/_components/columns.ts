import { statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { formatMoney } from '@/lib/money'
import { type Flag, flagKindLabels, flagStatusLabels } from '@/lib/risk/schema'
import { flagTones } from '../../../_components/tones'

export const heldWords = (held: Flag['held']) =>
  held.map(({ amount, currency }) => formatMoney(amount, currency)).join(' and ')

/** The status says nothing in a list of open ones. */
export const flagColumns = (timeZone: string, allOpen: boolean): Column<Flag>[] => [
  { id: 'kind', header: 'Flag', fixed: true, cell: (row) => flagKindLabels[row.kind] },
  { id: 'partner', header: 'Partner', cell: (row) => row.partnerName },
  { id: 'lead', header: 'Client', cell: (row) => row.leadName ?? '' },
  { id: 'evidence', header: 'What was found', cell: (row) => row.sentence },
  { id: 'held', header: 'Money held', align: 'end', cell: (row) => heldWords(row.held) },
  {
    id: 'status',
    header: 'Status',
    hidden: allOpen,
    cell: (row) => statusCell(flagTones[row.status], flagStatusLabels[row.status]),
  },
  {
    id: 'raised',
    header: 'Raised',
    align: 'end',
    sort: 'raised',
    cell: (row) => timeCell(row.raisedAt, timeZone),
  },
]
