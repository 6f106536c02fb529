const months =
  'january february march april may june july august september october november december'.split(' ')

/** "2026-11-20" or "20 November 2026" as the first; null for what is no day since the euro. */
export function readDay(text: string): string | null {
  const long = /^(\d{1,2}) ([A-Za-z]+) (\d{4})$/.exec(text)
  const month = long ? months.indexOf((long[2] as string).toLowerCase()) + 1 : 0
  const day = long
    ? `${long[3]}-${String(month).padStart(2, '0')}-${String(long[1]).padStart(2, '0')}`
    : text
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day < '1999-01-01') return null
  const at = new Date(`${day}T00:00:00Z`)
  // 31 February would be read as a day in March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null
}
