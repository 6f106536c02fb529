import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { counted } from '../words'

/** A CSV as a procedure's answer: a file that the browser downloads. */
export const csvFile = z.instanceof(File)

/** At most this many rows leave in one file. */
export const csvRowLimit = 100_000

type Column<T> = { header: string; value: (row: T) => string | number | null }

/**
 * Rows as CSV for spreadsheets: UTF-8 with a byte order mark, cells that would start a formula
 * neutralised, and a last line that says what the file was taken under.
 */
export function toCsvFile<T>(name: string, columns: Column<T>[], rows: T[], note: string): File {
  const body = stringify(
    [
      columns.map(({ header }) => header),
      ...rows.map((row) => columns.map(({ value }) => value(row) ?? '')),
    ],
    { escape_formulas: true },
  )
  const footer = stringify([[note]], { escape_formulas: true })
  return new File(['\ufeff', body, footer], name, { type: 'text/csv; charset=utf-8' })
}

/** Reads a list to its end, page by page, up to the limit of a file. */
export async function readAll<T>(
  page: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const all: T[] = []
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await page(cursor)
    for (const item of items) all.push(item)
    cursor = nextCursor ?? undefined
  } while (cursor && all.length < csvRowLimit)
  return all
}

/** What a file was taken under, in a sentence. */
export function csvNote(filter: object, timezone: string, now: Date, rows: number): string {
  const filters = Object.entries(filter)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(' or ') : value}`)
  const limit = rows >= csvRowLimit ? ` First ${csvRowLimit.toLocaleString('en')} rows.` : ''
  return `${counted(rows, 'row')}. ${filters.join(', ') || 'No filter'}. Times in ${timezone}. Taken ${now.toISOString()}.${limit}`
}
