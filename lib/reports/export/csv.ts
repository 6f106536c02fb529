import { toCsvFile } from '../../api/csv'
import { currencyDecimals } from '../../money'
import { formatDateTime } from '../../time'
import { counted } from '../../words'
import { rangeWords } from '../period'
import type { Column, ReportData } from '../schema'

const unitWords = ({ type, role }: Column, currency: string): string => {
  if (type === 'money') return ` (${currency})`
  if (type === 'percent' || role === 'change') return type === 'points' ? ' (points)' : ' (%)'
  if (type === 'days' || type === 'minutes') return ` (${type})`
  return ''
}

/** Amounts in whole units: a spreadsheet adds them up as they stand. */
export const plainNumber = (value: number, { type }: Column, currency: string) =>
  type === 'money'
    ? Math.round(value) / 10 ** currencyDecimals(currency)
    : Math.round(value * 1e6) / 1e6

/** What the file was taken under, in a sentence. */
export const takenUnder = ({ rowCount, filters, period, timezone, asOf, notes }: ReportData) =>
  [
    `${counted(rowCount, 'row')}. ${filters.join(', ') || 'No filter'}. ${rangeWords(period)}.`,
    `Days in ${timezone}. Taken ${formatDateTime(asOf, timezone)}.`,
    ...notes,
  ].join(' ')

/** One line per row; totals are left to whoever adds up. */
export function toCsv(data: ReportData, name: string): File {
  const { columns, currency, sections } = data
  return toCsvFile(
    name,
    columns.map((column) => ({
      header: column.label + unitWords(column, currency),
      value: (row: ReportData['totals']) => {
        const value = row[column.key] ?? null
        return typeof value === 'number' ? plainNumber(value, column, currency) : value
      },
    })),
    sections.flatMap(({ rows }) => rows),
    takenUnder(data),
  )
}
