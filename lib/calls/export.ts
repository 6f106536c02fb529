import type { z } from 'zod'
import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { isoDateTime } from '../time'
import { callOutcomeLabels } from './labels'
import { listCalls } from './queries'
import type { CallItem, callSelection } from './schema'

/** The list under the same filter, as CSV in the workspace's time zone. */
export async function exportCalls(
  { db, actor, now }: QueryContext,
  filter: z.output<typeof callSelection>,
): Promise<File> {
  const { timezone, slug } = actor.workspace
  const rows = await readAll((cursor) =>
    listCalls(db, timezone, { ...filter, cursor, limit: 1000 }),
  )
  return toCsvFile<CallItem>(
    `${slug}-calls.csv`,
    [
      { header: 'Id', value: (row) => row.id },
      { header: 'Started', value: (row) => isoDateTime(row.startedAt, timezone) },
      { header: 'Who called', value: (row) => row.callerName },
      { header: 'Whom', value: (row) => row.contact },
      { header: 'Phone', value: (row) => row.phone },
      { header: 'About', value: (row) => row.about },
      { header: 'Seconds', value: (row) => row.seconds },
      { header: 'Outcome', value: (row) => callOutcomeLabels[row.outcome] },
      { header: 'Rating', value: (row) => row.rating },
      { header: 'Note', value: (row) => row.note },
    ],
    rows,
    csvNote(filter, timezone, now, rows.length),
  )
}
