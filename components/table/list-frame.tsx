'use client'

import type { ReactNode } from 'react'
import { ColumnMenu } from './column-menu'
import type { ColumnChoice } from './columns'
import { ExportLink } from './export-link'
import { FilterBar } from './filter-bar'
import { Pager, type PagerProps } from './pager'
import type { TableData } from './table-data'
import { TableFrame } from './table-frame'
import { TableRoot } from './table-root'
import type { TableUrl } from './table-url'
import type { Total } from './total'

type ListFrameProps = Pick<PagerProps, 'from' | 'shown' | 'previous' | 'next' | 'pageSize'> & {
  noun: readonly [one: string, many: string]
  rowKey: string
  url: TableUrl
  total: Total
  columns: readonly ColumnChoice[]
  filters?: ReactNode
  menus?: ReactNode
  exportHref?: string | undefined
  bulkActions?: ReactNode
  table: TableData
  /** In place of a table without rows. */
  empty?: ReactNode
}

/**
 * What surrounds the rows of a list. It is one client component, given names and addresses: sent
 * as elements from the server, the same frame costs more than the fifty rows inside it.
 */
export function ListFrame(props: ListFrameProps) {
  const { noun, rowKey, url, total, columns, filters, menus, exportHref, bulkActions } = props
  const { table, empty, from, shown, pageSize, previous, next } = props
  return (
    <TableRoot noun={noun} rowKey={rowKey} total={total} bulkActions={bulkActions}>
      {(filters || exportHref) && (
        <FilterBar
          end={
            <>
              {menus}
              <ColumnMenu url={url} columns={columns} />
              {exportHref && <ExportLink href={exportHref} />}
            </>
          }
        >
          {filters}
        </FilterBar>
      )}
      {empty && shown === 0 ? (
        <div className="data-table-empty">{empty}</div>
      ) : (
        <TableFrame {...table} />
      )}
      <Pager
        url={url}
        from={from}
        shown={shown}
        pageSize={pageSize}
        total={total}
        previous={previous}
        next={next}
      />
    </TableRoot>
  )
}
