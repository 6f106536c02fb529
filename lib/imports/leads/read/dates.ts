import { TZDate } from '@date-fns/tz'
import type { DateOrder } from '../../schema'

export type ReadDate = { at: Date; error?: undefined } | { at?: undefined; error: string }

type Parts = { year: number; month: number; day: number }
type Clock = { hour: number; minute: number; second: number; offset: string | undefined }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const unreadable = 'This is not a date, such as 2026-03-31.'
const noon: Clock = { hour: 12, minute: 0, second: 0, offset: undefined }

const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(.+))?$/
const numeric = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:,?\s+(.+))?$/
const dayFirst =
  /^(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})(?:,?\s+(.+))?$/i
const monthFirst = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(.+))?$/i
const clock =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|[+-]\d{2}:?\d{2})?$/i

const fullYear = (text: string) => (text.length === 2 ? 2000 + Number(text) : Number(text))
const monthOf = (name: string) => months.indexOf(name.slice(0, 3).toLowerCase()) + 1

/** Year, month, day and the time behind them; null when the order of day and month must be asked. */
function partsOf(
  text: string,
  order: DateOrder | null,
): [Parts, string | undefined] | null | 'ask' {
  let match = iso.exec(text)
  if (match) {
    const [, year = '', month = '', day = '', rest] = match
    return [{ year: Number(year), month: Number(month), day: Number(day) }, rest]
  }
  match = numeric.exec(text)
  if (match) {
    const [, first = '', mark, second = '', year = '', rest] = match
    // Dots are written day first wherever they are written.
    const asked = mark === '.' ? 'day' : order
    if (!asked && Number(first) <= 12 && Number(second) <= 12 && first !== second) return 'ask'
    const swap = asked ? asked === 'month' : Number(second) > 12
    const [day, month] = swap ? [second, first] : [first, second]
    return [{ year: fullYear(year), month: Number(month), day: Number(day) }, rest]
  }
  match = dayFirst.exec(text)
  if (match) {
    const [, day = '', month = '', year = '', rest] = match
    return [{ year: fullYear(year), month: monthOf(month), day: Number(day) }, rest]
  }
  match = monthFirst.exec(text)
  if (!match) return null
  const [, month = '', day = '', year = '', rest] = match
  return [{ year: Number(year), month: monthOf(month), day: Number(day) }, rest]
}

function clockOf(text: string | undefined): Clock | null {
  if (!text) return noon
  const match = clock.exec(text.trim())
  if (!match) return null
  const [, hours = '', minute = '', second = '0', half, offset] = match
  let hour = Number(hours)
  if (half) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0)
  }
  if (hour > 23 || Number(minute) > 59 || Number(second) > 59) return null
  return { hour, minute: Number(minute), second: Number(second), offset }
}

const exists = ({ year, month, day }: Parts) => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/**
 * Reads a date as people and systems write it. One without a time is noon in the zone: no zone of
 * anybody who looks at it then shows another day.
 */
export function readDate(text: string, order: DateOrder | null, zone: string): ReadDate {
  const found = partsOf(text.trim(), order)
  if (found === 'ask') return { error: 'Day and month could be either way round.' }
  if (!found) return { error: unreadable }
  const [parts, rest] = found
  const time = clockOf(rest)
  if (!time) return { error: unreadable }
  if (!exists(parts))
    return {
      error:
        parts.month > 12 && parts.day <= 12
          ? `There is no month ${parts.month}; day and month seem to be the other way round.`
          : 'This day does not exist.',
    }
  if (parts.year < 1970 || parts.year > 2100)
    return { error: 'Please give a date between 1970 and 2100.' }
  return { at: instant(parts, time, zone) }
}

const remembered = new Map<string, number>()

/** Noon of a day in a zone is asked for again and again, and a zone is slow to ask. */
function localTime(parts: Parts, time: Clock, zone: string): number {
  const { year, month, day } = parts
  const read = () =>
    new TZDate(year, month - 1, day, time.hour, time.minute, time.second, zone).getTime()
  if (time !== noon) return read()
  const key = `${zone} ${year}-${month}-${day}`
  let found = remembered.get(key)
  if (found === undefined) {
    found = read()
    if (remembered.size > 20_000) remembered.clear()
    remembered.set(key, found)
  }
  return found
}

function instant({ year, month, day }: Parts, time: Clock, zone: string): Date {
  const { hour, minute, second, offset } = time
  if (!offset) return new Date(localTime({ year, month, day }, time, zone))
  const utc = Date.UTC(year, month - 1, day, hour, minute, second)
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? []
  const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return new Date(utc - ahead * 60_000)
}
