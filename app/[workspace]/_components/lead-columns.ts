import { statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { type LeadItem, leadName, leadStatusLabels } from '@/lib/leads/schema'
import { leadTones } from './tones'

/** The columns of leads that console and portal have in common. */

export const clientColumn: Column<LeadItem> = {
  id: 'client',
  header: 'Client',
  fixed: true,
  cell: leadName,
}

export const contactColumn: Column<LeadItem> = {
  id: 'contact',
  header: 'Contact',
  cell: (row) => (row.clientName && row.clientName !== leadName(row) ? row.clientName : ''),
}

export const stageColumn: Column<LeadItem> = {
  id: 'stage',
  header: 'Stage',
  cell: (row) => statusCell(leadTones[row.status], leadStatusLabels[row.status]),
}

export const timeColumns = (timeZone: string): Column<LeadItem>[] => [
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
