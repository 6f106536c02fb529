import { Live } from '@/components/shell/live'
import { FilterChip } from '@/components/table/filter-chip'
import { FilterChips } from '@/components/table/filter-chips'
import { FilterMenu } from '@/components/table/filter-menu'
import { SearchInput } from '@/components/table/search-input'
import { listParam, textParam } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import {
  actionStatuses,
  actionStatusLabels,
  actionTypeLabels,
  actionTypes,
} from '@/lib/actions/labels'
import { ask } from '@/lib/api/actions'
import { boardListLabels, boardLists, priorities, priorityLabels } from '@/lib/routing/labels'
import { routing } from '@/lib/routing/procedures'
import { exportHref, idParam, isFiltered, oneOf } from '../../../_components/list-params'
import { ListTable } from '../../../_components/list-table'
import { type ListPageProps, openList } from '../../../_components/open-list'
import { reviewHrefs } from '../../../_components/review-hrefs'
import { TaskSheet } from '../_components/task-sheet'
import { WorkHeader } from '../_components/work-header'
import { BulkMenus } from './_components/bulk-menus'
import { workColumns } from './_components/columns'

export const metadata = { title: 'All tasks' }

export default async function WorkListPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'work/actions',
    ['rank', 'created'],
    'rank',
  )
  const wanted = oneOf(priorities.map(String), listParam(url, 'priority'))
  const selection = {
    list: oneOf(boardLists, listParam(url, 'list'))?.[0],
    status: oneOf(actionStatuses, listParam(url, 'status')),
    type: oneOf(actionTypes, listParam(url, 'type')),
    priority: wanted?.map(Number),
    vaId: idParam(url, 'va'),
    customerId: idParam(url, 'customer'),
    search: textParam(url, 'q').slice(0, 200) || undefined,
  }
  const [page, total, board] = await Promise.all([
    ask(routing.list, slug, { ...selection, ...filter }),
    ask(routing.count, slug, selection),
    ask(routing.board, slug, {}),
  ])
  const { people, counts } = board
  const open = idParam(url, 'open')
  const countOf = (list: string) => counts.find((one) => one.list === list)?.count ?? 0

  return (
    <>
      <Live slug={slug} topics={['actions']} everySeconds={60} />
      <WorkHeader
        slug={slug}
        current="/actions"
        description="Everything that waits for a person, the most pressing first."
      />
      <ListTable
        caption="Tasks"
        noun={['task', 'tasks']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={total}
        columns={workColumns(actor.workspace.timezone, new Date())}
        rowName={(row) => `${row.title}, ${row.customerName}`}
        exportHref={exportHref('work/actions', slug, { ...selection, ...filter })}
        bulkActions={
          <BulkMenus
            slug={slug}
            people={people.map(({ id, name }) => ({ id, name }))}
            filter={selection}
          />
        }
        filters={
          <>
            <SearchInput url={url} label="Search tasks" />
            <FilterChips
              url={url}
              param="list"
              label="Which"
              options={[
                { value: '', label: 'All' },
                ...boardLists.map((value) => ({
                  value,
                  label: boardListLabels[value],
                  count: countOf(value),
                })),
              ]}
            />
            <FilterMenu
              url={url}
              param="type"
              label="Type"
              options={actionTypes.map((value) => ({ value, label: actionTypeLabels[value] }))}
            />
            <FilterMenu
              url={url}
              param="priority"
              label="Priority"
              options={priorities.map((value) => ({
                value: String(value),
                label: priorityLabels[value] as string,
              }))}
            />
            <FilterMenu
              url={url}
              param="status"
              label="Status"
              options={actionStatuses.map((value) => ({ value, label: actionStatusLabels[value] }))}
            />
            {selection.vaId && (
              <FilterChip
                url={url}
                param="va"
                label="With"
                value={people.find(({ id }) => id === selection.vaId)?.name ?? 'One person'}
              />
            )}
            {selection.customerId && (
              <FilterChip
                url={url}
                param="customer"
                label="Customer"
                value={page.items[0]?.customerName ?? 'One customer'}
              />
            )}
          </>
        }
        filtered={isFiltered(selection)}
        empty={
          <EmptyState title="Nothing needs a person" icon={<Icon name="circle-check" />}>
            What submissions cannot do by themselves comes here: codes, captchas, calls, texts.
          </EmptyState>
        }
      />
      {open && (
        <TaskSheet
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
