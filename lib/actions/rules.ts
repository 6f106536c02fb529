const dayBefore = (day: string) => {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() - 1)
  return date.toISOString().slice(0, 10)
}

/** Monday is 1. */
const weekdayOf = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() || 7

/**
 * Working days in a row on which something was done. Days off do not break it, nor does today
 * before anything is done.
 */
export function streakOf(
  done: readonly string[],
  today: string,
  weekdays: readonly number[],
): number {
  const days = new Set(done)
  let streak = 0
  let day = today
  for (let looked = 0; looked < 60; looked++) {
    if (days.has(day)) streak++
    else if (day !== today && weekdays.includes(weekdayOf(day))) break
    day = dayBefore(day)
  }
  return streak
}
