import type { QueryContext } from '../api/context'
import { csvNote, csvRowLimit, readAll, toCsvFile } from '../api/csv'
import { visitorStageLabels } from '../applications/schema'
import { toDecimalString } from '../money'
import { isoDateTime } from '../time'
import { fileName } from '../words'
import { rowsOf, totalOf } from './rows'
import type { Row, RowsAsked } from './rows-schema'

const inWords = ({ dimension, key }: { dimension: string; key: string | null }) =>
  `${dimension} ${key ?? 'none'}`

const peopleColumns = (timezone: string) => {
  const written = (at: Date | undefined) => (at ? isoDateTime(at, timezone) : null)
  return [
    { header: 'Person', value: (row: Row) => row.label },
    { header: 'Partner', value: (row: Row) => row.detail },
    { header: 'Began', value: (row: Row) => written(row.person?.began) },
    { header: 'When', value: (row: Row) => written(row.at) },
    { header: 'Events', value: (row: Row) => row.person?.events ?? null },
  ]
}

const visitorColumns = (timezone: string) => [
  { header: 'Visitor', value: (row: Row) => row.label },
  { header: 'Campaign', value: (row: Row) => row.detail },
  {
    header: 'Came to',
    value: ({ visitor }: Row) => (visitor ? visitorStageLabels[visitor.stage] : null),
  },
  {
    header: 'Visited',
    value: ({ visitor, at }: Row) => isoDateTime(visitor?.came ?? at, timezone),
  },
  { header: 'When', value: ({ at }: Row) => isoDateTime(at, timezone) },
]

/** The rows behind a number, as many as its count says, as CSV in the workspace's time zone. */
export async function exportRows(
  { db, actor, now }: QueryContext,
  asked: RowsAsked,
): Promise<File> {
  const { timezone, currency, slug } = actor.workspace
  const asker = { db, now, frame: actor.workspace }
  const { title, unit, subject, notes } = await totalOf(asker, asked)
  // People are found anew for every page, all of them.
  const limit = subject === 'person' ? csvRowLimit : 1000
  const rows = await readAll((cursor) => rowsOf(asker, asked, { cursor, limit }))
  const value = ({ value: found }: Row) =>
    found !== null && unit === 'money' ? toDecimalString(Math.round(found), currency) : found
  const own = subject === 'person' ? peopleColumns : subject === 'visitor' ? visitorColumns : null
  const { filter, not, dimension, key, ...rest } = asked
  return toCsvFile<Row>(
    `${slug}-${asked.metric?.replaceAll('_', '-') ?? fileName(title)}.csv`,
    own?.(timezone) ?? [
      { header: 'Name', value: (row) => row.label },
      { header: 'Detail', value: (row) => row.detail },
      { header: 'When', value: (row) => isoDateTime(row.at, timezone) },
      { header: unit === 'money' ? `${title} (${currency})` : title, value },
    ],
    rows,
    [
      ...notes,
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
    ].join(' '),
  )
}
