import { type RawBuilder, sql } from 'kysely'
import type { Frame } from './numbers'
import type { Range } from './schema'

type Sql = RawBuilder<unknown>

/** The workspace's day of a moment. */
export const dayOf = (at: Sql, { timezone }: Frame) => sql`(${at} at time zone ${timezone})::date`

/** The first day of the workspace's month of a moment. */
export const monthOf = (at: Sql, { timezone }: Frame) =>
  sql`date_trunc('month', ${at} at time zone ${timezone})::date`

/** Within days of the workspace. The edges in time let an index find the rows; the day decides, also where midnight comes twice or not at all. */
export const within = (at: Sql, { from, to }: Range, frame: Frame) =>
  sql`${at} >= (${from}::date::timestamp - interval '3 hours') at time zone ${frame.timezone}
    and ${at} < ((${to}::date + 1)::timestamp + interval '3 hours') at time zone ${frame.timezone}
    and ${dayOf(at, frame)} between ${from}::date and ${to}::date`

/** An id for a row that has none of its own: the same words have the same (UUID version 8). */
export const idOf = (words: Sql) =>
  sql`overlay(overlay(md5(${words}) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid`

/** Money in the currency of reports, at the rate of its day; null where there is none. */
export const reported = (amount: Sql, currency: Sql, at: Sql, frame: Frame) =>
  sql`(case when ${currency} = ${frame.currency} then ${amount}::numeric
    else in_reporting_currency(${amount}, ${currency}, ${dayOf(at, frame)}) end)`
