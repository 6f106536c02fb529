/** The first and last day of the calendar quarter before a day, as YYYY-MM-DD. */
export function lastQuarter(today: string): { from: string; to: string } {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const first = Math.floor((month - 1) / 3) * 3 - 3
  const day = (months: number, date: number) =>
    new Date(Date.UTC(year, months, date)).toISOString().slice(0, 10)
  return { from: day(first, 1), to: day(first + 3, 0) }
}
