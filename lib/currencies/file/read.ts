import { AppError } from '../../errors'
import type { BadCell } from '../schema'
import { readDay } from './day'
import { unzip } from './unzip'

/** Rates of a file, column by column: they go to the database as three arrays. */
export type RateFile = {
  currencies: string[]
  days: string[]
  /** Units per euro, as written. */
  rates: string[]
  empty: number
  bad: number
  badCells: BadCell[]
}

export const fileLimits = {
  bytes: 10 * 1024 * 1024,
  unpacked: 30 * 1024 * 1024,
  lines: 20_000,
  columns: 200,
}
const shownBad = 20

const refuse = (message: string) => new AppError('invalid', message)
const wanted =
  'Take the CSV from the European Central Bank’s page “Euro foreign exchange reference rates”.'

/** Reads the ECB's daily or historical CSV, as it is or zipped. `today` is the last day that can have rates. */
export function readRates(bytes: Uint8Array, today: string): RateFile {
  const lines = linesOf(bytes)
  const header = cellsOf(lines[0] ?? '')
  const currencies = columnsOf(header)
  const file: RateFile = { currencies: [], days: [], rates: [], empty: 0, bad: 0, badCells: [] }
  const seen = new Set<string>()
  const complain = (line: number, column: string | null, value: string, problem: string) => {
    file.bad++
    if (file.badCells.length < shownBad)
      file.badCells.push({ line, column, value: value.slice(0, 40), problem })
  }
  for (let at = 1; at < lines.length; at++) {
    const text = lines[at] as string
    if (text.trim() === '') continue
    const row = cellsOf(text)
    const [first = ''] = row
    const day = readDay(first)
    if (!day) complain(at + 1, 'Date', first, 'This is not a date.')
    else if (day > today) complain(at + 1, 'Date', first, 'This day has not come yet.')
    else if (seen.has(day))
      complain(at + 1, 'Date', first, 'This day stands in the file twice; the first one counts.')
    else if (row.length !== header.length)
      complain(
        at + 1,
        null,
        text,
        `This line has ${row.length} columns, and the first line ${header.length}.`,
      )
    else {
      seen.add(day)
      currencies.forEach((currency, i) => {
        const cell = row[i + 1] as string
        if (cell === '' || cell === 'N/A') file.empty++
        else if (!/^\d{1,9}(\.\d{1,10})?$/.test(cell) || Number(cell) < 0.000001)
          complain(at + 1, currency, cell, 'This is not a rate, such as 1.0837.')
        else {
          file.currencies.push(currency)
          file.days.push(day)
          file.rates.push(cell)
        }
      })
    }
  }
  if (seen.size === 0 && file.bad === 0) throw refuse(`There is no day in this file. ${wanted}`)
  return file
}

function linesOf(bytes: Uint8Array): string[] {
  if (bytes.length === 0) throw refuse(`The file is empty. ${wanted}`)
  const raw = bytes[0] === 0x50 && bytes[1] === 0x4b ? unzip(bytes, fileLimits.unpacked) : bytes
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    throw refuse(`This is not a text file. ${wanted}`)
  }
  if (text.trim() === '') throw refuse(`The file is empty. ${wanted}`)
  if (/^\s*</.test(text)) throw refuse(`This is a web page, not a CSV. ${wanted}`)
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.length > fileLimits.lines)
    throw refuse(
      `The file has more than ${fileLimits.lines.toLocaleString('en-US')} lines. ${wanted}`,
    )
  return lines
}

const cellsOf = (line: string) => line.split(',').map((cell) => cell.trim())

/** The ECB ends each line with a comma, and in the daily file with a space more. */
function columnsOf([first, ...columns]: string[]): string[] {
  const codes = columns.at(-1) === '' ? columns.slice(0, -1) : columns
  if (first?.toLowerCase() !== 'date')
    throw refuse(`The first line does not begin with “Date”. ${wanted}`)
  if (codes.length === 0) throw refuse(`The first line names no currencies. ${wanted}`)
  if (codes.length > fileLimits.columns)
    throw refuse(`The first line names ${codes.length} currencies. ${wanted}`)
  const wrong = codes.find((code) => !/^[A-Z]{3}$/.test(code) || code === 'EUR')
  if (wrong !== undefined)
    throw refuse(
      `“${wrong.slice(0, 40)}” in the first line is not a currency with a rate to the euro. ${wanted}`,
    )
  const twice = codes.find((code, i) => codes.indexOf(code) !== i)
  if (twice) throw refuse(`${twice} stands in the first line twice.`)
  return codes
}
