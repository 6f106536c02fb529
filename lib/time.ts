import { TZDate } from '@date-fns/tz'

export const DAY_MS = 86_400_000

type Instant = Date | string | number
type Style = 'date' | 'dateTime' | 'long' | 'month' | 'time'

const STYLES: Record<Style, Intl.DateTimeFormatOptions> = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  dateTime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  long: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  month: { month: 'long', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
}

const LOCALE = 'en-GB'
const formatters = new Map<string, Intl.DateTimeFormat>()
const relativeFormatter = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

function format(at: Instant, zone: string, style: Style): string {
  const key = `${zone}|${style}`
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(LOCALE, { ...STYLES[style], timeZone: zone })
    formatters.set(key, found)
  }
  return found.format(typeof at === 'string' ? new Date(at) : at)
}

const instantOf = (at: Instant): number =>
  typeof at === 'number' ? at : (typeof at === 'string' ? new Date(at) : at).getTime()

// Every zone is a multiple of a quarter of an hour off UTC, so within one the day is the same.
const QUARTER_MS = 900_000
const days = new Map<string, string>()

/** "21 Nov 2026". Lists write the same few days over and over, and Intl is slow. */
export function formatDate(at: Instant, zone: string): string {
  const key = `${Math.floor(instantOf(at) / QUARTER_MS)}${zone}`
  let found = days.get(key)
  if (found === undefined) {
    if (days.size >= 20_000) days.clear()
    found = format(at, zone, 'date')
    days.set(key, found)
  }
  return found
}

export const formatDateTime = (at: Instant, zone: string) => format(at, zone, 'dateTime')
export const formatMonth = (at: Instant, zone: string) => format(at, zone, 'month')
export const formatTime = (at: Instant, zone: string) => format(at, zone, 'time')

/** "Sat, 21 Nov 2026, 09:30 CET": weekday and zone spelled out, for tooltips. */
export const formatLong = (at: Instant, zone: string) => format(at, zone, 'long')

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * DAY_MS],
  ['month', 30 * DAY_MS],
  ['week', 7 * DAY_MS],
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** "3 hours ago", "in 2 days", "just now". */
export function formatRelative(at: Instant, now: Instant): string {
  const distance = new Date(at).getTime() - new Date(now).getTime()
  for (const [unit, size] of STEPS) {
    if (Math.abs(distance) >= size)
      return relativeFormatter.format(Math.trunc(distance / size), unit)
  }
  return 'just now'
}

/** "2 d 4 h", "3 min", "12 s": the two largest units. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  if (first === -1) return '0 s'
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** The instant at which a calendar day ("2026-03-29") begins in a zone, or null if there is no such day. */
export function parseIsoDate(text: string, zone: string): Date | null {
  const match = ISO_DATE.exec(text.trim())
  if (!match) return null
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.toISOString().slice(0, 10) !== text.trim()) return null
  return firstInstant(year, month - 1, day, zone)
}

const ISO_MINUTE = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/

/** The instant of a clock's "2026-03-29T14:05" in a zone, or null if there is no such time. A time that clocks skip is the one an hour later. */
export function parseIsoMinute(text: string, zone: string): Date | null {
  const [, day, hour, minute] = ISO_MINUTE.exec(text.trim()) ?? []
  if (!day || !parseIsoDate(day, zone) || Number(hour) > 23 || Number(minute) > 59) return null
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return new Date(new TZDate(year, month - 1, date, Number(hour), Number(minute), zone).getTime())
}

/** The calendar day of an instant in a zone, as "2026-03-29". */
export function isoDate(at: Instant, zone: string): string {
  const local = new TZDate(new Date(at).getTime(), zone)
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${local.getFullYear()}-${pad(local.getMonth() + 1)}-${pad(local.getDate())}`
}

export function startOfDay(at: Instant, zone: string): Date {
  const local = new TZDate(new Date(at).getTime(), zone)
  return firstInstant(local.getFullYear(), local.getMonth(), local.getDate(), zone)
}

export function startOfMonth(at: Instant, zone: string): Date {
  const local = new TZDate(new Date(at).getTime(), zone)
  return firstInstant(local.getFullYear(), local.getMonth(), 1, zone)
}

/** Calendar days, so a day of 23 or 25 hours still counts as one. */
export function addDays(at: Instant, days: number, zone: string): Date {
  const local = new TZDate(new Date(at).getTime(), zone)
  local.setDate(local.getDate() + days)
  return new Date(local.getTime())
}

/** Midnight does not exist where clocks skip it (Beirut, Santiago): the day then begins later. */
function firstInstant(year: number, month: number, day: number, zone: string): Date {
  const noon = new TZDate(year, month, day, 12, zone).getTime()
  const dayOf = (at: number) => new TZDate(at, zone).getDate()
  const target = dayOf(noon)
  let before = noon - 26 * 3_600_000
  let inside = noon
  while (inside - before > 1000) {
    const middle = Math.floor((before + inside) / 2000) * 1000
    if (dayOf(middle) === target) inside = middle
    else before = middle
  }
  return new Date(inside)
}

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat(LOCALE, { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** `2026-03-29 14:05` in the zone, for files that people sort and compute with. */
export function isoDateTime(at: Instant, zone: string): string {
  return `${isoDate(at, zone)} ${formatTime(at, zone)}`
}

/** `2026-03-29T14:05` in the zone: what a field for a day and a time holds. */
export const isoMinute = (at: Instant, zone: string) =>
  `${isoDate(at, zone)}T${formatTime(at, zone)}`
