import { mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { batchStatusLabels } from '@/lib/batches/labels'
import type { Batch } from '@/lib/batches/schema'
import { batchTones } from './tones'

const number = (value: number) => (value === 0 ? mutedCell('0') : value.toLocaleString('en-US'))

export const finishedOf = (batch: Batch) =>
  batch.completedItems + batch.failedItems + batch.cancelledItems

/** What a batch shows in the list. */
export const batchColumns = (timeZone: string): Column<Batch>[] => [
  { id: 'name', header: 'Batch', fixed: true, cell: (row) => row.name },
  { id: 'customer', header: 'Customer', cell: (row) => row.customerName },
  {
    id: 'status',
    header: 'Status',
    cell: (row) => statusCell(batchTones[row.status], batchStatusLabels[row.status]),
  },
  {
    id: 'progress',
    header: 'Finished',
    align: 'end',
    cell: (row) =>
      `${finishedOf(row).toLocaleString('en-US')} of ${row.totalItems.toLocaleString('en-US')}`,
  },
  { id: 'completed', header: 'Submitted', align: 'end', cell: (row) => number(row.completedItems) },
  { id: 'failed', header: 'Failed', align: 'end', cell: (row) => number(row.failedItems) },
  { id: 'review', header: 'Needs a person', align: 'end', cell: (row) => number(row.reviewItems) },
  {
    id: 'success',
    header: 'Success',
    align: 'end',
    hidden: true,
    cell: (row) => (row.successRate === null ? mutedCell('–') : `${row.successRate} %`),
  },
  { id: 'by', header: 'By', hidden: true, cell: (row) => row.createdByName ?? '' },
  {
    id: 'created',
    header: 'Queued',
    sort: 'created',
    firstDescending: true,
    align: 'end',
    cell: (row) => timeCell(row.createdAt, timeZone, 'dateTime'),
  },
]
