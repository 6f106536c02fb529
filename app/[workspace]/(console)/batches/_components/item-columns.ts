import { mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import type { Item } from '@/lib/batches/schema'
import { failureLabels, itemStatusLabels, methodLabels } from '@/lib/queue/labels'
import { itemTones } from './tones'

/** What stands in a row about how it went. */
export function outcome(item: Item): string {
  if (item.replacedByName) return `Replaced by ${item.replacedByName}`
  if (item.action) return item.action.title
  if (item.status === 'processing') return item.currentStep ?? ''
  const code = item.errorCode ? failureLabels[item.errorCode] : null
  return [code, item.errorMessage].filter(Boolean).join(': ')
}

/** What a submission shows in the list of its batch. */
export const itemColumns = (timeZone: string): Column<Item>[] => [
  { id: 'directory', header: 'Directory', fixed: true, cell: (row) => row.directoryName },
  {
    id: 'status',
    header: 'Status',
    cell: (row) => statusCell(itemTones[row.status], itemStatusLabels[row.status]),
  },
  { id: 'outcome', header: 'What happened', cell: (row) => outcome(row) || mutedCell('–') },
  { id: 'method', header: 'Method', cell: (row) => methodLabels[row.method] },
  { id: 'attempts', header: 'Attempts', align: 'end', cell: (row) => String(row.attempts) },
  {
    id: 'finished',
    header: 'Finished',
    align: 'end',
    cell: (row) =>
      row.finishedAt ? timeCell(row.finishedAt, timeZone, 'dateTime') : mutedCell('–'),
  },
]
