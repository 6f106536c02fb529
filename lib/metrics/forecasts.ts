import { isoDate } from '../time'
import type { AnswerOf } from './answer-schema'
import { type Asking, about, metricOf } from './answers'
import { bucketOf, buckets, nextBucket, plusDays, plusMonths } from './days'
import { overTime } from './numbers'
import type { Interval, Question } from './schema'
import { coverage, fewest, forecast } from './smoothing'

/** How far back is looked, and what repeats: months of a year, or days of a week. */
const grain = {
  won_value: { interval: 'month', season: 12 },
  commissions_due: { interval: 'month', season: 12 },
  tasks_opened: { interval: 'day', season: 7 },
} as const satisfies Record<string, { interval: Interval; season: number }>

const methodWords = {
  'seasonal-naive':
    'what was a season ago (the baseline, which Holt-Winters did not beat in the backtest)',
  'holt-winters': 'Holt-Winters smoothing, which beat the seasonal-naive baseline in the backtest',
  mean: 'the average so far, because the past is too short for a backtest',
}

export async function forecastOf(
  asking: Asking,
  { metric: key, horizon }: Extract<Question, { kind: 'forecast' }>,
): Promise<AnswerOf<'forecast'>> {
  const { db, workspace, now } = asking
  const metric = metricOf(key)
  const { interval, season } = grain[key]
  const today = isoDate(now, workspace.timezone)
  const current = bucketOf(today, interval)
  const earliest = interval === 'month' ? plusMonths(current, -60) : plusDays(current, -182)
  const range = { from: earliest, to: plusDays(current, -1) }
  const rows = await overTime(db, workspace, { metric, range }, interval)
  const known = new Map(rows.map(({ day, value }) => [day, value ?? 0]))
  const all = buckets(range, interval).map((day) => ({ day, value: known.get(day) ?? 0 }))
  // What lies before the first value is not a past without sales: there was no business yet.
  const began = all.findIndex(({ value }) => value > 0)
  const history = began === -1 ? [] : all.slice(began)
  const ahead = interval === 'day' ? horizon * 7 : horizon
  const made = forecast(
    history.map(({ value }) => value),
    season,
    ahead,
  )
  let day = current
  return {
    kind: 'forecast',
    ...about(
      asking,
      `${metric.label}: forecast`,
      `${metric.definition} By ${interval}, from the ${interval} that is running on. Forecast by ${methodWords[made.method]}. The band holds ${Math.round(coverage * 100)} of 100 outcomes of the backtest.`,
    ),
    notes:
      history.length < fewest
        ? [`A backtest needs at least ${fewest} ${interval}s; there are ${history.length}.`]
        : [],
    metric: key,
    unit: metric.unit,
    history: history.slice(interval === 'month' ? -24 : -56),
    forecast: made.values.map((one) => {
      const point = { day, ...one }
      day = nextBucket(day, interval)
      return point
    }),
    method: made.method,
    error: made.error,
    baselineError: made.baselineError,
    coverage,
  }
}
