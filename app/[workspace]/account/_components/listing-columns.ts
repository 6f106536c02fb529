import { mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { listingStateWords } from '@/lib/customers/words'
import type { ListingWork } from '@/lib/customers/work-schema'
import { listingTones } from '../../_components/customers/tones'

export const listingColumns = (timeZone: string): Column<ListingWork>[] => [
  { id: 'directory', header: 'Directory', fixed: true, cell: (row) => row.directoryName },
  { id: 'category', header: 'Category', hidden: true, cell: (row) => row.category },
  {
    id: 'status',
    header: 'State',
    cell: (row) => statusCell(listingTones[row.status], listingStateWords[row.status]),
  },
  {
    id: 'link',
    header: 'Link',
    cell: (row) =>
      row.listingUrl
        ? row.listingUrl.replace(/^https?:\/\/(www\.)?/, '')
        : row.rejectionReason
          ? mutedCell(row.rejectionReason)
          : '',
  },
  {
    id: 'submitted',
    header: 'Submitted',
    align: 'end',
    cell: (row) => (row.submittedAt ? timeCell(row.submittedAt, timeZone) : ''),
  },
  {
    id: 'live',
    header: 'Live since',
    align: 'end',
    cell: (row) => (row.approvedAt ? timeCell(row.approvedAt, timeZone) : ''),
  },
]
