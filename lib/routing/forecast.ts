export type DayOfWork = { day: string; minutes: number }

const week = 7
const weeksBack = 4

/** What a day will bring by the same weekday of the four weeks before it; null without any of them. */
export function expectFor(days: readonly DayOfWork[], at: number): number | null {
  const same = Array.from({ length: weeksBack }, (_, n) => days[at - (n + 1) * week]).filter(
    (day) => day !== undefined,
  )
  if (same.length === 0) return null
  return same.reduce((sum, { minutes }) => sum + minutes, 0) / same.length
}

export type Forecast = {
  /** Minutes of work expected on the last of the days. */
  expected: number | null
  /** The mean of how far it was off on the days before, in minutes. */
  error: number | null
  past: { day: string; expected: number; actual: number }[]
}

/** The last of consecutive days forecast from those before it, with how well it did on the week before. */
export function forecastLast(days: readonly DayOfWork[]): Forecast {
  const last = days.length - 1
  const past = Array.from({ length: week }, (_, n) => last - week + n).flatMap((at) => {
    const expected = at >= 0 ? expectFor(days, at) : null
    const day = days[at]
    return expected === null || !day ? [] : [{ day: day.day, expected, actual: day.minutes }]
  })
  return {
    expected: expectFor(days, last),
    error:
      past.length > 0
        ? past.reduce((sum, { expected, actual }) => sum + Math.abs(expected - actual), 0) /
          past.length
        : null,
    past,
  }
}
