import { PageHeader } from '@/components/shell/page-header'
import { FilterChips } from '@/components/table/filter-chips'
import { hrefWith, listParam } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { commissions } from '@/lib/commissions/procedures'
import {
  commissionSorts,
  commissionStatuses,
  commissionStatusLabels,
} from '@/lib/commissions/schema'
import { ownCommissionColumns } from '../../_components/commission-columns'
import { exportHref, idParam, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { OwnCommissionSheet } from '../_components/own-commission-sheet'

export const metadata = { title: 'Your commissions' }

export default async function PortalCommissionsPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'portal/commissions',
    commissionSorts,
    '-earned',
  )
  const status = oneOf(commissionStatuses, listParam(url, 'status'))
  const [page, sums] = await Promise.all([
    ask(commissions.list, slug, { status, ...filter }),
    ask(commissions.sums, slug, {}),
  ])
  const countOf = (statuses: readonly string[] = commissionStatuses) =>
    sums.reduce((all, sum) => all + (statuses.includes(sum.status) ? sum.count : 0), 0)
  const open = idParam(url, 'open')

  return (
    <>
      <PageHeader
        title="Your commissions"
        description="What you have earned; each opens how it was computed."
      />
      <ListTable
        caption="Your commissions"
        noun={['commission', 'commissions']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={{ count: countOf(status) }}
        columns={ownCommissionColumns(actor.workspace.timezone)}
        rowName={(row) => row.leadName}
        exportHref={exportHref('commissions', slug, { status, ...filter })}
        filters={
          <FilterChips
            url={url}
            param="status"
            label="Status"
            options={[
              { value: '', label: 'All', count: countOf() },
              ...commissionStatuses
                .filter((value) => countOf([value]) > 0 || status?.includes(value))
                .map((value) => ({
                  value,
                  label: commissionStatusLabels[value],
                  count: countOf([value]),
                })),
            ]}
          />
        }
        filtered={status !== undefined}
        empty={
          <EmptyState title="No commissions yet" icon={<Icon name="coins" />}>
            When a client of yours is won, your commission appears here.
          </EmptyState>
        }
      />
      {open && (
        <OwnCommissionSheet actor={actor} id={open} closeHref={hrefWith(url, { open: null })} />
      )}
    </>
  )
}
