import { Wallet } from 'lucide-react'
import { PageHeader } from '@/components/shell/page-header'
import { DataTable } from '@/components/table/data-table'
import { ExportLink } from '@/components/table/export-link'
import { FilterBar } from '@/components/table/filter-bar'
import { Pager } from '@/components/table/pager'
import { TableRoot } from '@/components/table/table-root'
import { hrefWith } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { formatMoney } from '@/lib/money'
import { payouts } from '@/lib/payouts/procedures'
import {
  exportHref,
  listParams,
  pageSize,
  type SearchParams,
} from '../../../_components/list-params'
import { payoutColumns } from '../../_components/columns'

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export const metadata = { title: 'Your payouts' }

export default async function PortalPayoutsPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/portal/payouts`, params: await searchParams }
  const { sort, from, filter } = listParams(url, ['created'], '-created')
  const { sort: _, ...order } = filter
  const [page, { count }] = await Promise.all([
    ask(payouts.list, slug, order),
    ask(payouts.count, slug, {}),
  ])
  const total = { count, kind: 'exact' as const }

  return (
    <>
      <PageHeader
        title="Your payouts"
        description="The money sent to you; each opens what it is made of and where it is."
      />
      <TableRoot noun={['payout', 'payouts']} rowKey={hrefWith(url, {})} total={total}>
        {count > 0 && (
          <FilterBar end={<ExportLink href={exportHref('payouts', slug, {})} />}>{null}</FilterBar>
        )}
        <DataTable
          caption="Your payouts"
          columns={payoutColumns(actor.workspace.timezone)}
          rows={page.items}
          rowId={(row) => row.id}
          rowName={(row) => formatMoney(row.amount, row.currency)}
          rowHref={(row) => `${url.pathname}/${row.id}`}
          url={url}
          sort={sort}
          empty={
            <EmptyState title="No payouts yet" icon={<Wallet />}>
              Approved commissions are paid out together, once they reach the minimum.
            </EmptyState>
          }
        />
        <Pager
          url={url}
          from={from}
          shown={page.items.length}
          pageSize={pageSize}
          total={total}
          previous={page.previousCursor}
          next={page.nextCursor}
        />
      </TableRoot>
    </>
  )
}
