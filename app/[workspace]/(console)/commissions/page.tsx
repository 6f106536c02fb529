import { PageHeader } from '@/components/shell/page-header'
import { FilterChips } from '@/components/table/filter-chips'
import { FilterMenu } from '@/components/table/filter-menu'
import { hrefWith, listParam } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { may } from '@/lib/auth/permissions'
import { commissions } from '@/lib/commissions/procedures'
import {
  commissionKindLabels,
  commissionKinds,
  commissionSorts,
  commissionStatuses,
  commissionStatusLabels,
  type StatusSum,
} from '@/lib/commissions/schema'
import { commissionColumns } from '../../_components/commission-columns'
import { dayParam, exportHref, idParam, isFiltered, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { ratesFor } from '../../_components/rates-for'
import { BulkApprove } from './_components/bulk-approve'
import { BulkReject } from './_components/bulk-reject'
import { CommissionSheet } from './_components/commission-sheet'
import { StatusSums } from './_components/status-sums'

export const metadata = { title: 'Commissions' }

export default async function CommissionsPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'commissions',
    commissionSorts,
    '-earned',
  )
  const selection = {
    status: oneOf(commissionStatuses, listParam(url, 'status')),
    kind: oneOf(commissionKinds, listParam(url, 'kind')),
    partnerId: idParam(url, 'partner'),
    leadId: idParam(url, 'lead'),
    earnedFrom: dayParam(url, 'earnedFrom'),
    earnedTo: dayParam(url, 'earnedTo'),
  }
  const [page, sums] = await Promise.all([
    ask(commissions.list, slug, { ...selection, ...filter }),
    ask(commissions.sums, slug, selection),
  ])
  const worth = await ratesFor(slug, actor, sums)
  const open = idParam(url, 'open')

  return (
    <>
      <PageHeader title="Commissions" description="What partners have earned, and where it is." />
      <StatusSums sums={sums} currency={actor.workspace.currency} rates={worth} url={url} />
      <ListTable
        caption="Commissions"
        noun={['commission', 'commissions']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={{ count: countOf(sums, selection.status) }}
        columns={commissionColumns(actor.workspace.timezone)}
        rowName={(row) => `${row.leadName}, ${row.partnerName}`}
        exportHref={exportHref('commissions', slug, { ...selection, ...filter })}
        bulkActions={
          may(actor, 'commissions.review') && (
            <>
              <BulkReject slug={slug} />
              <BulkApprove slug={slug} filter={selection} pending={pendingSums(sums)} />
            </>
          )
        }
        filters={
          <>
            <FilterChips
              url={url}
              param="status"
              label="Status"
              options={[
                { value: '', label: 'All', count: countOf(sums, undefined) },
                ...commissionStatuses.map((status) => ({
                  value: status,
                  label: commissionStatusLabels[status],
                  count: countOf(sums, [status]),
                })),
              ]}
            />
            <FilterMenu
              url={url}
              param="kind"
              label="Kind"
              options={shownKinds.map((value) => ({ value, label: commissionKindLabels[value] }))}
            />
          </>
        }
        filtered={isFiltered(selection)}
        empty={
          <EmptyState title="No commissions yet" icon={<Icon name="coins" />}>
            A commission appears here when a lead is won, at the rate of the partner’s tier.
          </EmptyState>
        }
      />
      {open && (
        <CommissionSheet actor={actor} id={open} closeHref={hrefWith(url, { open: null })} />
      )}
    </>
  )
}

/** The kinds that are made so far. */
const shownKinds = commissionKinds.filter((kind) => kind === 'base' || kind === 'clawback')

const countOf = (sums: readonly StatusSum[], statuses: readonly string[] | undefined) =>
  sums.reduce(
    (all, { status, count }) => all + (!statuses || statuses.includes(status) ? count : 0),
    0,
  )

const pendingSums = (sums: readonly StatusSum[]) =>
  sums
    .filter(({ status }) => status === 'pending')
    .map(({ currency, count, amount }) => ({ currency, count, amount }))
