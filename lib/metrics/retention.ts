import { sql } from 'kysely'
import { AppError, invalid } from '../errors'
import { formatDate, formatMonth, isoDate } from '../time'
import type { AnswerOf } from './answer-schema'
import { type Asking, about } from './answers'
import { bucketOf, buckets, daysIn, nextBucket, plusDays } from './days'
import { peopleSet } from './people-rows'
import { anonymousNote, countMargin, ofSomebody, personEvents, shareMargin } from './person-events'
import type { Asker, RowSet } from './row-sets'
import type { Interval, Question, Range } from './schema'

const shown = 12
const mostCohorts = 100

const usualInterval = (range: Range): Interval =>
  daysIn(range) <= 14 ? 'day' : daysIn(range) <= 120 ? 'week' : 'month'

/** The periods in which the range lies, and those after them that are looked at, as far as they have begun. */
function periodsOf(range: Range, interval: Interval, today: string, field: string) {
  const cohorts = buckets(range, interval).filter((first) => first <= today)
  if (cohorts.length > mostCohorts)
    throw new AppError('invalid', 'These are too many periods.', {
      [field]: `Please choose longer periods or fewer days: at most ${mostCohorts} periods.`,
    })
  const periods = [...cohorts]
  for (let more = 1; more < shown; more++) {
    const next = nextBucket(periods.at(-1) ?? bucketOf(range.from, interval), interval)
    if (next > today) break
    periods.push(next)
  }
  return { cohorts, periods }
}

/** How far off an estimate may be: in the largest cohort, and where it is worst. */
function marginNotes(cohorts: AnswerOf<'cohort'>['cohorts'], oneIn: number): string[] {
  const bySize = cohorts.toSorted((a, b) => b.size - a.size)
  const [largest, smallest] = [bySize[0], bySize.at(-1)]
  if (!largest || !smallest) return []
  const points = ({ cells }: typeof largest) =>
    Math.max(...cells.map((cell) => cell?.margin ?? 0)).toFixed(1)
  const people = countMargin(largest.size / oneIn, oneIn).toLocaleString('en-US')
  return [
    `95 % interval: shares ± ${points(largest)} points or less in the largest group, ± ${points(smallest)} in the smallest; sizes ± ${people} or less.`,
  ]
}

type Returning = { start: string; back?: string | undefined; interval: Interval }
type Periods = ReturnType<typeof periodsOf>

/** Rows `cohort`, people by the period in which they began, and `came`, when they first came back in each period since. */
async function returned(
  { db, frame }: Omit<Asker, 'now'>,
  { start, back, interval }: Returning,
  range: Range,
  { periods }: Periods,
) {
  const { timezone } = frame
  const last = plusDays(nextBucket(periods.at(-1) ?? range.to, interval), -1)
  const events = await personEvents(db, frame, {
    types: back === undefined ? null : [start, back],
    range,
    lastDay: last,
  })
  const rows = sql`bounds as (
      select ${events.ends}::timestamptz as ends,
        (select array_agg(day_begins(day, ${timezone}) order by day) from unnest(${periods}::date[]) day) as periods
    ), e as materialized (${events.rows}),
    firsts as (
      select user_id, min(created_at) as at from e
      where event_type = ${start} and user_id is not null and created_at < (select ends from bounds) group by user_id
    ), cohort as (
      select f.*, width_bucket(f.at, (select periods from bounds)) as cohort from firsts f
    ), came as (
      select c.user_id, c.cohort, width_bucket(e.created_at, (select periods from bounds)) - c.cohort as later, min(e.created_at) as at
      from cohort c join e on e.user_id = c.user_id and e.created_at > c.at ${back === undefined ? sql`` : sql`and e.event_type = ${back}`}
      group by 1, 2, 3
    )`
  return { events, rows }
}

const definedAs = ({ start, back, interval }: Returning) =>
  `People by the ${interval} in which they first did ${start} during the period and, for that ${interval} and each since, the share that did ${back ?? 'anything'} later than that first time. Of people who came in the same ${interval}, the size never changes.`

type Found = { cohort: number; later: number | null; people: number }

/**
 * People by the period in which they first did something in the range, and the share of them that
 * came back in each period since. The size of a cohort never changes.
 */
