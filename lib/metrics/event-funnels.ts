import { type RawBuilder, sql } from 'kysely'
import { invalid } from '../errors'
import { counted } from '../words'
import type { AnswerOf } from './answer-schema'
import { type Asking, about } from './answers'
import { plusDays } from './days'
import { nobodyWaits } from './funnels'
import { peopleSet } from './people-rows'
import { anonymousNote, countMargin, ofSomebody, personEvents } from './person-events'
import type { Asker, RowSet } from './row-sets'
import type { Question, Range } from './schema'

type Sql = RawBuilder<unknown>
type Walk = Pick<Extract<Question, { kind: 'event-funnel' }>, 'steps' | 'windowUnit'> & {
  window?: number | undefined
}

const bit = (step: number) => sql.lit(2 ** step)
const chain = (step: number) => sql.raw(`c${step}`)

/** A type may be several steps at once: a bit for each. */
const bitsOf = (steps: readonly string[]): Sql =>
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

const came = (step: number) => sql`reach >= ${sql.lit(step)}`

/** Those of the step before who have a start whose window is not over. */
function mayCome(step: number, window: Sql | null, now: Date): Sql {
  const inTime = window ? sql` and last_start + ${window} > ${now}::timestamptz` : sql``
  return sql`reach = ${sql.lit(step - 1)}${inTime}`
}

/** What is counted of each step: reached, open, median days from the step before. */
const columns = (n: number, window: Sql | null, now: Date): Sql =>
  sql.join(
    Array.from({ length: n }, (_, at) => {
      const step = sql.lit(at + 1)
      const before = sql.lit(at)
      return sql`count(*) filter (where ${came(at + 1)})::int as ${sql.raw(`reached${at}`)},
        count(*) filter (where ${mayCome(at + 1, window, now)})::int as ${sql.raw(`open${at}`)},
        (percentile_cont(0.5) within group (order by extract(epoch from path[${step}] - path[${before}]))
          filter (where ${came(at + 1)}) / 86400)::float8 as ${sql.raw(`days${at}`)}`
    }),
  )

const withinWords = ({ window, windowUnit }: Walk) =>
  window === undefined ? '' : ` within ${counted(window, windowUnit.slice(0, -1))}`

function definedAs(walk: Walk) {
  const [first, ...others] = walk.steps
  const within = withinWords(walk)
  const words = within && `${within} of the first step, also after the period`
  return `Of the people who did ${first} during the period: how many then did ${others.join(', then ')}${words}. A step counts when it comes later than the one before; what bears the same time is not later. Every time somebody does the first step is a new start, and the start that led furthest counts, of equals the first.`
}

/** Rows `furthest`: of each person the start that led furthest, and when their last one was. */
async function walked(
  { db, frame }: Omit<Asker, 'now'>,
  { steps, window: size, windowUnit }: Walk,
  range: Range,
) {
  const n = steps.length
  const hours = size === undefined ? null : size * (windowUnit === 'days' ? 24 : 1)
  const window = hours === null ? null : sql`make_interval(hours => ${hours}::int)`
  // A day more, as one of the days may have 25 hours.
  const lastDay = hours === null ? null : plusDays(range.to, Math.ceil(hours / 24) + 1)
  const events = await personEvents(db, frame, { types: steps, range, lastDay })
  const rows = sql`bounds as (select ${events.ends}::timestamptz as ends), e as materialized (${events.rows}),
    p as (
      select user_id, created_at as at, bit_or(${bitsOf(steps)}) as steps from e
      where user_id is not null group by user_id, created_at
    ), runs as (
      select user_id, c0 as path from (${chains(n - 1)}) c where c0 is not null and at < (select ends from bounds)
    ), furthest as (
      select distinct on (user_id) user_id, path, reach, max(path[1]) over (partition by user_id) as last_start
      from (select runs.*, ${reach(n, window)} as reach from runs) r order by user_id, reach desc, path[1]
    )`
  return { events, window, rows }
}

/**
 * How far people came through events in order, also past the end of the range. Who has not come on,
 * but has a start whose window is not over, is counted as open.
 */
export async function eventFunnel(
  asking: Asking,
  walk: Extract<Question, { kind: 'event-funnel' }>,
): Promise<AnswerOf<'funnel'>> {
  const { db, workspace, range, now } = asking
  const { steps } = walk
  const n = steps.length
  const { events, window, rows: furthest } = await walked({ db, frame: workspace }, walk, range)
  const { rows } = await sql<Record<string, number | null>>`
    with ${furthest}, anonymous as (
      select count(*)::float8 as anonymous from e where user_id is null and created_at < (select ends from bounds)
    )
    select * from (select ${columns(n, window, now)} from furthest) f, anonymous, (${ofSomebody}) k`.execute(
    db,
  )
  const found = rows[0] ?? {}
  const { oneIn } = events
  const of = (name: string, at: number) => found[`${name}${at}`] ?? 0
  const words = withinWords(walk)
  const open = steps.some((_, at) => at > 0 && of('open', at) > 0)
  return {
    kind: 'funnel',
    ...about(
      asking,
      'Steps of people',
      definedAs(walk) +
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

/** The people who came to a step, by when they did; or who may still come, by when they came to the step before. */
export async function personStepRows(
  asker: Asker,
  walk: Walk & { step: string; reach: 'reached' | 'open' },
  range: Range,
): Promise<RowSet> {
  const { steps, reach } = walk
  const at = steps.findIndex((_, index) => String(index + 1) === walk.step)
  const label = steps[at]
  const named = steps.map((type, index) => `${index + 1} (${type})`).join(', ')
  if (label === undefined) throw invalid({ step: `The steps are: ${named}.` })
  if (reach === 'open' && at === 0) throw invalid({ reach: nobodyWaits })
  const { events, window, rows } = await walked(asker, walk, range)
  const [who, last, heading] =
    reach === 'open'
      ? [mayCome(at + 1, window, asker.now), at, `may still come to “${label}”`]
      : [came(at + 1), at + 1, `came to “${label}”`]
  return peopleSet(events, {
    title: `Steps of people: ${heading}`,
    definition: definedAs(walk),
    walked: rows,
    people: sql`select user_id, path[${sql.lit(last)}] as at, path[1] as began from furthest where ${who}`,
  })
}
