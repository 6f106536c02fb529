import { isoDate } from '../time'
import type { ProviderName } from './labels'

const dayOf = (at: Date) => at.toISOString().slice(0, 10)
const plus = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000)

/** Easter Sunday, by the anonymous Gregorian computus. */
function easter(year: number): Date {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25)
  const h = (19 * a + d + 15) % 30
  const m = Math.floor((a + 11 * h) / 319)
  const l = (2 * (b % 4) + 2 * Math.floor(c / 4) - (c % 4) - h + m + 32) % 7
  const month = Math.floor((h - m + l + 90) / 25)
  return new Date(Date.UTC(year, month - 1, (h - m + l + month + 19) % 32))
}

/** Days on which euro transfers rest: weekends and the holidays of TARGET. */
function rests(at: Date): boolean {
  if (at.getUTCDay() % 6 === 0) return true
  const sunday = easter(at.getUTCFullYear())
  const moving = [plus(sunday, -2), plus(sunday, 1)].map(dayOf)
  const day = dayOf(at)
  return moving.includes(day) || ['01-01', '05-01', '12-25', '12-26'].includes(day.slice(5))
}

/** The day that is so many banking days after another. */
export function bankingDaysAfter(day: string, count: number): string {
  let at = new Date(`${day}T00:00:00Z`)
  for (let left = count; left > 0; ) {
    at = plus(at, 1)
    if (!rests(at)) left--
  }
  return dayOf(at)
}

/** The day by which what was sent arrives, in the workspace's time zone. */
export function expectedOn(
  provider: ProviderName,
  currency: string,
  sentAt: Date,
  timeZone: string,
): string {
  const sentOn = isoDate(sentAt, timeZone)
  if (provider === 'sandbox') return sentOn
  return bankingDaysAfter(sentOn, provider === 'bank_file' && currency === 'EUR' ? 1 : 3)
}
