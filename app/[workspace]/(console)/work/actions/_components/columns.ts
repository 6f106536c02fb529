import { mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { actionStatusLabels, actionTypeLabels } from '@/lib/actions/labels'
import { priorityLabels } from '@/lib/routing/labels'
import type { WorkItem } from '@/lib/routing/schema'
import { dueWords } from '../../_components/due-chip'
import { actionTones } from '../../_components/tones'

export const workColumns = (timeZone: string, now: Date): Column<WorkItem>[] => [
  { id: 'task', header: 'Task', fixed: true, cell: (row) => row.title },
  {
    id: 'due',
    header: 'Due',
    sort: 'rank',
    cell: (row) => {
      const [tone, words] = dueWords(row, now)
      return row.deadlineAt ? statusCell(tone, words) : mutedCell(words)
    },
  },
  { id: 'type', header: 'Type', cell: (row) => actionTypeLabels[row.type] },
  { id: 'customer', header: 'Customer', cell: (row) => row.customerName },
  { id: 'directory', header: 'Directory', hidden: true, cell: (row) => row.directoryName ?? '' },
  {
    id: 'status',
    header: 'Status',
    cell: (row) => statusCell(actionTones[row.status], actionStatusLabels[row.status]),
  },
  { id: 'held', header: 'With', cell: (row) => row.heldByName ?? mutedCell('Nobody') },
  { id: 'priority', header: 'Priority', cell: (row) => priorityLabels[row.priority] ?? '' },
  {
    id: 'opened',
    header: 'Opened',
    align: 'end',
    sort: 'created',
    firstDescending: true,
    cell: (row) => timeCell(row.createdAt, timeZone, 'dateTime'),
  },
]
