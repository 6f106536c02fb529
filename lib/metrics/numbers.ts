import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/with-actor'
import { AppError } from '../errors'
import { addsUp, aggregate, type Metric, rowValue } from './catalogue'
import type { Dimension } from './facts'
import { type People, peopleIn, peopleOverTime } from './people'
import type { DimensionKey, Interval, Range } from './schema'
import { dayOf, within } from './sql'

type Sql = RawBuilder<unknown>
/** One key of a dimension, or everything but it. */
export type Filter = { dimension: DimensionKey; key: string | null; not?: boolean }

/** The frame of a question: the workspace's days and the money its figures are in. */
export type Frame = { timezone: string; currency: string }

export type Asked = { metric: Metric; range: Range; filters?: readonly Filter[] | undefined }

export function dimensionOf({ fact, label }: Metric, key: DimensionKey): Dimension {
  const found = fact.dimensions[key]
  if (!found)
    throw new AppError('invalid', `${label} cannot be broken down by this.`, {
      dimension: `${label} has no such dimension. It has: ${Object.keys(fact.dimensions).join(', ')}.`,
    })
  return found
}

const keyText = ({ key }: Dimension) => sql<string | null>`(${key})::text`

function matching({ metric, range, filters = [] }: Asked, frame: Frame): Sql {
  const { fact } = metric
  return sql.join(
    [
      fact.sums
        ? sql`${fact.sums.day} between ${range.from}::date and ${range.to}::date`
        : within(fact.at, range, frame),
      ...(fact.where ? [fact.where] : []),
      ...filters.map(({ dimension, key, not }) => {
        const by = dimensionOf(metric, dimension)
        const same = key === null ? sql`${by.key} is null` : sql`${keyText(by)} = ${key}`
        return not ? sql`(${same}) is not true` : same
      }),
    ],
    sql` and `,
  )
}

/**
 * The rows behind a figure as the table `v`: id, at, day, key, value, counts. Money of other
 * currencies is converted at the rate of its day; `v.value` is null where there is none.
 */
export function values(asked: Asked, frame: Frame, by?: Dimension): Sql {
  const { metric } = asked
  const { fact, counts, unit } = metric
  const from = sql`select ${fact.id} as id, ${fact.at} as at, ${fact.sums?.day ?? dayOf(fact.at, frame)} as day, ${fact.sums?.count ?? sql`1`} as stands_for,
        ${by ? keyText(by) : sql`null::text`} as key, ${rowValue(metric)} as value, ${counts ?? sql`true`} as counts`
  const where = sql`from ${fact.from} where ${matching(asked, frame)}`
  if (unit !== 'money' || !fact.currency) return sql`v as (${from} ${where})`
  return sql`rows as (${from}, ${fact.currency} as currency ${where}), rates as materialized (
      select c.currency, c.day, x.rate
      from (select distinct r.currency, r.day from rows r where r.currency <> ${frame.currency}) c
      cross join lateral conversion_rate((select app_workspace_id()), c.currency, ${frame.currency}, c.day) x
    ), v as (
      select r.id, r.at, r.day, r.key, r.counts, r.stands_for, case when r.currency = ${frame.currency} then r.value::numeric
        else (select convert_money(r.value::bigint, x.rate, r.currency, ${frame.currency}) from rates x
          where x.currency = r.currency and x.day = r.day) end as value
      from rows r)`
}

/**
 * The same as the table `c`, summed by day and key already where sums add up: rows may be very many,
 * and what follows looks at them several times.
 */
function cells(asked: Asked, frame: Frame, by?: Dimension): Sql {
  const summed = addsUp(asked.metric.unit)
    ? sql`select v.day, v.key, sum(v.value) as value, sum(v.stands_for) as stands_for, count(*) filter (where v.value is null) as missing
        from v group by v.day, v.key`
    : sql`select v.day, v.key, v.value, v.counts, 1 as stands_for, (v.value is null)::int as missing from v`
  return sql`${values(asked, frame, by)}, c as (${summed})`
}

/** Of how many rows a figure is made. */
const count = sql<number>`coalesce(sum(v.stands_for), 0)::float8`
const missing = sql<number>`coalesce(sum(v.missing), 0)::int`
/** The first day of a row's interval. */
const bucket = (interval: Interval) =>
  interval === 'day' ? sql`v.day` : sql`date_trunc(${sql.lit(interval)}, v.day::timestamp)::date`
/** Like "is not distinct from", and yet something to join by. */
const sameKey = (a: string, b: string) =>
  sql`coalesce(${sql.ref(a)}, '') = coalesce(${sql.ref(b)}, '') and (${sql.ref(a)} is null) = (${sql.ref(b)} is null)`

