import type { Workspace } from '../auth/actor'
import type { Db } from '../db/with-actor'
import { addsUp, type Metric, ofNothing } from '../metrics/catalogue'
import { buckets } from '../metrics/days'
import { type Filter, overTime, overTimeBy, parts, total } from '../metrics/numbers'
import type { DimensionKey, Interval, MetricKey, Range } from '../metrics/schema'
import { limits } from './labels'

/** What is asked of each figure. */
export type Asked = {
  db: Db
  workspace: Workspace
  range: Range
  filters: readonly Filter[]
  groupBy: DimensionKey | null
  interval: Interval | null
}

type Value = number | null
/** A key of the grouping; that of what has none is null. */
type Group = { key: string | null; label: string }

/** A figure in all the cells of a report; a place is a number of an interval, so that periods can be compared. */
export type Measured = {
  metric: MetricKey
  adds: boolean
  groups: Group[]
  missing: number
  /** Relative standard error, where the total is an estimate. */
  error?: number | undefined
  total: Value
  /** The whole by the place. */
  atPlace: Value[]
  /** By key, then place; for the whole period under place 0 where there is no interval. */
  cells: Map<string | null, Map<number, Value>>
  /** By place, of keys beyond the largest that are told apart at all. */
  rest: Map<number, Value>
}

const put = (cells: Measured['cells'], key: string | null, place: number, value: Value) => {
  const row = cells.get(key) ?? new Map<number, Value>()
  row.set(place, value)
  cells.set(key, row)
}

/** Asks for one figure in every cell, and for the totals that those cells add up to. */
export async function measure(key: MetricKey, metric: Metric, asked: Asked): Promise<Measured> {
  const { db, workspace, range, filters, groupBy, interval } = asked
  const question = { metric, range, filters }
  const adds = addsUp(metric.unit)
  const empty = ofNothing(metric.unit)
  const measured: Measured = {
    metric: key,
    adds,
    groups: [],
    missing: 0,
    total: empty,
    atPlace: [],
    cells: new Map(),
    rest: new Map(),
  }
  if (!interval && !groupBy) {
    const whole = await total(db, workspace, question)
    return { ...measured, total: whole.value ?? empty, missing: whole.missing, error: whole.error }
  }
  if (interval) {
    const places = new Map(buckets(range, interval).map((day, place) => [day, place]))
    measured.atPlace = [...places].map(() => empty)
    for (const { day, value, missing, error } of await overTime(
      db,
      workspace,
      question,
      interval,
    )) {
      if (day !== null) measured.atPlace[places.get(day) as number] = value ?? empty
      else Object.assign(measured, { total: value ?? empty, missing, error })
    }
    if (groupBy)
      for (const row of await overTimeBy(db, workspace, question, interval, groupBy, limits.rows)) {
        const place = places.get(row.day as string) as number
        if (row.rank === null) measured.rest.set(place, row.value)
        else put(measured.cells, row.key, place, row.value)
      }
  }
  if (groupBy) {
    for (const row of await parts(db, workspace, question, groupBy, limits.rows)) {
      if (row.rank === 0) {
        Object.assign(measured, { total: row.value ?? empty, missing: row.missing })
        continue
      }
      if (row.rank === null) {
        if (!interval) measured.rest.set(0, row.value)
        continue
      }
      measured.groups.push({ key: row.key, label: row.label ?? 'None' })
      if (!interval) put(measured.cells, row.key, 0, row.value)
    }
  }
  return measured
}
