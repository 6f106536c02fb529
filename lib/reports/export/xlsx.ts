import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node'
import { currencyDecimals } from '../../money'
import { isNumber } from '../cells'
import { rangeWords } from '../period'
import type { Column, DataRow, ReportData } from '../schema'
import { plainNumber, takenUnder } from './csv'

/** What Excel keeps of a text at the most. */
const longestText = 32_767
/** What no XML can hold. */
const unreadable = /[^\P{Cc}\t\n\r]|\p{Cs}|\p{Noncharacter_Code_Point}/gu
const text = (value: string) => value.replace(unreadable, '').slice(0, longestText)

function formatOf({ type, role }: Column, currency: string): string {
  switch (type) {
    case 'count':
      return '#,##0'
    case 'money': {
      const places = currencyDecimals(currency)
      const number = `#,##0${places > 0 ? `.${'0'.repeat(places)}` : ''}`
      return `${number} "${currency}";-${number} "${currency}"`
    }
    case 'percent':
      return role === 'change' ? '+0.0%;-0.0%;0.0%' : '0.0%'
    case 'points':
      return '+0.0;-0.0;0.0'
    default:
      return '#,##0.0'
  }
}

function cellOf(value: string | number | null, column: Column, currency: string): Cell {
  if (value === null) return null
  if (column.type === 'date')
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
  if (typeof value === 'string') return { value: text(value), type: String }
  const number = plainNumber(value, column, currency)
  return {
    value: column.type === 'percent' ? number / 100 : number,
    type: Number,
    format: formatOf(column, currency),
  }
}

const bold = { fontWeight: 'bold' } as const

function rowOf(row: DataRow, { columns, currency }: ReportData, style = {}) {
  return columns.map((column): Cell => {
    const cell = cellOf(row[column.key] ?? null, column, currency)
    return cell !== null && typeof cell === 'object' && 'value' in cell
      ? { ...cell, ...style }
      : cell
  })
}

function tableOf(data: ReportData): SheetData {
  const heads = data.columns.map(
    (column): Cell => ({
      value: column.label,
      type: String,
      ...bold,
      wrap: true,
      ...(isNumber(column) ? { align: 'right' as const } : {}),
    }),
  )
  const rows = data.sections.flatMap((section) => section.rows.map((row) => rowOf(row, data)))
  const labelled = data.columns.findIndex((column) => !isNumber(column))
  if (labelled < 0) return [heads, ...rows]
  const totals = rowOf(data.totals, data, { ...bold, topBorderStyle: 'thin' })
  totals[labelled] = { value: 'Total', type: String, ...bold, topBorderStyle: 'thin' }
  return [heads, ...rows, totals]
}

function aboutOf(data: ReportData): SheetData {
  const facts: [string, string][] = [
    ['Report', data.title],
    ['Workspace', data.workspace],
    ['Period', rangeWords(data.period)],
    ...(data.compared ? [['Compared with', rangeWords(data.compared)] as [string, string]] : []),
    ['Taken under', takenUnder(data)],
    ...data.definitions.map(({ label, definition }): [string, string] => [label, definition]),
  ]
  return facts.map(([name, words]) => [
    { value: name, type: String, ...bold },
    { value: text(words), type: String, wrap: true },
  ])
}

/** The rows flat on one sheet, for filters and pivots, with their total; what they mean on another. */
export async function toXlsx(data: ReportData): Promise<Buffer> {
  return writeExcelFile([
    {
      sheet: 'Report',
      data: tableOf(data),
      columns: data.columns.map((column) => ({ width: isNumber(column) ? 18 : 28 })),
      stickyRowsCount: 1,
    },
    { sheet: 'About', data: aboutOf(data), columns: [{ width: 24 }, { width: 90 }] },
  ]).toBuffer()
}
