import type { QueryContext } from '../api/context'
import { csvNote, toCsvFile } from '../api/csv'
import { notFound } from '../errors'
import { ask } from '../metrics/ask'
import type { Comparison, Range } from '../metrics/schema'
import { toDecimalString } from '../money'
import { fileName } from '../words'
import { asTable, type Cell, type ColumnKind } from './as-table'
import type { Dashboard } from './schema'

/** Numbers as spreadsheets compute with them: amounts in whole units of the currency, nothing abbreviated. */
function written({ value }: Cell, kind: ColumnKind, currency: string): string | number | null {
  if (typeof value !== 'number') return value
  if (kind === 'money') return toDecimalString(Math.round(value), currency)
  return Math.round(value * 100) / 100
}

/** What one widget shows now, as CSV. */
export async function exportWidget(
  { db, actor, now }: QueryContext,
  { widgets }: Dashboard,
  id: string,
  range: Range,
  comparison: Comparison,
): Promise<File> {
  const widget = widgets.find((one) => one.id === id)
  if (!widget?.question) throw notFound('widget')
  const { workspace } = actor
  const answer = await ask({ db, now, workspace, range, comparison }, widget.question)
  const { columns, rows } = asTable({ question: widget.question, range }, answer)
  const title = widget.title ?? answer.title
  return toCsvFile<Cell[]>(
    `${workspace.slug}-${fileName(title) || 'widget'}.csv`,
    columns.map(({ header, kind }, at) => ({
      header: kind === 'money' ? `${header} (${answer.currency})` : header,
      value: (row) => written(row[at] ?? { value: null }, kind, answer.currency),
    })),
    rows,
    `${[title, ...answer.filters].join(', ')}: ${answer.definition} ${csvNote(range, workspace.timezone, now, rows.length)}`,
  )
}