/** `missing` are rows of money without a rate; `error` is the relative standard error of an estimate. */
type Total = { value: number | null; count: number; missing: number; error?: number }

/** People are no rows: each counts once, however many there are of them. */
const asTotal = ({ value, error }: People): Total => ({
  value,
  count: value,
  missing: 0,
  ...(error === undefined ? {} : { error }),
})

function refuseFilters({ metric, filters = [] }: Asked) {
  for (const { dimension } of filters) dimensionOf(metric, dimension)
}

export async function total(db: Db, frame: Frame, asked: Asked): Promise<Total> {
  if (asked.metric.unit === 'people') {
    refuseFilters(asked)
    return asTotal(await peopleIn(db, asked.range))
  }
  const { rows } = await sql<Total>`
    with ${cells(asked, frame)}
    select ${aggregate(asked.metric.unit)} as value, ${count} as count, ${missing} as missing from c as v`.execute(
    db,
  )
  return rows[0] ?? { value: null, count: 0, missing: 0 }
}

type Bucket = { day: string | null } & Total

/** By time, and over all of it: `day` is null in the row of the whole. */
export async function overTime(
  db: Db,
  frame: Frame,
  asked: Asked,
  interval: Interval,
): Promise<Bucket[]> {
  if (asked.metric.unit === 'people') {
    refuseFilters(asked)
    const people = await peopleOverTime(db, asked.range, interval)
    return people.map((one) => ({ day: one.day, ...asTotal(one) }))
  }
  const { rows } = await sql<Bucket>`
    with ${cells(asked, frame)}
    select v.bucket::text as day, ${aggregate(asked.metric.unit)} as value, ${count} as count, ${missing} as missing
    from (select v.*, ${bucket(interval)} as bucket from c as v) v
    group by grouping sets ((v.bucket), ()) order by v.bucket nulls last`.execute(db)
  return rows
}

/** The same for each of the largest keys, the rest together under rank null. */
export async function overTimeBy(
  db: Db,
  frame: Frame,
  asked: Asked,
  interval: Interval,
  dimension: DimensionKey,
  most: number,
) {
  const by = dimensionOf(asked.metric, dimension)
  const { rows } = await sql<Bucket & Part>`
    with ${cells(asked, frame, by)}, ranked as (
      select v.key, row_number() over (order by ${aggregate(asked.metric.unit)} desc nulls last, ${count} desc, v.key) as rank
      from c as v group by v.key
    ), b as (
      select v.*, ${bucket(interval)} as bucket, case when r.rank <= ${most} then r.rank end as rank
      from c as v join ranked r on ${sameKey('r.key', 'v.key')}
    ), sums as (
      select v.bucket::text as day, v.rank, min(v.key) as key, ${aggregate(asked.metric.unit)} as value, ${count} as count, ${missing} as missing
      from b as v group by v.bucket, v.rank)
    select k.*, k.rank::int as rank, ${by.name ?? sql`null::text`} as label from sums k order by k.rank nulls last, k.day`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, label: labelOf(by, row.key, row.label) }))
}

type Part = { key: string | null; label: string | null; rank: number | null } & Total

/** By the keys of a dimension, the largest first; then the rest (rank null) and the whole (rank 0). */
export async function parts(
  db: Db,
  frame: Frame,
  asked: Asked,
  dimension: DimensionKey,
  most: number,
) {
  const by = dimensionOf(asked.metric, dimension)
  const sums = sql`${aggregate(asked.metric.unit)} as value, ${count} as count, ${missing} as missing`
  const { rows } = await sql<Part>`
    with ${cells(asked, frame, by)}, each as (
      select v.key, ${sums}, row_number() over (order by ${aggregate(asked.metric.unit)} desc nulls last, ${count} desc, v.key) as rank
      from c as v group by v.key
    ), k as (
      select key, value, count, missing, rank::int as rank from each where rank <= ${most}
      union all
      select null, ${sums}, null from c as v
      where exists (select from each e where ${sameKey('e.key', 'v.key')} and e.rank > ${most}) having count(*) > 0
      union all
      select null, ${sums}, 0 from c as v)
    select k.*, case when k.rank > 0 then ${by.name ?? sql`null::text`} end as label from k order by k.rank nulls last`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, label: labelOf(by, row.key, row.label) }))
}

export const labelOf = ({ labels, name }: Dimension, key: string | null, found: string | null) =>
  key === null ? 'None' : name ? (found ?? 'Unknown') : (labels?.[key] ?? key)
