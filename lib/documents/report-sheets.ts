import { cellWords, isNumber } from '../reports/cells'
import { limits } from '../reports/labels'
import type { Column, DataRow, ReportData } from '../reports/schema'
import { chartsOf } from './report-charts'

/**
 * The lines of a report by pages. Left to break one long table itself, the renderer lays the rest of it
 * out anew for every page, so that twice the rows take four times as long.
 */

export type Line =
  | { kind: 'heading'; label: string }
  | { kind: 'row'; row: DataRow }
  | { kind: 'total'; label: string; row: DataRow }

type Paper = {
  size: 'A4' | 'A3'
  orientation: 'portrait' | 'landscape'
  /** For lines, in points. */
  width: number
  height: number
  fontSize: number
}

/** As large as the columns need to be read. */
export function paperFor({ length }: readonly Column[]): Paper {
  if (length <= 6)
    return { size: 'A4', orientation: 'portrait', width: 515, height: 700, fontSize: 8.5 }
  if (length <= 12)
    return { size: 'A4', orientation: 'landscape', width: 760, height: 460, fontSize: 7.5 }
  return { size: 'A3', orientation: 'landscape', width: 1110, height: 690, fontSize: 7 }
}

/** Under a heading of its day, a row need not repeat it. */
export const shownColumns = ({ columns, sections }: ReportData) =>
  sections.length > 1 ? columns.filter(({ role }) => role !== 'interval') : columns

function linesOf({ columns, sections, totals }: ReportData): Line[] {
  const lines: Line[] = []
  let left = limits.pdfRows
  for (const { label, rows, totals: sums } of sections) {
    if (left <= 0) break
    if (rows.length === 0) continue
    if (label) lines.push({ kind: 'heading', label })
    for (const row of rows.slice(0, left)) lines.push({ kind: 'row', row })
    left -= rows.length
    if (sums && left >= 0) lines.push({ kind: 'total', label: 'Together', row: sums })
  }
  if (columns.some((column) => !isNumber(column)))
    lines.push({ kind: 'total', label: 'Total', row: totals })
  return lines
}

const lineHeight = 11
const charsOf = ({ width, fontSize }: Paper, column: Column, columns: readonly Column[]) => {
  const weight = (one: Column) => (isNumber(one) || one.type === 'date' ? 1 : 1.8)
  const all = columns.reduce((sum, one) => sum + weight(one), 0)
  return ((width / all) * weight(column)) / (fontSize * 0.55)
}

function heightOf(line: Line, data: ReportData): number {
  if (line.kind === 'heading') return 26
  const columns = shownColumns(data)
  const paper = paperFor(data.columns)
  const most = Math.max(
    1,
    ...columns.map((column) => {
      const words = cellWords(line.row[column.key], column, data.currency)
      return (
        Math.ceil(words.length / charsOf(paper, column, columns)) + words.split('\n').length - 1
      )
    }),
  )
  return most * lineHeight + 8
}

export function sheetsOf(data: ReportData): Line[][] {
  const { height: page, width } = paperFor(data.columns)
  const charts = chartsOf(data).length
  const rowsOfCharts = Math.ceil(charts / Math.floor((width + 16) / 256))
  const sheets: Line[][] = [[]]
  let room = page - 70 - data.filters.length * lineHeight - rowsOfCharts * 165
  for (const line of linesOf(data)) {
    const height = heightOf(line, data)
    const sheet = sheets.at(-1) as Line[]
    // A heading stays with its first row.
    const needed = line.kind === 'heading' ? height + 24 : height
    if (needed > room && sheet.length > 0) {
      sheets.push([line])
      room = page - 20
    } else sheet.push(line)
    room -= height
  }
  return sheets
}
