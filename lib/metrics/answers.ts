import type { Workspace } from '../auth/actor'
import type { Db } from '../db/with-actor'
import { eventsAsOf } from '../rollups/queries'
import { counted } from '../words'
import { anomaliesIn } from './anomalies'
import type { AnswerOf, Point } from './answer-schema'
import { type Metric, metrics, ofNothing } from './catalogue'
import { buckets, compared, intervalFor } from './days'
import { filterWords } from './filters'
import { type Asked, overTime, overTimeBy, parts, total } from './numbers'
import { errorWords } from './rules'
import type { Comparison, Interval, MetricKey, Question, QuestionKind, Range } from './schema'

/** Who asks, when, and over which days. */
export type Asking = {
  db: Db
  now: Date
  workspace: Workspace
  range: Range
  comparison: Comparison
  /** Asked before the question where several are asked; else with it. */
  eventsAsOf?: Date | undefined
}
type QuestionOf<K extends QuestionKind> = Extract<Question, { kind: K }>

export const metricOf = (key: MetricKey): Metric => metrics[key]

export const about = ({ workspace, now }: Asking, title: string, definition: string) => ({
  title,
  definition,
  asOf: now,
  timezone: workspace.timezone,
  currency: workspace.currency,
  filters: [] as string[],
})

/** Events are counted a moment after they are taken; all else is read as it is. */
const aboutFigure = async (
  asking: Asking,
  { metric, filters }: Pick<Asked, 'metric' | 'filters'>,
) => ({
  ...about(asking, metric.label, metric.definition),
  filters: await filterWords(asking.db, metric, filters),
  ...(metric.fact.sums ? { asOf: asking.eventsAsOf ?? (await eventsAsOf(asking.db)) } : {}),
})

const notesOf = (missing: number) =>
  missing > 0
    ? [`${counted(missing, 'row')} in another currency left out: there is no rate for the day.`]
    : []

/** A point for every interval: nothing that adds up is zero, of the rest there is no figure. */
function filled(
  rows: readonly { day: string | null; value: number | null; count: number }[],
  range: Range,
  interval: Interval,
  { unit }: Metric,
): Point[] {
  const known = new Map(rows.map((row) => [row.day, row]))
  return buckets(range, interval).map((day) => {
    const { value, count } = known.get(day) ?? { value: ofNothing(unit), count: 0 }
    return { day, value, count }
  })
}

const missingOf = (metric: Metric, whole: { missing: number; error?: number } | undefined) => [
  ...(metric.unit === 'money' ? notesOf(whole?.missing ?? 0) : []),
  ...(whole?.error === undefined ? [] : [errorWords(whole.error)]),
]

export async function figure(
  asking: Asking,
  { metric: key, filters }: QuestionOf<'figure'>,
): Promise<AnswerOf<'figure'>> {
  const { db, workspace, range } = asking
  const metric = metricOf(key)
  const asked: Asked = { metric, range, filters }
  const interval = intervalFor(range)
  const other = compared(range, asking.comparison)
  const [rows, before] = await Promise.all([
    overTime(db, workspace, asked, interval),
    other && total(db, workspace, { ...asked, range: other }),
  ])
  const whole = rows.find(({ day }) => day === null)
  return {
    kind: 'figure',
    ...(await aboutFigure(asking, { metric, filters })),
    notes: missingOf(metric, whole),
    metric: key,
    unit: metric.unit,
    value: whole?.value ?? ofNothing(metric.unit),
    count: whole?.count ?? 0,
    before: before && other ? { value: before.value, count: before.count, ...other } : null,
    series: filled(rows, range, interval, metric),
  }
}

const seriesShown = 5

export async function trend(
  asking: Asking,
  { metric: key, filters, groupBy, ...given }: QuestionOf<'trend'>,
): Promise<AnswerOf<'trend'>> {
  const { db, workspace, range } = asking
  const metric = metricOf(key)
  const asked: Asked = { metric, range, filters }
  const interval = given.interval ?? intervalFor(range)
  const other = compared(range, asking.comparison)
  const [rows, grouped, earlier] = await Promise.all([
    overTime(db, workspace, asked, interval),
    groupBy ? overTimeBy(db, workspace, asked, interval, groupBy, seriesShown) : [],
    other ? overTime(db, workspace, { ...asked, range: other }, interval) : [],
  ])
  const whole = rows.find(({ day }) => day === null)
  const points = filled(rows, range, interval, metric)
  const ranks = [...new Set(grouped.map(({ rank }) => rank))]
  return {
    kind: 'trend',
    ...(await aboutFigure(asking, { metric, filters })),
    notes: missingOf(metric, whole),
    metric: key,
    unit: metric.unit,
    interval,
    total: whole?.value ?? null,
    count: whole?.count ?? 0,
    series: groupBy
      ? ranks.map((rank) => {
          const own = grouped.filter((row) => row.rank === rank)
          return {
            key: rank === null ? null : (own[0]?.key ?? null),
            label: rank === null ? 'Other' : (own[0]?.label ?? 'None'),
            points: filled(own, range, interval, metric),
          }
        })
      : [{ key: null, label: metric.label, points }],
    before: other
      ? {
          ...other,
          total: earlier.find(({ day }) => day === null)?.value ?? null,
          points: filled(earlier, other, interval, metric),
        }
      : null,
    anomalies: groupBy ? [] : anomaliesIn(points, interval, metric.unit),
  }
}

export async function breakdown(
  asking: Asking,
  { metric: key, dimension, limit, filters }: QuestionOf<'breakdown'>,
): Promise<AnswerOf<'breakdown'>> {
  const metric = metricOf(key)
  const rows = await parts(
    asking.db,
    asking.workspace,
    { metric, range: asking.range, filters },
    dimension,
    limit,
  )
  const whole = rows.find(({ rank }) => rank === 0)
  const rest = rows.find(({ rank }) => rank === null)
  return {
    kind: 'breakdown',
    ...(await aboutFigure(asking, { metric, filters })),
    notes: missingOf(metric, whole),
    metric: key,
    unit: metric.unit,
    dimension,
    slices: rows
      .filter(({ rank }) => rank !== null && rank > 0)
      .map(({ key, label, value, count }) => ({ key, label, value, count })),
    other: rest ? { label: 'Other', value: rest.value, count: rest.count } : null,
    total: whole?.value ?? null,
    count: whole?.count ?? 0,
  }
}
