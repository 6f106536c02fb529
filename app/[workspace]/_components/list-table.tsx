import type { ReactNode } from 'react'
import { type Column, columnChoices } from '@/components/table/columns'
import { ListFrame } from '@/components/table/list-frame'
import { tableData } from '@/components/table/table-data'
import { hrefWith, openHref, type TableUrl } from '@/components/table/table-url'
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
  /** Where a row opens: a beginning to which its id is appended, or an address for each; left out, it opens at the side. */
  rowLink?: string | ((row: Row) => string)
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
  const { caption, noun, url, sort, from, page, columns, rowName, bulkActions, filtered } = props
  const total: Total = { count: props.total.count, kind: props.total.capped ? 'atLeast' : 'exact' }
  return (
    <ListFrame
      noun={noun}
      rowKey={hrefWith(url, { open: null })}
      url={url}
      total={total}
      columns={columnChoices(columns)}
      filters={props.filters}
      menus={props.menus}
      exportHref={props.exportHref}
      bulkActions={bulkActions}
      table={tableData({
        caption,
        columns,
        rows: page.items,
        rowName,
        link: props.rowLink ?? openHref(url),
        current: idParam(url, 'open'),
        url,
        sort,
        selectable: Boolean(bulkActions),
      })}
      empty={
        page.items.length > 0 ? null : filtered ? (
          <EmptyFiltered what={noun[1]} clearHref={props.clearHref ?? url.pathname} />
        ) : (
          props.empty
        )
      }
      from={from}
      shown={page.items.length}
      pageSize={pageSize}
      previous={page.previousCursor}
      next={page.nextCursor}
    />
  )
}
