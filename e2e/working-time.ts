/** What working time is, for tests to compare with. */

export type Window = { day: number; from: number; to: number }
export type Calendar = { zone: string; hours: Window[]; off: string[] }

export const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Dublin',
  'Europe/Lisbon',
  'Europe/Istanbul',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'America/Phoenix',
  'America/St_Johns',
  'America/Halifax',
  'America/Havana',
  'America/Sao_Paulo',
  'America/Santiago',
  'America/Bogota',
  'Africa/Casablanca',
  'Africa/Lagos',
  'Africa/Johannesburg',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Manila',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Australia/Adelaide',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Antarctica/Troll',
]

const minute = 60_000
const formatters = new Map<string, Intl.DateTimeFormat>()

export function wallClock(zone: string, at: number) {
  const format =
    formatters.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
  formatters.set(zone, format)
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return {
    day: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday ?? '') + 1,
    date: `${parts.year}-${parts.month}-${parts.day}`,
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  }
}

export function isWorking({ zone, hours, off }: Calendar, at: number) {
  const wall = wallClock(zone, at)
  return (
    !off.includes(wall.date) &&
    hours.some(({ day, from, to }) => day === wall.day && from <= wall.minute && wall.minute < to)
  )
}

/** Seconds of working time between two moments. Slow and obvious: looks at the wall clock in every minute. */
export function seconds(calendar: Calendar, from: number, to: number) {
  let sum = 0
  for (let at = from; at < to; ) {
    const next = Math.min(to, Math.floor(at / minute) * minute + minute)
    if (isWorking(calendar, at)) sum += (next - at) / 1000
    at = next
  }
  return sum
}