export async function retention(
  asking: Asking,
  question: Extract<Question, { kind: 'retention' }>,
): Promise<AnswerOf<'cohort'>> {
  const { db, workspace, range, now } = asking
  const interval = question.interval ?? usualInterval(range)
  const today = isoDate(now, workspace.timezone)
  const asked = { ...question, interval }
  const within = periodsOf(range, interval, today, 'question.interval')
  const { cohorts, periods } = within
  const { events, rows: came } = await returned({ db, frame: workspace }, asked, range, within)
  const { oneIn } = events
  const { rows } = await sql<Found & { anonymous: number; known: number; squares: number }>`
    with ${came}, counts as (
      select cohort, null::int as later, count(*)::int as people from cohort group by 1
      union all
      select cohort, later, count(*)::int from came where later < ${shown} group by 1, 2
    ), anonymous as (
      select count(*)::float8 as anonymous from e where user_id is null and created_at < (select ends from bounds)
    )
    select counts.*, anonymous.anonymous, k.* from anonymous cross join (${ofSomebody}) k left join counts on true`.execute(
    db,
  )
  const people = (cohort: number, later: number | null) =>
    rows.find((row) => row.cohort === cohort && row.later === later)?.people ?? 0
  const cell = (cohort: number, later: number) => {
    const period = periods[cohort - 1 + later]
    if (period === undefined) return null
    const [came, size] = [people(cohort, later), people(cohort, null)]
    return {
      value: (100 * came) / size,
      complete: nextBucket(period, interval) <= today,
      ...(oneIn === 1 ? {} : { margin: shareMargin(came, size, oneIn) }),
    }
  }
  const found = cohorts
    .map((month, at) => ({
      month,
      size: people(at + 1, null) * oneIn,
      cells: Array.from({ length: shown }, (_, later) => cell(at + 1, later)),
    }))
    .filter(({ size }) => size > 0)
  return {
    kind: 'cohort',
    ...about(
      asking,
      'People who came back',
      definedAs(asked) +
        (oneIn === 1 ? '' : ' Estimated from a sample of people; ± is the 95 % interval.'),
    ),
    notes: [
      `The running ${interval} is not over and is marked.`,
      ...events.notes,
      ...(oneIn === 1 ? [] : marginNotes(found, oneIn)),
      ...(rows[0] ? anonymousNote(events, rows[0]) : []),
    ],
    measure: 'back',
    unit: 'percent',
    of: 'people',
    interval,
    cohorts: found,
  }
}

const named = (day: string, interval: Interval) => {
  const at = `${day}T00:00:00Z`
  if (interval === 'month') return `in ${formatMonth(at, 'UTC')}`
  return `${interval === 'week' ? 'in the week of' : 'on'} ${formatDate(at, 'UTC')}`
}

type Cell = Omit<Returning, 'interval'> & {
  interval?: Interval | undefined
  period: string
  later?: number | undefined
}

/** The people of a cell, by when they first came back in its period; or all of its cohort, by when they began. */
export async function cameBackRows(
  asker: Asker,
  { start, back, interval: given, period, later }: Cell,
  range: Range,
): Promise<RowSet> {
  const interval = given ?? usualInterval(range)
  const within = periodsOf(range, interval, isoDate(asker.now, asker.frame.timezone), 'interval')
  const cohort = within.cohorts.indexOf(period) + 1
  if (cohort === 0)
    throw invalid({ period: `No ${interval} of these days that has begun has this first day.` })
  const then = within.periods[cohort - 1 + (later ?? 0)]
  if (then === undefined) throw invalid({ later: `This ${interval} has not begun yet.` })
  const { events, rows } = await returned(asker, { start, back, interval }, range, within)
  const began = `began ${named(period, interval)}`
  const first = `People who ${named(period, interval)} did ${start} for the first time during the period`
  const of = sql`cohort = ${sql.lit(cohort)}`
  if (later === undefined)
    return peopleSet(events, {
      title: `People who ${began}`,
      definition: `${first}.`,
      walked: rows,
      people: sql`select user_id, at, at as began from cohort where ${of}`,
    })
  return peopleSet(events, {
    title: `People who came back: ${began}, ${interval} ${later}`,
    definition: `${first}, and the share of them that did ${back ?? 'anything'} later than that ${named(then, interval)}.`,
    unit: 'percent',
    value: sql`coalesce(100.0 * count(*) / max(v.size), 0)`,
    whole: sql`max(v.size)`,
    walked: rows,
    people: sql`select c.user_id, c.at, k.at as began, (select count(*) from cohort where ${of}) as size
      from (select * from came where ${of} and later = ${later}) c join cohort k using (user_id)`,
  })
}
