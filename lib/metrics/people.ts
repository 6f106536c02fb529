import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import { distinctPeople } from '../rollups/queries'
import { estimate, mergeSketches } from '../rollups/sketch'
import { bucketOf, nextBucket, plusDays } from './days'
import type { Interval, Range } from './schema'

/** `error` is the relative standard error of an estimate; none where people were counted exactly. */
export type People = { day: string | null; value: number; error?: number }

/** Different people of a period: who came twice counts once. */
export async function peopleIn(db: Db, range: Range): Promise<People> {
  const { count, exact, error } = await distinctPeople(db, range)
  return { day: null, value: count, ...(exact ? {} : { error }) }
}

/** The same in each interval that had any, and last over all of it. The parts do not add up to the whole. */
export async function peopleOverTime(db: Db, range: Range, interval: Interval): Promise<People[]> {
  const [whole, exact, sketches] = await Promise.all([
    peopleIn(db, range),
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
  for (const [day, registers] of grouped(sketches.rows, interval))
    values.set(
      day,
      // An interval that is partly kept exactly is put together as periods are.
      values.has(day)
        ? (await distinctPeople(db, bucketRange(day, interval, range))).count
        : estimate(mergeSketches(registers)),
    )
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
