import { bucketOf, plusDays, plusMonths } from '../metrics/days'
import type { Range } from '../metrics/schema'
import { formatDate } from '../time'
import type { PeriodName } from './labels'
import type { Period } from './schema'

const quarterOf = (day: string) => {
  const month = Number(day.slice(5, 7))
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
}
const yearOf = (day: string) => `${day.slice(0, 4)}-01-01`
const before = (from: string, months: number): Range => ({
  from: plusMonths(from, -months),
  to: plusDays(from, -1),
})
const last = (today: string, days: number): Range => ({
  from: plusDays(today, -days),
  to: plusDays(today, -1),
})

const relative: Record<PeriodName, (today: string) => Range> = {
  today: (today) => ({ from: today, to: today }),
  yesterday: (today) => last(today, 1),
  last_7_days: (today) => last(today, 7),
  last_30_days: (today) => last(today, 30),
  last_90_days: (today) => last(today, 90),
  week_to_date: (today) => ({ from: bucketOf(today, 'week'), to: today }),
  last_week: (today) => last(bucketOf(today, 'week'), 7),
  month_to_date: (today) => ({ from: bucketOf(today, 'month'), to: today }),
  last_month: (today) => before(bucketOf(today, 'month'), 1),
  quarter_to_date: (today) => ({ from: quarterOf(today), to: today }),
  last_quarter: (today) => before(quarterOf(today), 3),
  year_to_date: (today) => ({ from: yearOf(today), to: today }),
  last_year: (today) => before(yearOf(today), 12),
}

/** The days that a period means on a day; what is named "last" never holds that day itself. */
export const rangeOn = (period: Period, today: string): Range =>
  typeof period === 'string' ? relative[period](today) : period

/** "1 Oct 2026 to 31 Oct 2026": days have no zone. */
export const rangeWords = ({ from, to }: Range): string =>
  from === to
    ? formatDate(`${from}T12:00:00Z`, 'UTC')
    : `${formatDate(`${from}T12:00:00Z`, 'UTC')} to ${formatDate(`${to}T12:00:00Z`, 'UTC')}`
