import type { ReactNode } from 'react'
import { type Column, visibleColumns } from './columns'
import { html } from './html'
import { SortHeader } from './sort-header'
import type { TableUrl } from './table-url'

type DataTableProps<Row> = {
  /** What the table lists, such as "Leads": read aloud, not shown. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** The name of a row, for its checkbox. */
  rowName: (row: Row) => string
  /** Where a row opens; its first cell is the link. */
  rowHref?: (row: Row) => string
  /** The row that is open at the side. */
  current?: string
  url: TableUrl
  sort: string
  selectable?: boolean
  empty?: ReactNode
}

/**
 * Rows are markup, not elements: the server writes fifty of them in a fraction of the time, the
 * browser hydrates none, and TableRoot listens once for all. Cells carry no classes
 * (data-table.css draws them).
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, rows, url, sort, selectable, empty } = props
  const columns = visibleColumns(props.columns, url)
  if (rows.length === 0 && empty) return <div className="data-table-empty">{empty}</div>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <section className="data-table-frame" aria-label={caption} tabIndex={0}>
      <table
        className="data-table"
        data-selectable={selectable || undefined}
        style={labelStyle(columns, selectable ? 2 : 1)}
      >
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {selectable && (
              <th scope="col" data-check="">
                <input type="checkbox" data-select-page="" aria-label="Select all on this page" />
              </th>
            )}
            {columns.map((column) => (
              <SortHeader key={column.id} column={column} url={url} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody dangerouslySetInnerHTML={{ __html: rowsMarkup(props, columns) }} />
      </table>
    </section>
  )
}

/** On phones each cell shows its column's name: written once, not in every row. */
const labelStyle = (columns: readonly { header: string }[], first: number) =>
  Object.fromEntries(
    columns.map(({ header }, index) => [`--label-${index + first}`, JSON.stringify(header)]),
  )

function rowsMarkup<Row>(props: DataTableProps<Row>, columns: readonly Column<Row>[]): string {
  const { rows, rowId, rowName, rowHref, current, selectable } = props
  const markup = rows.map((row) => {
    const id = rowId(row)
    const check =
      selectable &&
      html`<td data-check><input type="checkbox" data-select-row value="${id}" aria-label="Select ${rowName(row)}"></td>`
    const cells = columns.map(({ align, cell }, index) => {
      const content = cell(row)
      const inside =
        index === 0 && rowHref
          ? html`<a data-row-link href="${rowHref(row)}">${content}</a>`
          : content
      return align ? html`<td data-align="end">${inside}</td>` : html`<td>${inside}</td>`
    })
    return id === current
      ? html`<tr aria-current="true">${check}${cells}</tr>`
      : html`<tr>${check}${cells}</tr>`
  })
  return html`${markup}`.markup
}
