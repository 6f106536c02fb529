import type { ReportData } from './schema'

/** The first rows of a report, for a look at it. */
export function firstRows(data: ReportData, most: number): ReportData {
  let left = most
  const sections = data.sections.flatMap((section) => {
    if (left <= 0) return []
    const rows = section.rows.slice(0, left)
    left -= rows.length
    return [{ ...section, rows }]
  })
  return { ...data, sections }
}
