export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** HH:MM; open until 24:00 means until midnight, and a window may run past it. */
export type OpenWindow = { from: string; to: string }

const separator = /\s*(?:-|–|—|\bto\b|\bbis\b|\buntil\b)\s*/iu
const clock = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$/iu

function timeOf(text: string): string | null {
  const match = clock.exec(text.trim())
  if (!match) return null
  const half = match[3]?.[0]?.toLowerCase()
  let hour = Number(match[1])
  const minute = Number(match[2] ?? 0)
  if (half) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half === 'p' ? 12 : 0)
  }
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/**
 * Opening hours of a day as people write them: "9-17", "9:00–12:30, 14–18", "9am to 5pm", "closed",
 * "24 hours". An empty list means closed; null, that it could not be read.
 */
export function parseHours(text: string): OpenWindow[] | null {
  const plain = text.trim().toLowerCase()
  if (/^(closed|geschlossen|ferm[ée]|-|–)$/u.test(plain)) return []
  if (/^(24\s*(h|hours|\/\s*7)?|always)$/u.test(plain)) return [{ from: '00:00', to: '24:00' }]
  const windows: OpenWindow[] = []
  for (const part of plain.split(/[,;&]|\band\b|\bund\b/u)) {
    const [from, to, ...more] = part.split(separator).map(timeOf)
    if (!from || !to || more.length > 0 || from === to) return null
    windows.push({ from, to })
  }
  return windows.length <= 4 ? windows : null
}

export const formatHours = (windows: readonly OpenWindow[]): string =>
  windows.length === 0 ? 'Closed' : windows.map(({ from, to }) => `${from}–${to}`).join(', ')
