/** Minutes of a local day, 1 (Monday) to 7. */
export type Window = { day: number; from: number; to: number }

const dayMinutes = 1440
const clock = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$/iu
const separator = /\s*(?:-|–|—|\bto\b|\buntil\b|\bbis\b)\s*/iu

function minuteOf(text: string): number | null {
  const match = clock.exec(text.trim())
  if (!match) return null
  const half = match[3]?.[0]?.toLowerCase()
  let hour = Number(match[1])
  const minute = Number(match[2] ?? 0)
  if (half) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half === 'p' ? 12 : 0)
  }
  if (minute > 59 || hour * 60 + minute > dayMinutes) return null
  return hour * 60 + minute
}

const nextDay = (day: number) => (day % 7) + 1

/**
 * The hours of one day as people write them: "9-17", "8:30–12, 13–17:30", "10pm-6am", "all day". What goes past
 * midnight becomes two windows, the second on the next day. Null when it cannot be read; none for a day off.
 */
export function parseDay(day: number, text: string): Window[] | null {
  const plain = text.trim().toLowerCase()
  if (plain === '' || /^(off|none|free|closed|-|–|—)$/u.test(plain)) return []
  if (/^(all day|always|24\s*(h|hours)?)$/u.test(plain)) return [{ day, from: 0, to: dayMinutes }]
  const windows: Window[] = []
  for (const part of plain.split(/[,;&]|\band\b|\bund\b/u)) {
    const [from, to, ...more] = part.split(separator).map(minuteOf)
    if (from == null || to == null || more.length > 0 || from === to || from === dayMinutes)
      return null
    if (to > from) windows.push({ day, from, to })
    else {
      windows.push({ day, from, to: dayMinutes })
      if (to > 0) windows.push({ day: nextDay(day), from: 0, to })
    }
  }
  return windows
}

const pad = (value: number) => String(value).padStart(2, '0')
/** 0 is "00:00", 1440 is "24:00". */
export const clockOf = (minute: number) => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`

export const inOrder = (windows: readonly Window[]) =>
  [...windows].sort((a, b) => a.day - b.day || a.from - b.from)

const isMorning = (before: Window, { day, from, to }: Window) =>
  before.to === dayMinutes &&
  before.from > 0 &&
  day === nextDay(before.day) &&
  from === 0 &&
  to <= before.from

/** The hours of each day of the week in words, what goes past midnight on the day it begins. */
export function formatWeek(windows: readonly Window[]): string[] {
  const sorted = inOrder(windows)
  const mornings = new Set<Window>()
  const days: string[][] = Array.from({ length: 7 }, () => [])
  for (const window of sorted) {
    const morning = sorted.find((other) => other !== window && isMorning(window, other))
    if (morning) mornings.add(morning)
  }
  for (const window of sorted) {
    if (mornings.has(window)) continue
    const morning = sorted.find((other) => mornings.has(other) && isMorning(window, other))
    days[window.day - 1]?.push(`${clockOf(window.from)}–${clockOf(morning?.to ?? window.to)}`)
  }
  return days.map((parts) => parts.join(', '))
}

/** Two windows that share a minute, if any do. */
export function overlapping(windows: readonly Window[]): [Window, Window] | null {
  const sorted = inOrder(windows)
  for (const [index, window] of sorted.entries()) {
    const next = sorted[index + 1]
    if (next && next.day === window.day && next.from < window.to) return [window, next]
  }
  return null
}

export const weekMinutes = (windows: readonly Window[]) =>
  windows.reduce((sum, { from, to }) => sum + to - from, 0)

/** The same hours on the wall clock of another zone that is so many minutes ahead; windows may break at midnight. */
export function shiftWeek(windows: readonly Window[], ahead: number): Window[] {
  const shifted: Window[] = []
  for (const { day, from, to } of windows) {
    const week = 7 * dayMinutes
    let start = ((((day - 1) * dayMinutes + from + ahead) % week) + week) % week
    let left = to - from
    while (left > 0) {
      const dayIndex = Math.floor(start / dayMinutes)
      const begin = start % dayMinutes
      const length = Math.min(left, dayMinutes - begin)
      shifted.push({ day: dayIndex + 1, from: begin, to: begin + length })
      left -= length
      start = (start + length) % week
    }
  }
  const merged: Window[] = []
  for (const window of inOrder(shifted)) {
    const last = merged.at(-1)
    if (last && last.day === window.day && last.to === window.from) last.to = window.to
    else merged.push({ ...window })
  }
  return merged
}

/** How many minutes one zone's clock is ahead of another's at a moment. */
export function minutesAhead(zone: string, of: string, at: Date): number {
  const clockIn = (timeZone: string) => {
    const parts = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    }).formatToParts(at)
    const [day, month, year, hour, minute] = parts
      .filter(({ type }) => type !== 'literal')
      .map(({ value }) => Number(value)) as [number, number, number, number, number]
    return Date.UTC(year, month - 1, day, hour, minute)
  }
  return (clockIn(zone) - clockIn(of)) / 60_000
}

/** "phone 2, writing 3"; a skill without a number is at level 1. Null when it cannot be read. */
export function parseSkills(text: string): Record<string, number> | null {
  const skills: Record<string, number> = {}
  for (const part of text.split(/[,;\n]/)) {
    const plain = part.trim().toLocaleLowerCase('en')
    if (plain === '') continue
    const match = /^(\D*?[^\d\s:])\s*:?\s*([1-5])?$/u.exec(plain)
    if (!match?.[1]) return null
    skills[match[1]] = Number(match[2] ?? 1)
  }
  return skills
}

export const formatSkills = (skills: Readonly<Record<string, number>>) =>
  Object.entries(skills)
    .map(([skill, level]) => `${skill} ${level}`)
    .join(', ')
