import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import { distinctPeople, sketchesIn } from '../rollups/queries'
import type { PeopleCount } from '../rollups/schema'
import { estimate, mergeSketches } from '../rollups/sketch'
import { bucketOf, nextBucket, plusDays } from './days'
import type { Interval, Range } from './schema'

/** `error` is the relative standard error of an estimate; none where people were counted exactly. */
export type People = { day: string | null; value: number; error?: number }

/** Different people of a period: who came twice counts once. */
export const peopleIn = async (db: Db, range: Range): Promise<People> =>
  asPeople(null, await distinctPeople(db, range))

const asPeople = (day: string | null, { count, exact, error }: PeopleCount): People => ({
  day,
  value: count,
  ...(exact ? {} : { error }),
})

/** The same in each interval that had any, and last over all of it. The parts do not add up to the whole. */
export async function peopleOverTime(db: Db, range: Range, interval: Interval): Promise<People[]> {
  // Nobody is on one day twice.
  const came =
    interval === 'day'
      ? sql`select p.day, p.user_id`
      : sql`select distinct date_trunc(${sql.lit(interval)}, p.day::timestamp)::date as day, p.user_id`
  const [sketches, exact] = await Promise.all([
    sketchesIn(db, range),
    sql<{ day: string; value: number }>`
      select x.day::text as day, count(*)::float8 as value from (
        ${came} from analytics_people_days p where p.day between ${range.from}::date and ${range.to}::date) x
      group by x.day`.execute(db),
  ])
  const values = new Map(exact.rows.map(({ day, value }) => [day, value]))
  for (const [day, registers] of grouped(sketches, interval))
    values.set(
      day,
      // An interval that is partly kept exactly is put together as periods are.
      values.has(day)
        ? (await distinctPeople(db, bucketRange(day, interval, range))).count
        : estimate(mergeSketches(registers)),
    )
  const whole = asPeople(null, await distinctPeople(db, range, sketches))
  return [...[...values].map(([day, value]) => ({ day, value })), whole]
}

function grouped(rows: readonly { day: string; registers: Buffer }[], interval: Interval) {
  const all = new Map<string, Buffer[]>()
  for (const { day, registers } of rows) {
    const bucket = bucketOf(day, interval)
    all.set(bucket, [...(all.get(bucket) ?? []), registers])
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
