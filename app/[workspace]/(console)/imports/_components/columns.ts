import { mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { kindLabels } from '@/lib/imports/kinds'
import { type ImportItem, importStatusLabels } from '@/lib/imports/schema'
import { count, importTones } from './tones'

const number = (value: number) => (value === 0 ? mutedCell('0') : count(value))

/** What an import shows in the list. */
export const importColumns = (timeZone: string): Column<ImportItem>[] => [
  { id: 'file', header: 'File', fixed: true, cell: (row) => row.fileName },
  { id: 'kind', header: 'Holds', cell: (row) => kindLabels[row.kind] },
  { id: 'source', header: 'Source', cell: (row) => row.source },
  {
    id: 'status',
    header: 'Status',
    cell: (row) => statusCell(importTones[row.status], importStatusLabels[row.status]),
  },
  { id: 'rows', header: 'Rows', align: 'end', cell: (row) => count(row.totalRows) },
  { id: 'imported', header: 'Imported', align: 'end', cell: (row) => number(row.importedRows) },
  { id: 'rejected', header: 'Rejected', align: 'end', cell: (row) => number(row.rejectedRows) },
  {
    id: 'duplicates',
    header: 'Duplicates',
    align: 'end',
    cell: (row) => number(row.duplicateRows),
  },
  { id: 'by', header: 'By', cell: (row) => row.createdByName },
  {
    id: 'created',
    header: 'Uploaded',
    align: 'end',
    cell: (row) => timeCell(row.createdAt, timeZone, 'dateTime'),
  },
]
