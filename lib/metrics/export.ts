import type { QueryContext } from '../api/context'
import { csvNote, readAll, toCsvFile } from '../api/csv'
import { toDecimalString } from '../money'
import { isoDateTime } from '../time'
import { fileName } from '../words'
import { rowsOf, totalOf } from './rows'
import type { Row, RowsAsked } from './schema'

const inWords = ({ dimension, key }: { dimension: string; key: string | null }) =>
  `${dimension} ${key ?? 'none'}`

/** The rows behind a number, as many as its count says, as CSV in the workspace's time zone. */
export async function exportRows(
  { db, actor, now }: QueryContext,
  asked: RowsAsked,
): Promise<File> {
  const { timezone, currency, slug } = actor.workspace
  const asker = { db, now, frame: actor.workspace }
  const { title, unit } = await totalOf(asker, asked)
  const rows = await readAll((cursor) => rowsOf(asker, asked, { cursor, limit: 1000 }))
  const value = ({ value: found }: Row) =>
    found !== null && unit === 'money' ? toDecimalString(Math.round(found), currency) : found
  const { filter, not, dimension, key, ...rest } = asked
  return toCsvFile<Row>(
    `${slug}-${asked.metric?.replaceAll('_', '-') ?? fileName(title)}.csv`,
    [
      { header: 'Name', value: (row) => row.label },
      { header: 'Detail', value: (row) => row.detail },
      { header: 'When', value: (row) => isoDateTime(row.at, timezone) },
      { header: unit === 'money' ? `${title} (${currency})` : title, value },
    ],
    rows,
    csvNote(
      {
        ...rest,
        only: [...(dimension ? [{ dimension, key: key || null }] : []), ...filter].map(inWords),
        not: not.map(inWords),
      },
      timezone,
      now,
      rows.length,
    ),
  )
}
