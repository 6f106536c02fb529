import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/with-actor'
import { counted } from '../words'
import type { Frame } from './numbers'
import type { Range } from './schema'

type Sql = RawBuilder<unknown>

/** So many events of a period, of whatever type, are read one by one; of those asked for, so many. */
const scannedUpTo = 2_000_000
const exactUpTo = 150_000
/** Of a sample of people, about so many at the most. */
const sampledUpTo = 160_000
/** The index of the sample holds one person in so many. */
const leastShare = 16
/** Of a normal distribution, 95 % lie within so many standard deviations. */
const z95 = 1.96

/** Which events are read: of these types or all, from the range on until some day. */
type Asked = {
  types: readonly string[] | null
  range: Range
  /** The last day that can matter; null reads on to the end. */
  lastDay: string | null
}

export type PersonEvents = {
  /** `user_id, event_type, created_at` of the events asked for; without a person too, where everybody is read. */
  rows: Sql
  /** The range in time: from its first moment to just before this one. */
  begins: Date
  ends: Date
  /** One person in so many is read, with everything they did; 1 is everybody. */
  oneIn: number
  /** Of these types within the range, as counted by days. */
  counted: number
  notes: string[]
}

const sampled = (oneIn: number) =>
  sql`(hashtextextended(user_id, 0) & ${sql.lit(leastShare - 1)}) = 0
    and (hashtextextended(user_id, 0) & ${sql.lit(oneIn - 1)}) = 0`

function shareFor(scanned: number, asked: number) {
  if (scanned <= scannedUpTo && asked <= exactUpTo) return 1
  let oneIn = leastShare
  while (asked / oneIn > sampledUpTo) oneIn *= 2
  return oneIn
}

/**
 * The events of people, all of them while they are few. Beyond that, those of a sample of people
 * chosen by a hash of who they are: everybody in it with everything they did, so that what followed
 * what stays true.
 */
export async function personEvents(
  db: Db,
  { timezone }: Frame,
  { types, range, lastDay }: Asked,
): Promise<PersonEvents> {
  const typed = types ? sql`event_type = any (${types}::text[])` : sql`true`
  // What is read next is sorted in memory, in this transaction.
  const { rows } = await sql<{
    begins: Date
    ends: Date
    until: Date | null
    scanned: number
    asked: number
    counted: number
    keptFrom: string | null
  }>`
    select day_begins(${range.from}::date, ${timezone}) as begins, day_begins(${range.to}::date + 1, ${timezone}) as ends,
      day_begins(${lastDay}::date + 1, ${timezone}) as until, d.*,
      set_config('work_mem', '32MB', true),
      (select days_from::text from analytics_states where workspace_id = (select app_workspace_id())) as kept_from
    from (
      select coalesce(sum(events), 0)::float8 as scanned, coalesce(sum(events) filter (where ${typed}), 0)::float8 as asked,
        coalesce(sum(events) filter (where ${typed} and day <= ${range.to}::date), 0)::float8 as counted
      from analytics_event_days
      where workspace_id = (select app_workspace_id()) and day between ${range.from}::date and ${lastDay ?? 'infinity'}::date
    ) d`.execute(db)
  const found = rows[0] as NonNullable<(typeof rows)[number]>
  const { begins, ends, until, keptFrom } = found
  const oneIn = shareFor(found.scanned, found.asked)
  return {
    rows: sql`select user_id, event_type, created_at from analytics_events
      where workspace_id = (select app_workspace_id()) and created_at >= ${begins}::timestamptz
        and created_at < ${until ?? 'infinity'}::timestamptz and ${typed}
        ${oneIn === 1 ? sql`` : sql`and ${sampled(oneIn)}`}`,
    begins,
    ends,
    oneIn,
    counted: found.counted,
    notes: [
      ...(keptFrom && range.from < keptFrom
        ? [`Events before ${keptFrom} are not all kept any more, so the days before it lack some.`]
        : []),
      ...(oneIn === 1
        ? []
        : [`Estimated from one person in ${oneIn}, with everything that person did.`]),
    ],
  }
}

/** Half of the 95 % interval around an estimate made of `found` sampled people; of few, its wider upper half. */
export const countMargin = (found: number, oneIn: number) =>
  oneIn === 1
    ? 0
    : Math.ceil(oneIn * (z95 ** 2 / 2 + z95 * Math.sqrt(found * (1 - 1 / oneIn) + z95 ** 2 / 4)))

/** The same around a share in percent, `found` of `size` sampled people, by the interval of Wilson. */
export function shareMargin(found: number, size: number, oneIn: number) {
  if (oneIn === 1 || size === 0) return 0
  const share = found / size
  const wide = z95 ** 2 / size
  const middle = (share + wide / 2) / (1 + wide)
  const half = (z95 * Math.sqrt((share * (1 - share)) / size + wide / size / 4)) / (1 + wide)
  return 100 * (Math.abs(middle - share) + half)
}

/** How many events of each person of the range there are, and their squares: what is left is nobody's. */
export const ofSomebody = sql`select coalesce(sum(n), 0)::float8 as known, coalesce(sum(n * n), 0)::float8 as squares from (
  select count(*)::float8 as n from e where user_id is not null and created_at < (select ends from bounds) group by user_id) k`

/** What is said of the events that are nobody's; of a sample, only when they are more than chance. */
export function anonymousNote(
  { oneIn, counted: all }: PersonEvents,
  { anonymous, known, squares }: { anonymous: number; known: number; squares: number },
): string[] {
  if (oneIn === 1)
    return anonymous > 0 ? [`${counted(anonymous, 'event')} without a person left out.`] : []
  const left = Math.round(all - known * oneIn)
  const margin = Math.ceil(z95 * Math.sqrt(squares * oneIn * (oneIn - 1)))
  return left > margin
    ? [
        `About ${counted(left, 'event')} without a person left out (± ${margin.toLocaleString('en-US')}).`,
      ]
    : []
}
