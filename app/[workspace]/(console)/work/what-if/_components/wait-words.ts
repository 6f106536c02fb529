/** A waiting time, short enough for a figure. */
export function waitWords(minutes: number | null): string {
  if (minutes === null) return '–'
  if (minutes < 1) return '0 min'
  return minutes < 90 ? `${Math.round(minutes)} min` : `${(minutes / 60).toFixed(1)} h`
}
