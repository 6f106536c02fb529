import { type RawBuilder, sql } from 'kysely'
import { counted } from '../words'
import { type Asking, about } from './answers'
import { plusDays } from './days'
import { anonymousNote, countMargin, ofSomebody, personEvents } from './person-events'
import type { AnswerOf, Question } from './schema'

type Sql = RawBuilder<unknown>
type Steps = readonly string[]

const bit = (step: number) => sql.lit(2 ** step)
const chain = (step: number) => sql.raw(`c${step}`)

/** A type may be several steps at once: a bit for each. */
const bitsOf = (steps: Steps): Sql =>
  sql`case event_type ${sql.join(
    [...new Set(steps)].map((type) => {
      const bits = steps.reduce((sum, one, at) => sum + (one === type ? 2 ** at : 0), 0)
      return sql`when ${type} then ${sql.lit(bits)}`
    }),
    sql` `,
  )} end`

/**
 * For each event that is a step, when that and the steps after it were reached, each by the first
 * event strictly later than the one before. Read from the end, the next event of a step is the least.
 */
function chains(last: number): Sql {
  let rows = sql`select p.*, case when steps & ${bit(last)} <> 0 then array[at] end as ${chain(last)} from p`
  for (let step = last - 1; step >= 0; step--)
    rows = sql`select r.*, case when steps & ${bit(step)} <> 0 then array[at] || min(${chain(step + 1)}) over (
        partition by user_id order by at desc rows between unbounded preceding and 1 preceding) end as ${chain(step)}
      from (${rows}) r`
  return rows
}

/** How many steps of a path were reached in time. */
const reach = (n: number, window: Sql | null): Sql =>
  window
    ? sql`case ${sql.join(
        Array.from({ length: n - 1 }, (_, at) => {
          const step = sql.lit(n - at)
          return sql`when path[${step}] <= path[1] + ${window} then ${step}`
        }),
        sql` `,
      )} else 1 end`
    : sql`cardinality(path)`

/** What is counted of each step but the first: reached, open, median days from the step before. */
const columns = (n: number, window: Sql | null, now: Date): Sql =>
  sql.join(
    Array.from({ length: n }, (_, at) => {
      const step = sql.lit(at + 1)
      const before = sql.lit(at)
      const may = window ? sql` and last_start + ${window} > ${now}::timestamptz` : sql``
      return sql`count(*) filter (where reach >= ${step})::int as ${sql.raw(`reached${at}`)},
        count(*) filter (where reach = ${before}${may})::int as ${sql.raw(`open${at}`)},
        (percentile_cont(0.5) within group (order by extract(epoch from path[${step}] - path[${before}]))
          filter (where reach >= ${step}) / 86400)::float8 as ${sql.raw(`days${at}`)}`
    }),
  )

const definition = (steps: Steps, within: string) =>
  `Of the people who did ${steps[0]} during the period: how many then did ${steps.slice(1).join(', then ')}${within}. A step counts when it comes later than the one before; what bears the same time is not later. Every time somebody does the first step is a new start, and the start that led furthest counts, of equals the first.`

/**
 * How far people came through events in order, also past the end of the range. Who has not come on,
 * but has a start whose window is not over, is counted as open.
 */
export async function eventFunnel(
  asking: Asking,
  { steps, window: size, windowUnit }: Extract<Question, { kind: 'event-funnel' }>,
): Promise<AnswerOf<'funnel'>> {
  const { db, workspace, range, now } = asking
  const n = steps.length
  const hours = size === undefined ? null : size * (windowUnit === 'days' ? 24 : 1)
  const window = hours === null ? null : sql`make_interval(hours => ${hours}::int)`
  // A day more, as one of the days may have 25 hours.
  const lastDay = hours === null ? null : plusDays(range.to, Math.ceil(hours / 24) + 1)
  const events = await personEvents(db, workspace, { types: steps, range, lastDay })
  const { rows } = await sql<Record<string, number | null>>`
    with bounds as (select ${events.ends}::timestamptz as ends), e as materialized (${events.rows}),
    p as (
      select user_id, created_at as at, bit_or(${bitsOf(steps)}) as steps from e
      where user_id is not null group by user_id, created_at
    ), runs as (
      select user_id, c0 as path from (${chains(n - 1)}) c where c0 is not null and at < (select ends from bounds)
    ), furthest as (
      select distinct on (user_id) path, reach, max(path[1]) over (partition by user_id) as last_start
      from (select runs.*, ${reach(n, window)} as reach from runs) r order by user_id, reach desc, path[1]
    ), anonymous as (
      select count(*)::float8 as anonymous from e where user_id is null and created_at < (select ends from bounds)
    )
    select * from (select ${columns(n, window, now)} from furthest) f, anonymous, (${ofSomebody}) k`.execute(
    db,
  )
  const found = rows[0] ?? {}
  const { oneIn } = events
  const of = (name: string, at: number) => found[`${name}${at}`] ?? 0
  const words = size === undefined ? '' : ` within ${counted(size, windowUnit.slice(0, -1))}`
  const open = steps.some((_, at) => at > 0 && of('open', at) > 0)
  return {
    kind: 'funnel',
    ...about(
      asking,
      'Steps of people',
      definition(steps, words && `${words} of the first step, also after the period`) +
        (oneIn === 1 ? '' : ' Estimated from a sample of people; ± is the 95 % interval.'),
    ),
    notes: [
      ...(words ? [`All steps${words} of the first.`] : []),
      ...events.notes,
      ...(oneIn === 1
        ? []
        : [
            `95 % interval: ${steps.map((type, at) => `${type} ± ${countMargin(of('reached', at), oneIn).toLocaleString('en-US')}`).join(', ')}.`,
          ]),
      ...anonymousNote(events, {
        anonymous: found.anonymous ?? 0,
        known: found.known ?? 0,
        squares: found.squares ?? 0,
      }),
      ...(open ? ['Some may still come: the open ones are shown beside each step.'] : []),
    ],
    steps: steps.map((type, at) => ({
      key: `${at + 1} ${type}`,
      label: type,
      reached: of('reached', at) * oneIn,
      open: at === 0 ? 0 : of('open', at) * oneIn,
      medianDays: at === 0 ? null : (found[`days${at}`] ?? null),
      ...(oneIn === 1 ? {} : { margin: countMargin(of('reached', at), oneIn) }),
    })),
  }
}
