import { moneyCell, mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { type LeadItem, leadName, leadStatusLabels } from '@/lib/leads/schema'
import { leadTones } from '../../../_components/tones'

/** What a lead shows in a list of the console. */
export const leadColumns = (timeZone: string): Column<LeadItem>[] => [
  { id: 'client', header: 'Client', fixed: true, cell: leadName },
  {
    id: 'contact',
    header: 'Contact',
    cell: (row) => (row.clientName && row.clientName !== leadName(row) ? row.clientName : ''),
  },
  { id: 'email', header: 'E-mail', hidden: true, cell: (row) => row.clientEmail ?? '' },
  { id: 'partner', header: 'Partner', cell: (row) => row.partnerName },
  {
    id: 'stage',
    header: 'Stage',
    cell: (row) => statusCell(leadTones[row.status], leadStatusLabels[row.status]),
  },
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
