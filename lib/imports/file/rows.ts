import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { AppError } from '../../errors'
import { limits } from '../limits'
import { detectDelimiter } from './delimiter'
import { detectEncoding, readHead, readText } from './encoding'
import { readHeader } from './header'

const refuse = (message: string) => new AppError('invalid', message, { file: message })

/** Excel writes its separator into a line of its own. */
const hint = /^sep=(.)\r?\n/i

export async function openCsv(path: string) {
  const encoding = await detectEncoding(path)
  const head = await readHead(path, encoding)
  if (head.trim() === '') throw refuse('The file is empty.')
  if (head.includes('\0'))
    throw refuse('This is not a text file. Export the table as CSV and upload that.')
  const hinted = hint.exec(head)
  const delimiter = hinted?.[1] ?? detectDelimiter(head)
  const records = parseRecords(path, { encoding, delimiter, fromLine: hinted ? 2 : 1 })
  const first = await records.next()
  if (first.done) throw refuse('The file is empty.')
  return { encoding, delimiter, header: readHeader(first.value), rows: dataRows(records) }
}

type Format = {
  encoding: Awaited<ReturnType<typeof detectEncoding>>
  delimiter: string
  fromLine: number
}

type Parsed = { record: string[]; info: { lines: number } }

async function* parseRecords(path: string, format: Format): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter: format.delimiter,
    from_line: format.fromLine,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: limits.rowLength,
    info: true,
  })
  let begins = format.fromLine
  const text = Readable.from(readText(path, format.encoding))
  text.on('error', (error) => parser.destroy(error))
  text.pipe(parser)
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      begins = info.lines + 1
      yield record
    }
  } catch (error) {
    throw error instanceof CsvError ? refuse(inWords(error, begins)) : error
  } finally {
    text.destroy()
  }
}

/** What a parser says, in words, with its place; an open quote is found where its row begins. */
function inWords(error: CsvError, begins: number): string {
  const line = Number(error.lines ?? 1)
  const column = Number(error.index ?? 0) + 1
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `Line ${begins}, column ${column}: a quote is opened and never closed.`
    case 'CSV_INVALID_CLOSING_QUOTE':
      return `Line ${line}, column ${column}: something follows the closing quote. Write a quote inside a value twice.`
    case 'INVALID_OPENING_QUOTE':
      return `Line ${line}, column ${column}: a quote stands inside a value that does not begin with one.`
    case 'CSV_MAX_RECORD_SIZE':
      return `Line ${begins}: the row is longer than ${limits.rowLength.toLocaleString('en-US')} characters. Most likely a quote before it was never closed.`
    default:
      return `Line ${line}, column ${column}: this cannot be read as CSV.`
  }
}

async function* dataRows(records: AsyncGenerator<string[]>): AsyncGenerator<string[]> {
  let count = 0
  for await (const cells of records) {
    if (cells.every((cell) => cell.trim() === '')) continue
    if (++count > limits.rows)
      throw refuse(
        `The file has more than ${limits.rows.toLocaleString('en-US')} rows. Split it into several files.`,
      )
    const control = cells.findIndex((cell) => cell.includes('\0'))
    if (control !== -1)
      throw refuse(
        `Row ${count}, column ${control + 1}: this is not text. Export the table as CSV.`,
      )
    yield cells
  }
  if (count === 0) throw refuse('The file names its columns, but has no rows.')
}
