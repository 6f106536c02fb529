import { mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { linkStateLabels, listingStatusLabels } from '@/lib/listings/labels'
import type { ListingItem } from '@/lib/listings/schema'
import { linkTones, listingTones } from '../../../_components/listing-tones'

export const listingColumns = (timeZone: string): Column<ListingItem>[] => [
  { id: 'customer', header: 'Customer', fixed: true, cell: (row) => row.customerName },
  { id: 'directory', header: 'Directory', cell: (row) => row.directoryName },
  {
    id: 'status',
    header: 'Status',
    cell: (row) => statusCell(listingTones[row.status], listingStatusLabels[row.status]),
  },
  {
    id: 'link',
    header: 'Link',
    cell: (row) =>
      row.linkState
        ? statusCell(linkTones[row.linkState], linkStateLabels[row.linkState])
        : mutedCell(row.status === 'approved' ? 'Not checked yet' : '–'),
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
  {
    id: 'checked',
    header: 'Checked',
    align: 'end',
    cell: (row) => (row.lastCheckedAt ? timeCell(row.lastCheckedAt, timeZone) : ''),
  },
  {
    id: 'expires',
    header: 'Expires',
    align: 'end',
    hidden: true,
    cell: (row) => (row.expiresAt ? timeCell(row.expiresAt, timeZone) : ''),
  },
  {
    id: 'proofs',
    header: 'Proofs',
    align: 'end',
    hidden: true,
    cell: (row) => (row.proofs > 0 ? String(row.proofs) : ''),
  },
  { id: 'reference', header: 'Reference', hidden: true, cell: (row) => row.referenceId },
  {
    id: 'created',
    header: 'Queued',
    align: 'end',
    sort: 'created',
    firstDescending: true,
    cell: (row) => timeCell(row.createdAt, timeZone),
  },
]
