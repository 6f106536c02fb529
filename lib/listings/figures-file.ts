import { parse } from 'csv-parse/sync'
import { AppError } from '../errors'
import { type FiguresInput, figuresInput } from './schema'

export const figuresLimit = { bytes: 5 * 1024 * 1024, rows: 50_000 }

export type FiguresRow = FiguresInput & { line: number; reference?: string; listingUrl?: string }
type Problem = { line: number; message: string }

const names: Record<string, keyof FiguresInput | 'reference' | 'listingUrl'> = {
  reference: 'reference',
  listing_reference: 'reference',
  listing_url: 'listingUrl',
  url: 'listingUrl',
  page: 'listingUrl',
  backlink: 'backlinkUrl',
  backlink_url: 'backlinkUrl',
  rank: 'searchRank',
  position: 'searchRank',
  search_rank: 'searchRank',
  impressions: 'impressions',
  clicks: 'clicks',
  traffic: 'trafficEstimate',
  traffic_estimate: 'trafficEstimate',
  leads: 'leadEstimate',
  lead_estimate: 'leadEstimate',
}

const refuse = (message: string) => new AppError('invalid', message, { file: message })

const columnOf = (header: string) =>
  names[
    header
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_')
  ] ?? null

/** A number as spreadsheets write it: 1,234 or 1 234. */
const tidy = (name: string, cell: string) =>
  name.endsWith('Url') || name === 'reference'
    ? cell.trim()
    : cell.trim().replace(/(?<=\d)[\s,.](?=\d{3}\b)/g, '')

/** What separates the names of the columns; numbers below may have commas in them. */
function delimiterOf(text: string): string {
  const [header = ''] = text.split(/\r?\n/, 1)
  const often = (mark: string) => header.split(mark).length
  return [',', ';', '\t'].sort((a, b) => often(b) - often(a))[0] ?? ','
}

function readCells(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      skip_empty_lines: true,
      relax_column_count: true,
    })
  } catch {
    throw refuse('This is no CSV that can be read. Export the table as CSV, in UTF-8.')
  }
}

/** Rows of figures and what is wrong with the rest; the first row names the columns. */
export function readFigures(body: Uint8Array): { rows: FiguresRow[]; errors: Problem[] } {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw refuse('The file is not in UTF-8. Export it as CSV in UTF-8.')
  }
  const [header = [], ...cells] = readCells(text)
  const columns = header.map(columnOf)
  if (!columns.includes('reference') && !columns.includes('listingUrl'))
    throw refuse('Name a column “reference” or “listing url”, so that the listings can be found.')
  if (columns.every((name) => !name || name === 'reference' || name === 'listingUrl'))
    throw refuse(
      'There is no column of figures, such as rank, impressions, clicks, traffic, leads or backlink.',
    )
  if (cells.length > figuresLimit.rows)
    throw refuse(`The file has more than ${figuresLimit.rows.toLocaleString('en')} rows. Split it.`)
  const rows: FiguresRow[] = []
  const errors: Problem[] = []
  cells.forEach((row, index) => {
    const line = index + 2
    const given: Record<string, string> = {}
    columns.forEach((name, at) => {
      const cell = name && tidy(name, row[at] ?? '')
      if (name && cell) given[name] = cell
    })
    const { reference, listingUrl, ...figures } = given
    const parsed = figuresInput.safeParse(figures)
    if (!reference && !listingUrl) errors.push({ line, message: 'Names no listing.' })
    else if (!parsed.success)
      errors.push({
        line,
        message: `${String(parsed.error.issues[0]?.path[0])}: ${parsed.error.issues[0]?.message}`,
      })
    else
      rows.push({
        ...parsed.data,
        line,
        ...(reference ? { reference } : {}),
        ...(listingUrl ? { listingUrl } : {}),
      })
  })
  return { rows, errors }
}
