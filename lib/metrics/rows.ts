import { sql } from 'kysely'
import { keyset, type Page, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { AppError } from '../errors'
import { eventRows } from '../rollups/queries'
import { metricOf } from './answers'
import type { Metric } from './catalogue'
import { type Asked, dimensionOf, type Filter, type Frame, labelOf, total, values } from './numbers'
import { type MetricKey, type Row, type RowsAsked, type RowsTotal, rangeOf } from './schema'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function openable(key: MetricKey): Metric {
  const metric = metricOf(key)
  if (metric.unit === 'people')
    throw new AppError('invalid', 'People are counted once each, so no rows add up to them.', {
      metric: 'Open the events instead.',
    })
  return metric
}

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
  metric: openable(metric),
  range: rangeOf(from, to),
  filters: [
    ...(dimension ? [{ dimension, key: key || null }] : []),
    ...filter,
    ...not.map((one) => ({ ...one, not: true })),
  ],
})

/** What the rows make together, and what they are narrowed to in words. */
export async function totalOf(db: Db, frame: Frame, asked: Asked): Promise<RowsTotal> {
  const { label: title, definition, unit, fact } = asked.metric
  const [{ value, count }, filters] = await Promise.all([
    total(db, frame, asked),
    Promise.all((asked.filters ?? []).map((filter) => inWords(db, asked.metric, filter))),
  ])
  return { title, definition, unit, value, count, subject: fact.subject, filters }
}

async function inWords(db: Db, metric: Metric, { dimension, key, not = false }: Filter) {
  const by = dimensionOf(metric, dimension)
  const named = key !== null && by.name && uuid.test(key)
  const { rows } = named
    ? await sql<{ label: string | null }>`
        select ${by.name} as label from (select ${key}::text as key) k`.execute(db)
    : { rows: [] }
  return { dimension, not, label: labelOf(by, key, rows[0]?.label ?? null) }
}

/** The rows that make a figure, newest first; as many as its count says. */
export async function rowsOf(
  db: Db,
  frame: Frame,
  asked: Asked,
  page: { cursor?: string | undefined; before?: string | undefined; limit: number },
): Promise<Page<Row>> {
  const { fact } = asked.metric
  if (fact.sums) return eventsBehind(db, asked, page)
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

/** The events behind figures that were counted by day. */
async function eventsBehind(
  db: Db,
  { range, filters = [], metric }: Asked,
  page: { cursor?: string | undefined; before?: string | undefined; limit: number },
): Promise<Page<Row>> {
  const { items, ...edges } = await eventRows(db, {
    ...range,
    ...page,
    where: filters.map(({ dimension, key, not = false }) => ({
      column: dimension === 'partner' ? ('partner' as const) : ('type' as const),
      key,
      not,
    })),
    ofPartners: 'partner' in metric.fact.dimensions,
  })
  return {
    ...edges,
    items: items.map(({ id, createdAt, eventType, userId }) => ({
      subject: 'event' as const,
      id,
      at: createdAt,
      value: 1,
      label: eventType,
      detail: userId,
      opens: null,
    })),
  }
}
