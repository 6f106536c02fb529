import type { ReactNode } from 'react'
import { ColumnMenu } from '@/components/table/column-menu'
import { type Column, columnChoices } from '@/components/table/columns'
import { DataTable } from '@/components/table/data-table'
import { ExportLink } from '@/components/table/export-link'
import { FilterBar } from '@/components/table/filter-bar'
import { Pager } from '@/components/table/pager'
import { TableRoot } from '@/components/table/table-root'
import { hrefWith, type TableUrl } from '@/components/table/table-url'
import type { Total } from '@/components/table/total'
import { EmptyFiltered } from '@/components/ui/empty-state'
import { idParam, pageSize } from './list-params'

type ListTableProps<Row> = {
  caption: string
  noun: readonly [one: string, many: string]
  url: TableUrl
  sort: string
  from: number
  page: { items: readonly Row[]; nextCursor: string | null; previousCursor: string | null }
  total: { count: number; capped?: boolean }
  columns: readonly Column<Row>[]
  rowName: (row: Row) => string
  /** Where a row opens; left out, it opens at the side. */
  rowHref?: (row: Row) => string
  filters?: ReactNode
  /** Menus beside those of columns and export. */
  menus?: ReactNode
  exportHref?: string
  /** What can be done with several rows; with it, rows can be selected. */
  bulkActions?: ReactNode
  /** Whether a filter narrows the list, and where it is cleared. */
  filtered?: boolean
  clearHref?: string
  /** What stands in place of the first row ever. */
  empty?: ReactNode
}

/** A list of the product: filters, table and pager, all of them said by the address. */
export function ListTable<Row extends { id: string }>(props: ListTableProps<Row>) {
  const { caption, noun, url, sort, from, page, columns, rowName, filters, exportHref } = props
  const { rowHref = (row) => hrefWith(url, { open: row.id }), bulkActions, filtered } = props
  const total: Total = { count: props.total.count, kind: props.total.capped ? 'atLeast' : 'exact' }
  return (
    <TableRoot
      noun={noun}
      rowKey={hrefWith(url, { open: null })}
      total={total}
      bulkActions={bulkActions}
    >
      {(filters || exportHref) && (
        <FilterBar
          end={
            <>
              {props.menus}
              <ColumnMenu url={url} columns={columnChoices(columns)} />
              {exportHref && <ExportLink href={exportHref} />}
            </>
          }
        >
          {filters}
        </FilterBar>
      )}
      <DataTable
        caption={caption}
        columns={columns}
        rows={page.items}
        rowId={(row) => row.id}
        rowName={rowName}
        rowHref={rowHref}
        current={idParam(url, 'open')}
        url={url}
        sort={sort}
        selectable={Boolean(bulkActions)}
        empty={
          filtered ? (
            <EmptyFiltered what={noun[1]} clearHref={props.clearHref ?? url.pathname} />
          ) : (
            props.empty
          )
        }
      />
      <Pager
        url={url}
        from={from}
        shown={page.items.length}
        pageSize={pageSize}
        total={total}
        previous={page.previousCursor}
        next={page.nextCursor}
      />
    </TableRoot>
  )
}
