import { PageHeader } from '@/components/shell/page-header'
import { ColumnMenu } from '@/components/table/column-menu'
import { columnChoices } from '@/components/table/columns'
import { DataTable } from '@/components/table/data-table'
import { ExportLink } from '@/components/table/export-link'
import { FilterBar } from '@/components/table/filter-bar'
import { FilterChips } from '@/components/table/filter-chips'
import { Pager } from '@/components/table/pager'
import { TableRoot } from '@/components/table/table-root'
import { hrefWith, listParam } from '@/components/table/table-url'
import { EmptyFiltered, EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { commissions } from '@/lib/commissions/procedures'
import {
  commissionSorts,
  commissionStatuses,
  commissionStatusLabels,
  type StatusSum,
} from '@/lib/commissions/schema'
import {
  dayParam,
  exportHref,
  idParam,
  listParams,
  oneOf,
  pageSize,
  type SearchParams,
} from '../../_components/list-params'
import { BulkApprove } from './_components/bulk-approve'
import { commissionColumns } from './_components/columns'
import { CommissionSheet } from './_components/commission-sheet'
import { StatusSums } from './_components/status-sums'

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export const metadata = { title: 'Commissions' }

export default async function CommissionsPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/commissions`, params: await searchParams }
  const selection = {
    status: oneOf(commissionStatuses, listParam(url, 'status')),
    partnerId: idParam(url, 'partner'),
    leadId: idParam(url, 'lead'),
    earnedFrom: dayParam(url, 'earnedFrom'),
    earnedTo: dayParam(url, 'earnedTo'),
  }
  const { sort, from, filter } = listParams(url, commissionSorts, '-earned')
  const [page, sums] = await Promise.all([
    ask(commissions.list, slug, { ...selection, ...filter }),
    ask(commissions.sums, slug, selection),
  ])
  const count = countOf(sums, selection.status)
  const open = idParam(url, 'open')
  const total = { count, kind: 'exact' as const }
  const columns = commissionColumns(actor.workspace.timezone)
  const canReview = may(actor, 'commissions.review')
  const filtered = Object.values(selection).some((value) => value !== undefined)

  return (
    <>
      <PageHeader title="Commissions" description="What partners have earned, and where it is." />
      <StatusSums sums={sums} currency={actor.workspace.currency} url={url} />
      <TableRoot
        noun={['commission', 'commissions']}
        rowKey={hrefWith(url, { open: null })}
        total={total}
        bulkActions={
          canReview && <BulkApprove slug={slug} filter={selection} pending={pendingSums(sums)} />
        }
      >
        <FilterBar
          end={
            <>
              <ColumnMenu url={url} columns={columnChoices(columns)} />
              <ExportLink
                href={exportHref('commissions', slug, {
                  ...selection,
                  sort: filter.sort,
                  direction: filter.direction,
                })}
              />
            </>
          }
        >
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
        </FilterBar>
        <DataTable
          caption="Commissions"
          columns={columns}
          rows={page.items}
          rowId={(row) => row.id}
          rowName={(row) => `${row.leadName}, ${row.partnerName}`}
          rowHref={(row) => hrefWith(url, { open: row.id })}
          current={open}
          url={url}
          sort={sort}
          selectable={canReview}
          empty={
            filtered ? (
              <EmptyFiltered what="commissions" clearHref={url.pathname} />
            ) : (
              <EmptyState title="No commissions yet" icon={<Icon name="coins" />}>
                A commission appears here when a lead is won, at the rate of the partner’s tier.
              </EmptyState>
            )
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
      {open && (
        <CommissionSheet actor={actor} id={open} closeHref={hrefWith(url, { open: null })} />
      )}
    </>
  )
}

const countOf = (sums: readonly StatusSum[], statuses: readonly string[] | undefined) =>
  sums.reduce(
    (all, { status, count }) => all + (!statuses || statuses.includes(status) ? count : 0),
    0,
  )

const pendingSums = (sums: readonly StatusSum[]) =>
  sums
    .filter(({ status }) => status === 'pending')
    .map(({ currency, count, amount }) => ({ currency, count, amount }))
