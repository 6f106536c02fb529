import { Live } from '@/components/shell/live'
import { PageHeader } from '@/components/shell/page-header'
import { FilterChip } from '@/components/table/filter-chip'
import { FilterChips } from '@/components/table/filter-chips'
import { listParam } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { may } from '@/lib/auth/permissions'
import { batchStatuses, batchStatusLabels } from '@/lib/batches/labels'
import { batches } from '@/lib/batches/procedures'
import { customers } from '@/lib/customers/procedures'
import { exportHref, idParam, isFiltered, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { batchColumns } from './_components/columns'

export const metadata = { title: 'Batches' }

export default async function BatchesPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'batches',
    ['created'],
    '-created',
  )
  const selection = {
    status: oneOf(batchStatuses, listParam(url, 'status')),
    customerId: idParam(url, 'customer'),
  }
  const { cursor, before, limit, direction } = filter
  const [page, counts, customer] = await Promise.all([
    ask(batches.list, slug, { ...selection, direction, cursor, before, limit }),
    ask(batches.counts, slug, { customerId: selection.customerId }),
    selection.customerId && ask(customers.find, slug, { id: selection.customerId }),
  ])
  const countOf = (statuses: readonly string[]) =>
    counts.reduce((all, one) => all + (statuses.includes(one.status) ? one.count : 0), 0)
  const create = `/${slug}/batches/new${selection.customerId ? `?customer=${selection.customerId}` : ''}`

  return (
    <>
      <Live slug={slug} topics={['batches']} />
      <PageHeader
        title="Batches"
        description="Submissions of a customer to many directories, queued together and worked side by side."
        actions={
          may(actor, 'batches.manage') && (
            <ButtonLink variant="primary" href={create}>
              <Icon name="plus" /> New batch
            </ButtonLink>
          )
        }
      />
      <ListTable
        caption="Batches"
        noun={['batch', 'batches']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={{ count: countOf(selection.status ?? batchStatuses) }}
        columns={batchColumns(actor.workspace.timezone)}
        rowName={(row) => row.name}
        rowLink={`/${slug}/batches/`}
        exportHref={exportHref('batches', slug, { ...selection, direction })}
        filters={
          <>
            <FilterChips
              url={url}
              param="status"
              label="Status"
              options={[
                { value: '', label: 'All', count: countOf(batchStatuses) },
                ...batchStatuses.map((value) => ({
                  value,
                  label: batchStatusLabels[value],
                  count: countOf([value]),
                })),
              ]}
            />
            {customer && (
              <FilterChip
                url={url}
                param="customer"
                label="Customer"
                value={customer.companyName}
              />
            )}
          </>
        }
        filtered={isFiltered(selection)}
        empty={
          <EmptyState
            title="Nothing was queued yet"
            icon={<Icon name="layers" />}
            action={
              may(actor, 'batches.manage') && (
                <ButtonLink variant="primary" href={create}>
                  New batch
                </ButtonLink>
              )
            }
          >
            Choose a customer and the directories that suit them, see what it costs, and queue it.
          </EmptyState>
        }
      />
    </>
  )
}
