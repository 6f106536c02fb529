import { actionStatusLabels, actionTypeLabels } from '../actions/labels'
import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { isoDateTime } from '../time'
import { listWork } from './queries'
import { priorityLabels, type WorkFilter, type WorkItem } from './schema'

/** The list under the same filter, as CSV in the workspace's time zone. */
export async function exportWork(
  { db, actor, now }: QueryContext,
  filter: Omit<WorkFilter, 'cursor' | 'before' | 'limit'>,
): Promise<File> {
  const { timezone, slug } = actor.workspace
  const time = (at: Date | null) => at && isoDateTime(at, timezone)
  const rows = await readAll((cursor) => listWork({ db, now }, { ...filter, cursor, limit: 1000 }))
  return toCsvFile<WorkItem>(
    `${slug}-actions.csv`,
    [
      { header: 'Task', value: (row) => row.title },
      { header: 'Type', value: (row) => actionTypeLabels[row.type] },
      { header: 'Customer', value: (row) => row.customerName },
      { header: 'Directory', value: (row) => row.directoryName },
      { header: 'Priority', value: (row) => priorityLabels[row.priority] ?? null },
      { header: 'Status', value: (row) => actionStatusLabels[row.status] },
      { header: 'With', value: (row) => row.heldByName },
      { header: 'Due', value: (row) => time(row.deadlineAt) },
      { header: 'Nobody can take it since', value: (row) => time(row.unroutableSince) },
      { header: 'Opened', value: (row) => time(row.createdAt) },
    ],
    rows,
    csvNote(filter, timezone, now, rows.length),
  )
}
