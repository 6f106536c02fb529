import type { Cell } from './cells'
import { type Column, visibleColumns } from './columns'
import { filterHref, nextSort, type TableUrl } from './table-url'

export type HeadCell = {
  header: string
  end?: true
  width?: string
  /** Where a click on it leads, if it sorts. */
  href?: string
  sorted?: 'ascending' | 'descending'
}

/** A row as it travels: the end of its link (its id), its name for the checkbox (else null), its cells. */
export type RowData = readonly [end: string, name: string | null, ...cells: Cell[]]

export type TableData = {
  /** What the table lists, such as "Leads": read aloud, not shown. */
  caption: string
  head: readonly HeadCell[]
  /** RowData[] as JSON: one string is sent at a fraction of what its thousand parts cost. */
  rows: string
  /** The beginning of every row's link. */
  link: string
  /** The row that is open at the side. */
  current?: string | undefined
  selectable: boolean
}

type TableOf<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowName: (row: Row) => string
  /** Where a row opens: a beginning to which its id is appended, or an address for each. */
  link: string | ((row: Row) => string)
  current?: string | undefined
  url: TableUrl
  sort: string
  selectable: boolean
}

/** What TableFrame draws: words and places, no markup. */
export function tableData<Row extends { id: string }>(table: TableOf<Row>): TableData {
  const { caption, rows, rowName, link, current, url, sort, selectable } = table
  const columns = visibleColumns(table.columns, url)
  return {
    caption,
    head: columns.map((column) => headCell(column, url, sort)),
    rows: JSON.stringify(
      rows.map(
        (row): RowData => [
          typeof link === 'string' ? row.id : link(row),
          selectable ? rowName(row) : null,
          ...columns.map(({ cell }) => cell(row)),
        ],
      ),
    ),
    link: typeof link === 'string' ? link : '',
    current,
    selectable,
  }
}

function headCell<Row>(column: Column<Row>, url: TableUrl, current: string): HeadCell {
  const { header, align, width, sort, firstDescending = false } = column
  return {
    header,
    ...(align && { end: true }),
    ...(width && { width }),
    ...(sort && { href: filterHref(url, { sort: nextSort(sort, current, firstDescending) }) }),
    ...(sort && current === sort && { sorted: 'ascending' as const }),
    ...(sort && current === `-${sort}` && { sorted: 'descending' as const }),
  }
}
