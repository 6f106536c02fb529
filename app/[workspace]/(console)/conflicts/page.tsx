import { PageHeader } from '@/components/shell/page-header'
import { FilterChips } from '@/components/table/filter-chips'
import { listParam } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { type ConflictState, conflictStateLabels, conflictStates } from '@/lib/leads/labels'
import { conflicts } from '@/lib/leads/procedures/conflicts'
import { idParam, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { reviewHrefs } from '../../_components/review-hrefs'
import { conflictColumns } from './_components/columns'
import { ConflictSheet } from './_components/conflict-sheet'

export const metadata = { title: 'Conflicts' }

export default async function ConflictsPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'conflicts',
    ['created'],
    'created',
  )
  const asked = listParam(url, 'state')
  const state: ConflictState[] | undefined = asked.includes('all')
    ? undefined
    : (oneOf(conflictStates, asked) ?? ['open'])
  const { sort: _, ...order } = filter
  const [page, counts] = await Promise.all([
    ask(conflicts.list, slug, { state, ...order }),
    ask(conflicts.counts, slug, {}),
  ])
  const countOf = (states: readonly ConflictState[]) =>
    counts.reduce((all, one) => all + (states.includes(one.state) ? one.count : 0), 0)
  const open = idParam(url, 'open')

  return (
    <>
      <PageHeader
        title="Conflicts"
        description="Clients that two partners claim. Whoever waits longest is on top."
      />
      <ListTable
        caption="Conflicts"
        noun={['conflict', 'conflicts']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={{ count: countOf(state ?? conflictStates) }}
        columns={conflictColumns(actor.workspace.timezone)}
        rowName={(row) => row.clientName}
        filters={
          <FilterChips
            url={url}
            param="state"
            label="State"
            options={[
              { value: '', label: conflictStateLabels.open, count: countOf(['open']) },
              ...(['ruled', 'lapsed'] as const).map((value) => ({
                value,
                label: conflictStateLabels[value],
                count: countOf([value]),
              })),
              { value: 'all', label: 'All', count: countOf(conflictStates) },
            ]}
          />
        }
        empty={
          <EmptyState title="No conflicts here" icon={<Icon name="scale" />}>
            When a partner registers a client whom somebody else holds, you see both sides here and
            rule. The partners learn nothing about each other.
          </EmptyState>
        }
      />
      {open && (
        <ConflictSheet
          key={open}
          actor={actor}
          id={open}
          hrefs={reviewHrefs(
            url,
            page.items.map(({ id }) => id),
            open,
          )}
        />
      )}
    </>
  )
}
