import { Live } from '@/components/shell/live'
import { FilterChip } from '@/components/table/filter-chip'
import { FilterChips } from '@/components/table/filter-chips'
import { FilterMenu } from '@/components/table/filter-menu'
import { listParam } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { actionTypeLabels, actionTypes } from '@/lib/actions/labels'
import { ask } from '@/lib/api/actions'
import { quality } from '@/lib/quality/procedures'
import { idParam, isFiltered, oneOf } from '../../../_components/list-params'
import { ListTable } from '../../../_components/list-table'
import { type ListPageProps, openList } from '../../../_components/open-list'
import { reviewHrefs } from '../../../_components/review-hrefs'
import { WorkHeader } from '../_components/work-header'
import { reviewColumns } from './_components/columns'
import { ReviewSheet } from './_components/review-sheet'

export const metadata = { title: 'Review' }

const number = (value: number) => value.toFixed(2)

export default async function ReviewPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'work/review',
    ['done'],
    'done',
  )
  const { sort: _, ...order } = filter
  const selection = {
    status: oneOf(['waiting', 'appealed', 'reviewed'], listParam(url, 'status')),
    type: oneOf(actionTypes, listParam(url, 'type')),
    vaId: idParam(url, 'va'),
  }
  const [page, total, waiting, appealed, agreement] = await Promise.all([
    ask(quality.list, slug, { ...selection, ...order }),
    ask(quality.count, slug, selection),
    ask(quality.count, slug, { status: ['waiting'] }),
    ask(quality.count, slug, { status: ['appealed'] }),
    ask(quality.agreement, slug, {}),
  ])
  const open = idParam(url, 'open')

  return (
    <>
      <Live slug={slug} topics={['actions']} everySeconds={60} />
      <WorkHeader
        slug={slug}
        current="/review"
        description="A sample of what was done, looked at by somebody else. Some are looked at twice, without seeing each other's."
      />
      {agreement.weighted !== null && agreement.plain !== null && (
        <p className="text-muted text-sm">
          Two reviewers of the same task agree: {agreement.words} (Cohen’s κ{' '}
          {number(agreement.plain)}, weighted {number(agreement.weighted)}, over {agreement.pairs}{' '}
          pairs).
        </p>
      )}
      <ListTable
        caption="Reviews"
        noun={['task', 'tasks']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={total}
        columns={reviewColumns(actor.workspace.timezone)}
        rowName={(row) => `${row.title}, ${row.vaName}`}
        filters={
          <>
            <FilterChips
              url={url}
              param="status"
              label="Status"
              options={[
                { value: '', label: 'To do', count: waiting.count + appealed.count },
                { value: 'waiting', label: 'To review', count: waiting.count },
                { value: 'appealed', label: 'Objections', count: appealed.count },
                { value: 'reviewed', label: 'Reviewed' },
              ]}
            />
            <FilterMenu
              url={url}
              param="type"
              label="Type"
              options={actionTypes.map((value) => ({ value, label: actionTypeLabels[value] }))}
            />
            {selection.vaId && (
              <FilterChip
                url={url}
                param="va"
                label="Done by"
                value={page.items[0]?.vaName ?? 'One person'}
              />
            )}
          </>
        }
        filtered={isFiltered(selection)}
        empty={
          <EmptyState title="Nothing waits for a review" icon={<Icon name="circle-check" />}>
            A share of the finished tasks comes here by itself, more of those who are new.
          </EmptyState>
        }
      />
      {open && (
        <ReviewSheet
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
