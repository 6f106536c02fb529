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
import { commissions } from '@/lib/commissions/procedures'
import {
  commissionSorts,
  commissionStatuses,
  commissionStatusLabels,
} from '@/lib/commissions/schema'
import {
  exportHref,
  idParam,
  listParams,
  oneOf,
  pageSize,
  type SearchParams,
} from '../../_components/list-params'
import { commissionColumns } from '../_components/columns'
import { OwnCommissionSheet } from '../_components/own-commission-sheet'

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export const metadata = { title: 'Your commissions' }

export default async function PortalCommissionsPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/portal/commissions`, params: await searchParams }
  const status = oneOf(commissionStatuses, listParam(url, 'status'))
  const { sort, from, filter } = listParams(url, commissionSorts, '-earned')
  const [page, sums] = await Promise.all([
    ask(commissions.list, slug, { status, ...filter }),
    ask(commissions.sums, slug, {}),
  ])
  const countOf = (statuses: readonly string[] = commissionStatuses) =>
    sums.reduce((all, sum) => all + (statuses.includes(sum.status) ? sum.count : 0), 0)
  const total = { count: countOf(status), kind: 'exact' as const }
  const open = idParam(url, 'open')
  const columns = commissionColumns(actor.workspace.timezone)

  return (
    <>
      <PageHeader
        title="Your commissions"
        description="What you have earned; each opens how it was computed."
      />
      <TableRoot
        noun={['commission', 'commissions']}
        rowKey={hrefWith(url, { open: null })}
        total={total}
      >
        <FilterBar
          end={
            <>
              <ColumnMenu url={url} columns={columnChoices(columns)} />
              <ExportLink
                href={exportHref('commissions', slug, {
                  status,
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
        </FilterBar>
        <DataTable
          caption="Your commissions"
          columns={columns}
          rows={page.items}
          rowId={(row) => row.id}
          rowName={(row) => row.leadName}
          rowHref={(row) => hrefWith(url, { open: row.id })}
          current={open}
          url={url}
          sort={sort}
          empty={
            status ? (
              <EmptyFiltered what="commissions" clearHref={url.pathname} />
            ) : (
              <EmptyState title="No commissions yet" icon={<Icon name="coins" />}>
                When a client of yours is won, your commission appears here.
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
        <OwnCommissionSheet actor={actor} id={open} closeHref={hrefWith(url, { open: null })} />
      )}
    </>
  )
}
