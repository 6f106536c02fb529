import { sql } from 'kysely'
import { keyset, type Page, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { metricOf } from './answers'
import type { Metric } from './catalogue'
import { type Asked, type Frame, values } from './numbers'
import { type Row, type RowsAsked, rangeOf } from './schema'

/** Which rows are asked for. */
export const rowsBehind = ({
  metric,
  from,
  to,
  dimension,
  key,
  filter,
  not,
}: RowsAsked): Asked => ({
  metric: metricOf(metric),
  range: rangeOf(from, to),
  filters: [
    ...(dimension ? [{ dimension, key: key || null }] : []),
    ...filter,
    ...not.map((one) => ({ ...one, not: true })),
  ],
})

/** The rows that make a figure, newest first; as many as its count says. */
export async function rowsOf(
  db: Db,
  frame: Frame,
  asked: Asked,
  page: { cursor?: string | undefined; before?: string | undefined; limit: number },
): Promise<Page<Row>> {
  const { fact } = asked.metric
  const found = sql<Row>`(
    with ${values(asked, frame)}
    select v.id, v.at, v.value::float8 as value from v)`.as<'v'>('v')
  const rows = await keyset(db.selectFrom(found).select(['v.id', 'v.at', 'v.value']), {
    ...page,
    column: 'v.at',
    id: 'v.id',
    kind: 'time',
    direction: 'desc',
  }).execute()
  const { items, ...edges } = toPage(rows, page)
  const words = await namesOf(
    db,
    asked.metric,
    items.map(({ id }) => id),
  )
  return {
    ...edges,
    items: items.map((row) => ({
      subject: fact.subject,
      ...row,
      label: words.get(row.id)?.label ?? 'Unnamed',
      detail: words.get(row.id)?.detail ?? null,
      opens: words.get(row.id)?.opens ?? null,
    })),
  }
}

type Named = { id: string; label: string; detail: string | null; opens: string | null }

// Names are looked up for the rows shown alone.
async function namesOf(db: Db, { fact }: Metric, ids: string[]) {
  if (ids.length === 0) return new Map<string, Named>()
  const { rows } = await sql<Named>`
    select ${fact.id} as id, ${fact.label} as label, ${fact.detail} as detail, ${fact.opens ?? fact.id} as opens from ${fact.from}
    where ${fact.id} = any (${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
