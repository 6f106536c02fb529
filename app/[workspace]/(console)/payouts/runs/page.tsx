import { PageHeader } from '@/components/shell/page-header'
import { timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { may } from '@/lib/auth/permissions'
import { formatMoney } from '@/lib/money'
import { payoutRuns } from '@/lib/payouts/procedures/sending'
import type { RunItem } from '@/lib/payouts/sending-schema'
import { ListTable } from '../../../_components/list-table'
import { type ListPageProps, openList } from '../../../_components/open-list'
import { PayoutTabs } from '../_components/payout-tabs'
import { periodWords } from '../_components/period'
import { countWords } from '../_components/run-counts'

export const metadata = { title: 'Payout runs' }

const columns = (timeZone: string): Column<RunItem>[] => [
  {
    id: 'period',
    header: 'Period',
    fixed: true,
    cell: (row) => periodWords(row.periodFrom, row.periodTo),
  },
  {
    id: 'total',
    header: 'Total',
    align: 'end',
    cell: (row) =>
      row.totals.map(({ amount, currency }) => formatMoney(amount, currency)).join(', ') || '–',
  },
  { id: 'counts', header: 'Payouts', cell: (row) => countWords(row.counts) },
  { id: 'by', header: 'Made by', cell: (row) => row.createdByName ?? '' },
  {
    id: 'created',
    header: 'Created',
    sort: 'created',
    firstDescending: true,
    align: 'end',
    cell: (row) => timeCell(row.createdAt, timeZone),
  },
]

export default async function RunsPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'payouts/runs',
    ['created'],
    '-created',
  )
  const { sort: _, ...order } = filter
  const page = await ask(payoutRuns.list, slug, order)
  const newRun = may(actor, 'payouts.manage') && (
    <ButtonLink variant="primary" href={`/${slug}/payouts/new`}>
      <Icon name="plus" /> New payout run
    </ButtonLink>
  )
  return (
    <>
      <PageHeader
        title="Payouts"
        description="A run takes what is due and is approved, sent and followed as one."
        actions={newRun}
      />
      <PayoutTabs slug={slug} current="runs" />
      <ListTable
        caption="Payout runs"
        noun={['run', 'runs']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={{ count: from + page.items.length - 1, capped: page.nextCursor !== null }}
        columns={columns(actor.workspace.timezone)}
        rowName={(row) => periodWords(row.periodFrom, row.periodTo)}
        rowLink={`/${slug}/payouts/runs/`}
        empty={
          <EmptyState title="No payout runs yet" icon={<Icon name="wallet" />} action={newRun}>
            A payout run takes every approved commission and makes one payout per partner.
          </EmptyState>
        }
      />
    </>
  )
}
