import { mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { actionTypeLabels } from '@/lib/actions/labels'
import { reviewStatusLabels } from '@/lib/quality/labels'
import type { ReviewItem } from '@/lib/quality/schema'
import { reviewTones } from '../../_components/tones'

export const reviewColumns = (timeZone: string): Column<ReviewItem>[] => [
  { id: 'task', header: 'Task', fixed: true, cell: (row) => row.title },
  { id: 'type', header: 'Type', cell: (row) => actionTypeLabels[row.type] },
  { id: 'by', header: 'Done by', cell: (row) => row.vaName },
  { id: 'customer', header: 'Customer', hidden: true, cell: (row) => row.customerName },
  {
    id: 'status',
    header: 'Review',
    cell: (row) => statusCell(reviewTones[row.reviewStatus], reviewStatusLabels[row.reviewStatus]),
  },
  {
    id: 'round',
    header: 'Reviews',
    align: 'end',
    cell: (row) => (row.wanted > 1 ? `${row.given} of ${row.wanted}` : mutedCell(`${row.given}`)),
  },
  {
    id: 'score',
    header: 'Score',
    align: 'end',
    cell: (row) => (row.qualityScore === null ? mutedCell('–') : String(row.qualityScore)),
  },
  {
    id: 'done',
    header: 'Done',
    align: 'end',
    sort: 'done',
    cell: (row) => timeCell(row.completedAt, timeZone),
  },
]
