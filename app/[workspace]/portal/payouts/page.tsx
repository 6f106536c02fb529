import { PageHeader } from '@/components/shell/page-header'
import { FilterChips } from '@/components/table/filter-chips'
import { listParam } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { formatMoney } from '@/lib/money'
import { payouts } from '@/lib/payouts/procedures'
import { payoutStatuses } from '@/lib/payouts/schema'
import { exportHref, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { StatementForm } from '../../_components/statement-form'
import { payoutColumns } from '../_components/columns'

export const metadata = { title: 'Your payouts' }

export default async function PortalPayoutsPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'portal/payouts',
    ['created'],
    '-created',
  )
  const { sort: _, ...order } = filter
  const status = oneOf(payoutStatuses, listParam(url, 'status'))
  const [page, total] = await Promise.all([
    ask(payouts.list, slug, { status, ...order }),
    ask(payouts.count, slug, { status }),
  ])

  return (
    <>
      <PageHeader
        title="Your payouts"
        description="The money sent to you; each opens what it is made of and where it is."
      />
      <ListTable
        caption="Your payouts"
        noun={['payout', 'payouts']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={total}
        columns={payoutColumns(actor.workspace.timezone)}
        rowName={(row) => formatMoney(row.amount, row.currency)}
        rowLink={`${url.pathname}/`}
        exportHref={total.count > 0 ? exportHref('payouts', slug, { status, ...order }) : undefined}
        filters={
          <FilterChips
            url={url}
            param="status"
            label="Status"
            options={[
              { value: '', label: 'All' },
              { value: 'processing,unknown', label: 'On its way' },
              { value: 'paid', label: 'Paid' },
            ]}
          />
        }
        filtered={status !== undefined}
        empty={
          <EmptyState title="No payouts yet" icon={<Icon name="wallet" />}>
            Approved commissions are paid out together, once they reach the minimum.
          </EmptyState>
        }
      />
      {actor.partnerId && (
        <div className="max-w-md">
          <StatementForm
            slug={slug}
            partnerId={actor.partnerId}
            now={new Date()}
            timeZone={actor.workspace.timezone}
          />
        </div>
      )}
    </>
  )
}
