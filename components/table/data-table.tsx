import type { ReactNode } from 'react'
import { type Column, visibleColumns } from './columns'
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
 * Rendered on the server and never hydrated: TableRoot listens once for all rows. Cells carry no
 * classes (data-table.css draws them), which keeps fifty rows cheap to render and to send.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, rows, rowId, rowName, rowHref, current, url, sort, selectable, empty } = props
  const columns = visibleColumns(props.columns, url)
  if (rows.length === 0 && empty) return <div className="data-table-empty">{empty}</div>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <section className="data-table-frame" aria-label={caption} tabIndex={0}>
      <table className="data-table" data-selectable={selectable || undefined}>
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
        <tbody>
          {rows.map((row) => {
            const id = rowId(row)
            return (
              <tr key={id} aria-current={id === current || undefined}>
                {selectable && (
                  <td data-check="">
                    <input
                      type="checkbox"
                      data-select-row=""
                      value={id}
                      aria-label={`Select ${rowName(row)}`}
                    />
                  </td>
                )}
                {columns.map(({ id: columnId, header, cell, align }, index) => (
                  <td key={columnId} data-label={header} data-align={align}>
                    {index === 0 && rowHref ? (
                      <a data-row-link="" href={rowHref(row)}>
                        {cell(row)}
                      </a>
                    ) : (
                      cell(row)
                    )}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
