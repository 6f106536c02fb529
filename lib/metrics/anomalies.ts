import { median, medianAbsoluteDeviation } from 'simple-statistics'
import type { Point } from './answer-schema'
import { addsUp } from './catalogue'
import type { Interval, Unit } from './schema'

/** Fewer points than this say nothing of what is usual. */
const fewest = 14
/** So many days of one weekday are needed to judge by it. */
const fewestAlike = 6
/** A rate, a median or a score of fewer rows is left to chance. */
const fewestRows = 5
/** How many robust standard deviations away from the usual a point must be. */
const threshold = 3.5
/** Of the median absolute deviation, for normally distributed values: 1/Φ⁻¹(3/4). */
const toSigma = 1.4826

const weekdays = [
  'Sundays',
  'Mondays',
  'Tuesdays',
  'Wednesdays',
  'Thursdays',
  'Fridays',
  'Saturdays',
]

type Known = Point & { value: number }

const isCount = (unit: Unit) => addsUp(unit) || unit === 'people'

/**
 * Puts values on a scale where chance alone has a known spread, and says which. Counts: Anscombe's
 * transform, after which Poisson counts have a standard deviation of one whatever their mean. Money
 * is counted in typical rows first. Other figures stay as they are, and have no such floor.
 */
function onScale(points: readonly Known[], unit: Unit) {
  if (!isCount(unit)) return { of: (value: number) => value, least: 0 }
  const sizes = points.flatMap(({ value, count }) => (count > 0 ? [Math.abs(value) / count] : []))
  const typical = (unit === 'money' && sizes.length > 0 && median(sizes)) || 1
  const of = (value: number) =>
    Math.sign(value) * (2 * Math.sqrt(Math.abs(value) / typical + 3 / 8) - 2 * Math.sqrt(3 / 8))
  return { of, least: 1 }
}

const weekdayOf = ({ day }: Known) => new Date(`${day}T00:00:00Z`).getUTCDay()

/** What is usual at a point, and of which days: of its weekday where there are enough of them, else of all. */
function usualOf(known: readonly Known[], interval: Interval) {
  const overall = { expected: median(known.map(({ value }) => value)), of: '' }
  const values = new Map<number, number[]>()
  if (interval === 'day')
    for (const point of known) {
      const weekday = weekdayOf(point)
      values.set(weekday, [...(values.get(weekday) ?? []), point.value])
    }
  const byWeekday = new Map(
    [...values]
      .filter(([, alike]) => alike.length >= fewestAlike)
      .map(([weekday, alike]) => [
        weekday,
        { expected: median(alike), of: ` of ${weekdays[weekday]}` },
      ]),
  )
  return (point: Known) =>
    byWeekday.size === 0 ? overall : (byWeekday.get(weekdayOf(point)) ?? overall)
}

/**
 * Points far from the usual: the median of the series, for days of the same weekday where there are
 * at least six of them. Far is 3.5 robust standard deviations (Iglewicz and Hoaglin, How to Detect
 * and Handle Outliers, 1993), of counts at least those of chance (Anscombe, The Transformation of
 * Poisson, Binomial and Negative-Binomial Data, Biometrika 35, 1948).
 */
export function anomaliesIn(points: readonly Point[], interval: Interval, unit: Unit) {
  const known = points.filter(
    (point): point is Known => point.value !== null && (isCount(unit) || point.count >= fewestRows),
  )
  if (known.length < fewest) return []
  const scale = onScale(known, unit)
  const usual = usualOf(known, interval)
  const judged = known.map((point) => {
    const { expected, of } = usual(point)
    return { ...point, expected, of, off: scale.of(point.value) - scale.of(expected) }
  })
  const spread = Math.max(
    scale.least,
    toSigma * medianAbsoluteDeviation(judged.map(({ off }) => off)),
  )
  return judged.flatMap(({ day, value, expected, of, off }) =>
    spread > 0 && Math.abs(off) / spread >= threshold
      ? [{ day, value, expected, words: `Far ${off > 0 ? 'above' : 'below'} the usual${of}` }]
      : [],
  )
}
