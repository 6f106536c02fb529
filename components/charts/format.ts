import { figureWords } from '@/lib/metrics/rules'
import type { Interval, Range, Unit } from '@/lib/metrics/schema'

/** How figures and days are written, everywhere the same. */

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })
const one = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

/** A figure in words; at an axis, in short. */
export function formatValue(
  value: number | null,
  unit: Unit,
  currency: string,
  { compact = false } = {},
): string {
  if (!compact || value === null) return figureWords(value, unit, currency)
  if (unit === 'days' || unit === 'minutes') return one.format(value)
  if (unit === 'count' || unit === 'people') return short.format(value)
  return figureWords(value, unit, currency, { compact })
}

const dates = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' })
const dayMonth = dates({ day: 'numeric', month: 'short' })
const dayMonthYear = dates({ day: 'numeric', month: 'short', year: 'numeric' })
const monthYear = dates({ month: 'short', year: 'numeric' })
const weekday = dates({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })

const at = (day: string) => new Date(`${day}T00:00:00Z`)

/** "21 Nov", "Nov 2026": a day of the workspace, without its zone. */
export const formatBucket = (day: string, interval: Interval) =>
  (interval === 'month' ? monthYear : dayMonth).format(at(day))

/** The same, with everything that it leaves out. */
export const formatBucketLong = (day: string, interval: Interval) =>
  interval === 'month'
    ? monthYear.format(at(day))
    : interval === 'week'
      ? `Week of ${dayMonthYear.format(at(day))}`
      : weekday.format(at(day))

/** "3 Mar – 1 Apr 2026" */
export function formatRange({ from, to }: Range): string {
  if (from === to) return dayMonthYear.format(at(from))
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  return `${(sameYear ? dayMonth : dayMonthYear).format(at(from))} – ${dayMonthYear.format(at(to))}`
}

export type Change = { direction: 'up' | 'down' | 'same'; words: string } | null

/** How a value stands to the one before: in percent, or in points where it is a percentage itself. */
export function changeOf(value: number | null, before: number | null, unit: Unit): Change {
  if (value === null || before === null) return null
  const difference = value - before
  if (difference === 0) return { direction: 'same', words: 'No change' }
  const direction = difference > 0 ? 'up' : 'down'
  if (unit === 'percent') {
    const points = one.format(Math.abs(difference))
    return { direction, words: `${points} ${points === '1' ? 'point' : 'points'}` }
  }
  if (before === 0) return { direction, words: 'from nothing' }
  const percent = Math.abs((100 * difference) / before)
  return { direction, words: percent > 999 ? 'over 999 %' : `${one.format(percent)} %` }
}
