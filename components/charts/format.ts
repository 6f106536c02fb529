import type { Interval, Range, Unit } from '@/lib/metrics/schema'
import { formatMoney } from '@/lib/money'

/** How figures are written, everywhere the same. */

export type NumberKind = Unit | 'number'

const digits = (most: number) => new Intl.NumberFormat('en-US', { maximumFractionDigits: most })
const whole = digits(0)
const one = digits(1)
const two = digits(2)
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

export function formatValue(
  value: number | null,
  kind: NumberKind,
  currency: string,
  { compact = false } = {},
): string {
  if (value === null) return '–'
  switch (kind) {
    case 'money':
      return formatMoney(Math.round(value), currency, { compact })
    case 'percent':
      return `${one.format(value)} %`
    case 'days':
      return compact ? one.format(value) : `${one.format(value)} ${value === 1 ? 'day' : 'days'}`
    case 'minutes':
      return `${one.format(value)} min`
    case 'score':
      return two.format(value)
    default:
      return compact ? short.format(value) : whole.format(value)
  }
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
export function changeOf(value: number | null, before: number | null, kind: NumberKind): Change {
  if (value === null || before === null) return null
  const difference = value - before
  if (difference === 0) return { direction: 'same', words: 'No change' }
  const direction = difference > 0 ? 'up' : 'down'
  if (kind === 'percent') {
    const points = one.format(Math.abs(difference))
    return { direction, words: `${points} ${points === '1' ? 'point' : 'points'}` }
  }
  if (before === 0) return { direction, words: 'from nothing' }
  const percent = Math.abs((100 * difference) / before)
  return { direction, words: percent > 999 ? 'over 999 %' : `${one.format(percent)} %` }
}
