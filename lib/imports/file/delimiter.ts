import { AppError } from '../../errors'

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

const lookAt = 50

/** How often each separator stands outside quotes, per row. */
function countPerRow(head: string): Record<Delimiter, number>[] {
  const none = () => ({ ',': 0, ';': 0, '\t': 0, '|': 0 })
  const rows: Record<Delimiter, number>[] = []
  let row = none()
  let quoted = false
  let filled = false
  for (const char of head) {
    if (char === '"') quoted = !quoted
    if (!quoted && (char === '\n' || char === '\r')) {
      if (filled) rows.push(row)
      if (rows.length === lookAt) return rows
      row = none()
      filled = false
      continue
    }
    filled = true
    if (!quoted && (delimiters as readonly string[]).includes(char)) row[char as Delimiter]++
  }
  // The last row may be cut off, unless it is the only one.
  if (filled && rows.length === 0) rows.push(row)
  return rows
}

/** The separator that the rows agree on: as many in each as in the header, and the more the better. */
export function detectDelimiter(head: string): Delimiter {
  const rows = countPerRow(head)
  const [header] = rows
  if (!header) throw refuse('The file is empty.')
  const scored = delimiters
    .filter((delimiter) => header[delimiter] > 0)
    .map((delimiter) => ({
      delimiter,
      agreeing: rows.filter((row) => row[delimiter] === header[delimiter]).length / rows.length,
      count: header[delimiter],
    }))
    .sort((a, b) => b.agreeing - a.agreeing || b.count - a.count)
  const [best] = scored
  if (!best)
    throw refuse(
      'Line 1 has one column only. A CSV separates its columns by comma, semicolon, tab or |.',
    )
  return best.delimiter
}

const refuse = (message: string) => new AppError('invalid', message, { file: message })
