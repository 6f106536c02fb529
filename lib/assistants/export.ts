import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { refusalWords } from '../refusal-words'
import { isoDateTime } from '../time'
import { assistantStatusLabels } from './labels'
import { listAssistants } from './queries'
import type { AssistantItem, Filter } from './schema'

/** The list under the same filter, as CSV in the workspace's time zone. */
export async function exportAssistants(
  { db, actor, now }: QueryContext,
  filter: Omit<Filter, 'cursor' | 'before' | 'limit'>,
): Promise<File> {
  const { timezone, slug } = actor.workspace
  const rows = await readAll((cursor) =>
    listAssistants(db, { ...filter, cursor, limit: 1000 }, now),
  )
  return toCsvFile<AssistantItem>(
    `${slug}-virtual-assistants.csv`,
    [
      { header: 'Id', value: (row) => row.id },
      { header: 'Name', value: (row) => row.name },
      { header: 'E-mail', value: (row) => row.email },
      { header: 'Status', value: (row) => assistantStatusLabels[row.status] },
      {
        header: 'Now',
        value: (row) => row.absence.map(refusalWords).join(' and ') || 'takes tasks',
      },
      {
        header: 'Skills',
        value: (row) =>
          Object.entries(row.skills)
            .map(([skill, level]) => `${skill} ${level}`)
            .join(', '),
      },
      { header: 'Languages', value: (row) => row.languages.join(', ') },
      { header: 'Time zone', value: (row) => row.timezone },
      { header: 'Load', value: (row) => row.load },
      { header: 'Takes at a time', value: (row) => row.maxConcurrentTasks },
      { header: 'Finished', value: (row) => row.completedTasks },
      { header: 'Success %', value: (row) => row.successRate },
      { header: 'Quality', value: (row) => row.averageQualityScore },
      { header: 'Minutes per task', value: (row) => row.averageHandlingMinutes },
      { header: 'Since', value: (row) => isoDateTime(row.createdAt, timezone) },
    ],
    rows,
    csvNote(filter, timezone, now, rows.length),
  )
}
