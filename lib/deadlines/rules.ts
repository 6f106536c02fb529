const units: Record<string, number> = { m: 1, min: 1, h: 60, d: 1440, w: 10_080 }

/** Working minutes as people write them: "90", "1 h 30 min", "4h", "2 d" of 24 working hours. Null when it cannot be read. */
export function parseMinutes(text: string): number | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/(hours?|hrs?)\b/g, 'h')
    .replace(/min(utes?)?\b/g, 'min')
    .replace(/days?\b/g, 'd')
    .replace(/weeks?\b/g, 'w')
  if (/^\d+$/.test(plain)) return Number(plain)
  if (!/^(\d+(\.\d+)?\s*(min|m|h|d|w)\s*)+$/.test(plain)) return null
  let sum = 0
  for (const [, count, unit] of plain.matchAll(/(\d+(?:\.\d+)?)\s*(min|m|h|d|w)/g))
    sum += Number(count) * (units[unit ?? ''] ?? 0)
  return Number.isInteger(sum) ? sum : null
}

/** 1500 is "25 h", 90 is "1 h 30 min": hours of work, since a day is as long as the settings say. */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ') || '0 min'
}

export type Holiday = { day: string; name: string }
type Read = { holidays: Holiday[]; wrong: { line: number; text: string }[] }

const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})\b/
const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b/
const months = 'jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec'.split(',')
const spoken = /^(\d{1,2})\.?\s+(\p{L}{3,})\.?,?\s+(\d{4})\b/u

function dayOf(text: string): { day: string; length: number } | null {
  const pad = (value: number) => String(value).padStart(2, '0')
  let found: [length: number, year: number, month: number, day: number] | null = null
  const a = iso.exec(text)
  if (a) found = [a[0].length, Number(a[1]), Number(a[2]), Number(a[3])]
  const b = dotted.exec(text)
  if (b) found = [b[0].length, Number(b[3]), Number(b[2]), Number(b[1])]
  const c = spoken.exec(text)
  if (c)
    found = [
      c[0].length,
      Number(c[3]),
      months.indexOf((c[2] ?? '').toLowerCase().slice(0, 3)) + 1,
      Number(c[1]),
    ]
  if (!found) return null
  const [length, year, month, day] = found
  const name = `${year}-${pad(month)}-${pad(day)}`
  const at = Date.parse(`${name}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(name)
    ? { day: name, length }
    : null
}

/**
 * Holidays from pasted text or a CSV, one a line, the day first: "2026-12-25 Christmas", "25.12.2026;Weihnachten",
 * "25 Dec 2026, Christmas Day". A heading line and empty lines are passed over; a day given twice counts once.
 */
export function readHolidays(text: string): Read {
  const days = new Map<string, string>()
  const wrong: Read['wrong'] = []
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim().replaceAll('"', '')
    if (line === '') continue
    const found = dayOf(line)
    if (!found) {
      if (index > 0 || /\d/.test(line)) wrong.push({ line: index + 1, text: line.slice(0, 60) })
      continue
    }
    const name = line
      .slice(found.length)
      .replace(/^[\s,;:\t–-]+/u, '')
      .split(/[;\t]/)[0]
      ?.trim()
      .normalize('NFC')
    days.set(found.day, name?.slice(0, 100) || 'Holiday')
  }
  return { holidays: [...days].map(([day, name]) => ({ day, name })), wrong }
}
