import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { toDecimalString } from '../money'
import { automationMethodLabels, categoryLabels, linkTypeLabels, pricingLabels } from './labels'
import { listDirectories } from './queries'
import type { DirectoryFilter, DirectoryItem } from './schema'

const percent = (row: DirectoryItem, count: number) =>
  row.submissionsCount === 0 ? null : Math.round((count / row.submissionsCount) * 100)

/** The list under the same filter, as CSV that the import of directories takes again. */
export async function exportDirectories(
  { db, actor, now }: QueryContext,
  filter: Omit<DirectoryFilter, 'cursor' | 'before' | 'limit'>,
): Promise<File> {
  const { timezone, slug } = actor.workspace
  const rows = await readAll((cursor) => listDirectories(db, { ...filter, cursor, limit: 1000 }))
  return toCsvFile<DirectoryItem>(
    `${slug}-directories.csv`,
    [
      { header: 'Id', value: (row) => row.id },
      { header: 'Name', value: (row) => row.name },
      { header: 'URL', value: (row) => row.url },
      { header: 'Category', value: (row) => categoryLabels[row.category] },
      { header: 'Country', value: (row) => row.country },
      { header: 'Authority', value: (row) => row.daScore },
      { header: 'Link type', value: (row) => linkTypeLabels[row.linkType] },
      { header: 'Pricing', value: (row) => pricingLabels[row.pricing] },
      {
        header: 'Price',
        value: (row) =>
          row.priceCents === null ? null : toDecimalString(row.priceCents, row.priceCurrency ?? ''),
      },
      { header: 'Currency', value: (row) => row.priceCurrency },
      { header: 'Credits', value: (row) => row.credits },
      { header: 'Method', value: (row) => automationMethodLabels[row.automationMethod] },
      { header: 'On', value: (row) => (row.isActive ? 'Yes' : 'No') },
      { header: 'Submissions', value: (row) => row.submissionsCount },
      { header: 'Approved', value: (row) => row.approvedCount },
      { header: 'Rejected', value: (row) => row.rejectedCount },
      { header: 'Failed', value: (row) => row.failedCount },
      { header: 'Expected approval %', value: (row) => Math.round(row.expectedApproval / 100) },
      { header: 'Median days to approval', value: (row) => row.medianApprovalDays },
      { header: 'By hand %', value: (row) => percent(row, row.manualCount) },
    ],
    rows,
    csvNote(filter, timezone, now, rows.length),
  )
}
