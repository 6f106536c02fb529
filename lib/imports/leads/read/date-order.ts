import type { Column, Mapping } from '../../schema'

/** The order that the dates of the mapped columns prove; null when they prove none, or both. */
export function provenDateOrder(
  columns: readonly Column[],
  mapped: Mapping['columns'],
): { order: 'day' | 'month' | null; ask: boolean } {
  const dates = [mapped.createdAt, mapped.closedAt].flatMap((index) =>
    index === undefined ? [] : (columns[index]?.dates ?? []),
  )
  const sum = (key: 'day' | 'month' | 'either') =>
    dates.reduce((total, counts) => total + counts[key], 0)
  const [day, month] = [sum('day'), sum('month')]
  if (day > 0 && month === 0) return { order: 'day', ask: false }
  if (month > 0 && day === 0) return { order: 'month', ask: false }
  return { order: null, ask: day + month + sum('either') > 0 }
}
