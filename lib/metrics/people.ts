import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import { distinctPeople, eventsAsOf } from '../rollups/queries'
import type { PeopleCount } from '../rollups/schema'
import { estimate, mergeSketches } from '../rollups/sketch'
import { type Asking, about, metricOf } from './answers'
import { bucketOf, buckets, compared, intervalFor, nextBucket, plusDays } from './days'
import type { AnswerOf, Interval, Question, Range } from './schema'

/** What is said where an estimate is shown. */
const peopleNotes = ({ exact, error }: PeopleCount) =>
  exact
    ? []
    : [
        `Estimated (HyperLogLog): two of three times within ${(100 * error).toFixed(1)} %, nearly always within ${(300 * error).toFixed(1)} %.`,
      ]

/** Different people in each interval, and over all of it. They do not add up: who came twice counts once. */
async function peopleOverTime(db: Db, range: Range, interval: Interval) {
  const [whole, exact, sketches] = await Promise.all([
    distinctPeople(db, range),
    sql<{ day: string; value: number }>`
      select date_trunc(${interval}, p.day)::date::text as day, count(distinct p.user_id)::float8 as value
      from analytics_people_days p where p.day between ${range.from}::date and ${range.to}::date group by 1`.execute(
      db,
    ),
    sql<{ day: string; registers: Buffer }>`
      select s.day::text as day, s.registers from analytics_people_sketches s
      where s.day between ${range.from}::date and ${range.to}::date`.execute(db),
  ])
  const values = new Map(exact.rows.map(({ day, value }) => [day, value]))
  const estimated = grouped(sketches.rows, interval)
  for (const [day, rows] of estimated) {
    const mixed = values.has(day)
    values.set(
      day,
      mixed
        ? (await distinctPeople(db, bucketRange(day, interval, range))).count
        : estimate(mergeSketches(rows.map((row) => row.registers))),
    )
  }
  return { whole, points: [...values].map(([day, value]) => ({ day, value, count: value })) }
}

function grouped<T extends { day: string }>(rows: readonly T[], interval: Interval) {
  const all = new Map<string, T[]>()
  for (const row of rows) {
    const day = bucketOf(row.day, interval)
    all.set(day, [...(all.get(day) ?? []), row])
  }
  return all
}

/** The part of an interval that lies in the range. */
function bucketRange(day: string, interval: Interval, range: Range): Range {
  const last = plusDays(nextBucket(day, interval), -1)
  const [, from = day] = [day, range.from].sort()
  const [to = last] = [last, range.to].sort()
  return { from, to }
}

const filled = (
  points: readonly { day: string; value: number; count: number }[],
  range: Range,
  interval: Interval,
) => {
  const known = new Map(points.map((point) => [point.day, point]))
  return buckets(range, interval).map((day) => known.get(day) ?? { day, value: 0, count: 0 })
}

type Trend = Omit<Extract<Question, { kind: 'trend' }>, 'metric'>

/** Different people: over the period, in each interval, and in what it is compared with. */
async function counted(asking: Asking, interval: Interval) {
  const { db, range, comparison } = asking
  const other = compared(range, comparison)
  const [now, before, asOf] = await Promise.all([
    peopleOverTime(db, range, interval),
    other && peopleOverTime(db, other, interval),
    eventsAsOf(db),
  ])
  const { label, definition, unit } = metricOf('people')
  return {
    count: now.whole.count,
    points: filled(now.points, range, interval),
    before:
      before && other
        ? { ...other, total: before.whole.count, points: filled(before.points, other, interval) }
        : null,
    head: {
      ...about(asking, label, definition),
      asOf,
      notes: peopleNotes(now.whole),
      metric: 'people' as const,
      unit,
    },
  }
}

export async function peopleFigure(asking: Asking): Promise<AnswerOf<'figure'>> {
  const { count, points, before, head } = await counted(asking, intervalFor(asking.range))
  return {
    kind: 'figure',
    ...head,
    value: count,
    count,
    before: before && {
      value: before.total,
      count: before.total,
      from: before.from,
      to: before.to,
    },
    series: points,
  }
}

export async function peopleTrend(asking: Asking, given: Trend): Promise<AnswerOf<'trend'>> {
  const interval = given.interval ?? intervalFor(asking.range)
  const { count, points, before, head } = await counted(asking, interval)
  return {
    kind: 'trend',
    ...head,
    interval,
    total: count,
    count,
    series: [{ key: null, label: head.title, points }],
    before,
    anomalies: [],
  }
}
