import type { QueryContext } from '../api/context'
import { csvRowLimit, toCsvFile } from '../api/csv'
import { fieldLabels } from './fields'
import type { KindName } from './kinds'
import { mappingOf, type StagedRow, staged } from './queries'

const reasonWords = (kind: KindName, errors: Record<string, string>) =>
  Object.entries(errors)
    .map(([field, why]) => {
      const label = fieldLabels[kind][field]
      return label ? `${label}: ${why}` : why
    })
    .join(' ')

/** What was not imported: the cells as the file has them, and why; made to be mended and imported. */
export async function exportRejected(
  { db, actor, now }: QueryContext,
  kind: KindName,
  { id }: { id: string },
): Promise<File> {
  const { columns } = await mappingOf(db, kind, id)
  const rows = (await staged(db, id)
    .where('r.status', 'in', ['bad', 'rejected'])
    .orderBy('r.rowNo')
    .limit(csvRowLimit)
    .execute()) as StagedRow[]
  return toCsvFile<StagedRow>(
    `${actor.workspace.slug}-rejected-rows.csv`,
    [
      ...columns.map(({ name }, index) => ({
        header: name,
        value: (row: StagedRow) => row.cells[index] ?? '',
      })),
      { header: 'Row', value: (row: StagedRow) => row.rowNo },
      { header: 'Reason', value: (row: StagedRow) => reasonWords(kind, row.errors) },
    ],
    rows,
    `${rows.length} ${rows.length === 1 ? 'row that was' : 'rows that were'} not imported. Taken ${now.toISOString()}.`,
  )
}
