import { mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { executionStatusLabels, formatLabels, periodLabels } from '@/lib/reports/labels'
import type { Report } from '@/lib/reports/schema'
import { executionTones } from './tones'

const nextCell = (row: Report, timeZone: string) => {
  if (!row.schedule) return mutedCell('On demand')
  if (!row.active) return mutedCell('Paused')
  return row.nextRunAt ? timeCell(row.nextRunAt, timeZone, 'dateTime') : mutedCell('–')
}

/** What a report shows in the list. */
export const reportColumns = (timeZone: string): Column<Report>[] => [
  { id: 'name', header: 'Report', fixed: true, cell: (row) => row.name },
  {
    id: 'period',
    header: 'Period',
    cell: (row) =>
      typeof row.period === 'string'
        ? periodLabels[row.period]
        : `${row.period.from} to ${row.period.to}`,
  },
  { id: 'format', header: 'Format', cell: (row) => formatLabels[row.format] },
  {
    id: 'last',
    header: 'Last result',
    cell: (row) =>
      row.last
        ? statusCell(executionTones[row.last.status], executionStatusLabels[row.last.status])
        : mutedCell('Never made'),
  },
  {
    id: 'made',
    header: 'Last made',
    align: 'end',
    cell: (row) => (row.last ? timeCell(row.last.queuedAt, timeZone, 'dateTime') : mutedCell('–')),
  },
  { id: 'next', header: 'Next run', align: 'end', cell: (row) => nextCell(row, timeZone) },
  {
    id: 'recipients',
    header: 'Recipients',
    align: 'end',
    cell: (row) => (row.recipients.length > 0 ? String(row.recipients.length) : mutedCell('None')),
  },
  { id: 'by', header: 'By', hidden: true, cell: (row) => row.createdByName },
]
