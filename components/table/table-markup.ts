import { type Column, visibleColumns } from './columns'
import { type Html, html } from './html'
import type { TableMarkup } from './table-frame'
import { filterHref, nextSort, type TableUrl } from './table-url'

export type TableOf<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** The name of a row, for its checkbox. */
  rowName: (row: Row) => string
  /** Where a row opens; its first cell is the link. */
  rowHref?: ((row: Row) => string) | undefined
  /** The row that is open at the side. */
  current?: string | undefined
  url: TableUrl
  sort: string
  selectable?: boolean | undefined
}

/**
 * Rows are markup, not elements: the server writes fifty of them in a fraction of the time, and
 * the browser hydrates none. Cells carry no classes (data-table.css draws them).
 */
export function tableMarkup<Row>(table: TableOf<Row>): TableMarkup {
  const { caption, rows, url, selectable = false } = table
  const columns = visibleColumns(table.columns, url)
  const head = html`<caption class="sr-only">${caption}</caption><thead><tr>${
    selectable &&
    html`<th scope="col" data-check><input type="checkbox" data-select-page aria-label="Select all on this page"></th>`
  }${columns.map((column) => headCell(column, table))}</tr></thead>`
  const first = selectable ? 2 : 1
  return {
    caption,
    markup: `${head.markup}<tbody>${rows.map((row) => rowMarkup(row, columns, table)).join('')}</tbody>`,
    labels: Object.fromEntries(
      columns.map(({ header }, index) => [`--label-${index + first}`, JSON.stringify(header)]),
    ),
    selectable,
  }
}

function headCell<Row>(column: Column<Row>, { url, sort }: TableOf<Row>): Html {
  const { header, align, width, sort: name, firstDescending = false } = column
  const direction =
    name && sort === name ? 'ascending' : name && sort === `-${name}` ? 'descending' : undefined
  return html`<th scope="col"${direction && html` aria-sort="${direction}"`}${
    align && html` data-align="${align}"`
  }${width && html` style="width:${width}"`}>${
    name
      ? html`<a href="${filterHref(url, { sort: nextSort(name, sort, firstDescending) })}">${header}</a>`
      : header
  }</th>`
}

function rowMarkup<Row>(row: Row, columns: readonly Column<Row>[], table: TableOf<Row>): string {
  const { rowId, rowName, rowHref, current, selectable } = table
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
    ? html`<tr aria-current="true">${check}${cells}</tr>`.markup
    : html`<tr>${check}${cells}</tr>`.markup
}
