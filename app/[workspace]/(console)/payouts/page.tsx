import { PageHeader } from '@/components/shell/page-header'
import { FilterMenu } from '@/components/table/filter-menu'
import { listParam } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { may } from '@/lib/auth/permissions'
import { payouts } from '@/lib/payouts/procedures'
import { payoutStatuses, payoutStatusLabels } from '@/lib/payouts/schema'
import { exportHref, idParam, isFiltered, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { payoutColumns } from './_components/columns'
import { PayoutTabs } from './_components/payout-tabs'

export const metadata = { title: 'Payouts' }

export default async function PayoutsPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'payouts',
    ['created'],
    '-created',
  )
  const selection = {
    status: oneOf(payoutStatuses, listParam(url, 'status')),
    partnerId: idParam(url, 'partner'),
    runId: idParam(url, 'run'),
  }
  const { sort: _, ...order } = filter
  const [page, total] = await Promise.all([
    ask(payouts.list, slug, { ...selection, ...order }),
    ask(payouts.count, slug, selection),
  ])
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
      {may(actor, 'payouts.approve') && <PayoutTabs slug={slug} current="payouts" />}
      <ListTable
        caption="Payouts"
        noun={['payout', 'payouts']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={total}
        columns={payoutColumns(actor.workspace.timezone)}
        rowName={(row) => row.partnerName}
        rowLink={`/${slug}/payouts/`}
        exportHref={exportHref('payouts', slug, { ...selection, ...order })}
        filters={
          <FilterMenu
            url={url}
            param="status"
            label="Status"
            options={payoutStatuses.map((value) => ({ value, label: payoutStatusLabels[value] }))}
          />
        }
        filtered={isFiltered(selection)}
        empty={
          <EmptyState title="No payouts yet" icon={<Icon name="wallet" />} action={newRun}>
            A payout run takes every approved commission and makes one payout per partner.
          </EmptyState>
        }
      />
    </>
  )
}
