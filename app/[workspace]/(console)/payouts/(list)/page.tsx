import { PageHeader } from '@/components/shell/page-header'
import { ColumnMenu } from '@/components/table/column-menu'
import { columnChoices } from '@/components/table/columns'
import { DataTable } from '@/components/table/data-table'
import { ExportLink } from '@/components/table/export-link'
import { FilterBar } from '@/components/table/filter-bar'
import { FilterMenu } from '@/components/table/filter-menu'
import { Pager } from '@/components/table/pager'
import { TableRoot } from '@/components/table/table-root'
import { hrefWith, listParam } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyFiltered, EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { payouts } from '@/lib/payouts/procedures'
import { payoutStatuses, payoutStatusLabels } from '@/lib/payouts/schema'
import {
  exportHref,
  idParam,
  listParams,
  oneOf,
  pageSize,
  type SearchParams,
} from '../../../_components/list-params'
import { payoutColumns } from '../_components/columns'

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export const metadata = { title: 'Payouts' }

export default async function PayoutsPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/payouts`, params: await searchParams }
  const selection = {
    status: oneOf(payoutStatuses, listParam(url, 'status')),
    partnerId: idParam(url, 'partner'),
    runId: idParam(url, 'run'),
  }
  const { sort, from, filter } = listParams(url, ['created'], '-created')
  const { sort: _, ...order } = filter
  const [page, total] = await Promise.all([
    ask(payouts.list, slug, { ...selection, ...order }),
    ask(payouts.count, slug, selection),
  ])
  const columns = payoutColumns(actor.workspace.timezone)
  const filtered = Object.values(selection).some((value) => value !== undefined)
  const newRun = may(actor, 'payouts.manage') && (
    <ButtonLink variant="primary" href={`/${slug}/payouts/new`}>
      <Icon name="plus" /> New payout run
    </ButtonLink>
  )

  return (
    <>
      <PageHeader
        title="Payouts"
        description="What is sent to partners, one payout per partner, currency and run."
        actions={newRun}
      />
      <TableRoot
        noun={['payout', 'payouts']}
        rowKey={hrefWith(url, {})}
        total={{ count: total.count, kind: 'exact' }}
      >
        <FilterBar
          end={
            <>
              <ColumnMenu url={url} columns={columnChoices(columns)} />
              <ExportLink
                href={exportHref('payouts', slug, { ...selection, direction: filter.direction })}
              />
            </>
          }
        >
          <FilterMenu
            url={url}
            param="status"
            label="Status"
            options={payoutStatuses.map((value) => ({ value, label: payoutStatusLabels[value] }))}
          />
        </FilterBar>
        <DataTable
          caption="Payouts"
          columns={columns}
          rows={page.items}
          rowId={(row) => row.id}
          rowName={(row) => row.partnerName}
          rowHref={(row) => `/${slug}/payouts/${row.id}`}
          url={url}
          sort={sort}
          empty={
            filtered ? (
              <EmptyFiltered what="payouts" clearHref={url.pathname} />
            ) : (
              <EmptyState title="No payouts yet" icon={<Icon name="wallet" />} action={newRun}>
                A payout run takes every approved commission and makes one payout per partner.
              </EmptyState>
            )
          }
        />
        <Pager
          url={url}
          from={from}
          shown={page.items.length}
          pageSize={pageSize}
          total={{ count: total.count, kind: 'exact' }}
          previous={page.previousCursor}
          next={page.nextCursor}
        />
      </TableRoot>
    </>
  )
}
