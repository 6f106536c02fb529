import { median, medianAbsoluteDeviation } from 'simple-statistics'
import type { Interval, Point } from './schema'

/** Fewer points than this say nothing of what is usual. */
const fewest = 14
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

/**
 * Points far from the usual: the median of the series, for days of the same weekday where there are
 * at least six of them. Far is 3.5 robust standard deviations (Iglewicz and Hoaglin, 1993).
 */
export function anomaliesIn(points: readonly Point[], interval: Interval) {
  const known = points.filter((point): point is Point & { value: number } => point.value !== null)
  if (known.length < fewest) return []
  const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()
  const all = known.map(({ value }) => value)
  return known.flatMap((point) => {
    const weekday = weekdayOf(point.day)
    const alike = interval === 'day' ? known.filter(({ day }) => weekdayOf(day) === weekday) : []
    const byWeekday = alike.length >= 6
    const peers = byWeekday ? alike.map(({ value }) => value) : all
    const expected = median(peers)
    const spread =
      Math.max(medianAbsoluteDeviation(peers), medianAbsoluteDeviation(all) / 2) * toSigma
    if (spread === 0 || Math.abs(point.value - expected) / spread < threshold) return []
    const words = `${point.value > expected ? 'Far above' : 'Far below'} the usual${byWeekday ? ` of ${weekdays[weekday]}` : ''}`
    return [{ day: point.day, value: point.value, expected, words }]
  })
}
