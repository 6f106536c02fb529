import { FilterBar } from '@/components/table/filter-bar'
import { FilterMenu } from '@/components/table/filter-menu'
import { Pager } from '@/components/table/pager'
import { TableRoot } from '@/components/table/table-root'
import { hrefWith, listParam, type TableUrl, textParam } from '@/components/table/table-url'
import { EmptyFiltered } from '@/components/ui/empty-state'
import { ask } from '@/lib/api/actions'
import type { ImportFound, RowStatus } from '@/lib/imports/schema'
import { rowStatuses, rowStatusLabels } from '@/lib/imports/schema'
import { oneOf, pageSize } from '../../../_components/list-params'
import { doorsOf } from '../doors'
import { RowsTable } from './rows-table'

type RowsSectionProps = { slug: string; found: ImportFound; url: TableUrl }

const numberParam = (url: TableUrl, name: string) => Number(textParam(url, name)) || undefined

const countsOf = (found: ImportFound): Partial<Record<RowStatus, number>> =>
  found.confirmedAt
    ? {
        imported: found.importedRows,
        rejected: found.rejectedRows,
        duplicate: found.duplicateRows,
        good: found.goodRows,
      }
    : { good: found.goodRows, bad: found.badRows, duplicate: found.duplicateRows }

/** The rows of the file with what became of them, a page at a time in the order of the file. */
export async function RowsSection({ slug, found, url }: RowsSectionProps) {
  const counts = countsOf(found)
  const known = rowStatuses.filter((kind) => kind in counts)
  const status = oneOf(known, listParam(url, 'status'))
  const page = await ask(doorsOf(found.kind).rows, slug, {
    id: found.id,
    status,
    after: numberParam(url, 'after'),
    before: numberParam(url, 'before'),
    limit: pageSize,
  })
  const kinds = known.filter((kind) => counts[kind])
  const total = {
    count: (status ?? kinds).reduce((sum, kind) => sum + (counts[kind] ?? 0), 0),
    kind: 'exact' as const,
  }
  return (
    <TableRoot noun={['row', 'rows']} rowKey={hrefWith(url, {})} total={total}>
      <FilterBar>
        <FilterMenu
          url={url}
          param="status"
          label="Result"
          options={kinds.map((value) => ({
            value,
            label: rowStatusLabels[value],
            count: counts[value],
          }))}
        />
      </FilterBar>
      {page.items.length === 0 ? (
        <EmptyFiltered what="rows" clearHref={url.pathname} />
      ) : (
        <RowsTable
          slug={slug}
          kind={found.kind}
          importId={found.id}
          rows={page.items}
          mapped={Object.keys(found.mapping.columns)}
          editable={found.status === 'ready'}
        />
      )}
      <Pager
        url={url}
        from={Math.max(1, numberParam(url, 'from') ?? 1)}
        shown={page.items.length}
        pageSize={pageSize}
        total={total}
        previous={page.previous === null ? null : String(page.previous)}
        next={page.next === null ? null : String(page.next)}
      />
    </TableRoot>
  )
}
