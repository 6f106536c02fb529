import type { Comparison, Interval, Range } from './schema'

/** Calendar arithmetic on days such as "2026-03-29". No zone: a day is the workspace's day. */

const DAY = 86_400_000
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

export const plusDays = (day: string, days: number) => dayOf(at(day) + days * DAY)
export const daysIn = ({ from, to }: Range) => Math.round((at(to) - at(from)) / DAY) + 1

/** The same day of another month; the last of it where there is no such day. */
export function plusMonths(day: string, months: number) {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return dayOf(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

/** The first day of the interval that a day is in; weeks begin on Monday. */
export function bucketOf(day: string, interval: Interval) {
  if (interval === 'month') return `${day.slice(0, 7)}-01`
  if (interval === 'week') return plusDays(day, -((new Date(at(day)).getUTCDay() + 6) % 7))
  return day
}

export const nextBucket = (bucket: string, interval: Interval) =>
  interval === 'month' ? plusMonths(bucket, 1) : plusDays(bucket, interval === 'week' ? 7 : 1)

/** Every interval that a range touches, by its first day. */
export function buckets({ from, to }: Range, interval: Interval): string[] {
  const all: string[] = []
  for (let day = bucketOf(from, interval); day <= to; day = nextBucket(day, interval)) all.push(day)
  return all
}

/** An interval that draws a range in about thirty to ninety points. */
export const intervalFor = (range: Range): Interval =>
  daysIn(range) <= 92 ? 'day' : daysIn(range) <= 400 ? 'week' : 'month'

/** What a range is compared with, as many days long. */
export function compared(range: Range, comparison: Comparison): Range | null {
  if (comparison === 'none') return null
  const days = daysIn(range)
  if (comparison === 'previous')
    return { from: plusDays(range.from, -days), to: plusDays(range.from, -1) }
  const from = plusMonths(range.from, -12)
  return { from, to: plusDays(from, days - 1) }
}
