import { FilterMenu } from '@/components/table/filter-menu'
import { listParam, type TableUrl } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { batches } from '@/lib/batches/procedures'
import type { BatchDetail } from '@/lib/batches/schema'
import { itemStatuses, itemStatusLabels } from '@/lib/queue/labels'
import {
  exportHref,
  idParam,
  isFiltered,
  listParams,
  oneOf,
} from '../../../_components/list-params'
import { ListTable } from '../../../_components/list-table'
import { reviewHrefs } from '../../../_components/review-hrefs'
import { itemColumns } from './item-columns'
import { ItemSheet } from './item-sheet'

type ItemListProps = { actor: Member; batch: BatchDetail; url: TableUrl }

/** The submissions of a batch with what became of each; a row opens at the side. */
export async function ItemList({ actor, batch, url }: ItemListProps) {
  const { slug, timezone } = actor.workspace
  const { from, filter } = listParams(url, ['queued'], 'queued')
  const { cursor, before, limit } = filter
  const selection = { status: oneOf(itemStatuses, listParam(url, 'status')) }
  const page = await ask(batches.items, slug, {
    id: batch.id,
    ...selection,
    cursor,
    before,
    limit,
  })
  const countOf = (status: string) => batch.counts.find((one) => one.status === status)?.count ?? 0
  const open = idParam(url, 'open')
  const item = page.items.find(({ id }) => id === open)
  return (
    <>
      <ListTable
        caption="Submissions"
        noun={['submission', 'submissions']}
        url={url}
        sort="queued"
        from={from}
        page={page}
        total={{
          count: [...(selection.status ?? itemStatuses)].reduce(
            (sum, one) => sum + countOf(one),
            0,
          ),
        }}
        columns={itemColumns(timezone)}
        rowName={(row) => row.directoryName}
        exportHref={exportHref(`batches/${batch.id}/items`, slug, selection)}
        filters={
          <FilterMenu
            url={url}
            param="status"
            label="Status"
            options={itemStatuses
              .filter((value) => countOf(value) > 0)
              .map((value) => ({ value, label: itemStatusLabels[value], count: countOf(value) }))}
          />
        }
        filtered={isFiltered(selection)}
        empty={<EmptyState title="No submissions" />}
      />
      {item && (
        <ItemSheet
          key={item.id}
          actor={actor}
          batch={batch}
          item={item}
          hrefs={reviewHrefs(
            url,
            page.items.map(({ id }) => id),
            item.id,
          )}
        />
      )}
    </>
  )
}
