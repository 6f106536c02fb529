import { statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import {
  type ApplicationItem,
  applicationStatusLabels,
  experienceLabels,
} from '@/lib/applications/schema'
import { applicationTones } from '../../../_components/tones'

/** What an application shows in the review queue. */
export const applicationColumns = (timeZone: string): Column<ApplicationItem>[] => [
  { id: 'name', header: 'Name', fixed: true, cell: (row) => row.name },
  { id: 'company', header: 'Company', cell: (row) => row.company ?? '' },
  { id: 'email', header: 'E-mail', hidden: true, cell: (row) => row.email },
  { id: 'website', header: 'Website', hidden: true, cell: (row) => row.website ?? '' },
  {
    id: 'referredBy',
    header: 'Referred by',
    hidden: true,
    cell: (row) => row.referredBy?.name ?? '',
  },
  { id: 'experience', header: 'Experience', cell: (row) => experienceLabels[row.experienceLevel] },
  {
    id: 'referrals',
    header: 'Expects a year',
    align: 'end',
    cell: (row) => String(row.expectedReferrals),
  },
  {
    id: 'status',
    header: 'Status',
    cell: (row) => statusCell(applicationTones[row.status], applicationStatusLabels[row.status]),
  },
  {
    id: 'submitted',
    header: 'Applied',
    sort: 'submitted',
    align: 'end',
    cell: (row) => timeCell(row.submittedAt, timeZone),
  },
]
