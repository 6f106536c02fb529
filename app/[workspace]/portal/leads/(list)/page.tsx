import { Plus, SquareKanban } from 'lucide-react'
import { PageHeader } from '@/components/shell/page-header'
import { DataTable } from '@/components/table/data-table'
import { ExportLink } from '@/components/table/export-link'
import { FilterBar } from '@/components/table/filter-bar'
import { FilterMenu } from '@/components/table/filter-menu'
import { Pager } from '@/components/table/pager'
import { SearchInput } from '@/components/table/search-input'
import { TableRoot } from '@/components/table/table-root'
import { hrefWith, listParam, textParam } from '@/components/table/table-url'
import type { Total } from '@/components/table/total'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyFiltered, EmptyState } from '@/components/ui/empty-state'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { leads } from '@/lib/leads/procedures'
import { leadName, leadSorts, leadStatuses, leadStatusLabels } from '@/lib/leads/schema'
import {
  exportHref,
  listParams,
  oneOf,
  pageSize,
  type SearchParams,
} from '../../../_components/list-params'
import { leadColumns } from '../../_components/columns'

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export const metadata = { title: 'Your leads' }

export default async function PortalLeadsPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/portal/leads`, params: await searchParams }
  const selection = {
    status: oneOf(leadStatuses, listParam(url, 'status')),
    search: textParam(url, 'q').slice(0, 200) || undefined,
  }
  const { sort, from, filter } = listParams(url, leadSorts, '-created')
  const page = await ask(leads.page, slug, { ...selection, ...filter })
  const total: Total = { count: page.total.count, kind: page.total.capped ? 'atLeast' : 'exact' }
  const register = actor.partnerStatus === 'active' && (
    <ButtonLink variant="primary" href={`/${slug}/portal/leads/new`}>
      <Plus /> Register a client
    </ButtonLink>
  )

  return (
    <>
      <PageHeader
        title="Your leads"
        description="The clients you brought, and how far each has come."
        actions={register}
      />
      <TableRoot noun={['lead', 'leads']} rowKey={hrefWith(url, {})} total={total}>
        <FilterBar
          end={
            <ExportLink
              href={exportHref('leads', slug, {
                ...selection,
                sort: filter.sort,
                direction: filter.direction,
              })}
            />
          }
        >
          <SearchInput url={url} label="Search leads" />
          <FilterMenu
            url={url}
            param="status"
            label="Stage"
            options={leadStatuses.map((value) => ({ value, label: leadStatusLabels[value] }))}
          />
        </FilterBar>
        <DataTable
          caption="Your leads"
          columns={leadColumns(actor.workspace.timezone)}
          rows={page.items}
          rowId={(row) => row.id}
          rowName={leadName}
          rowHref={(row) => `${url.pathname}/${row.id}`}
          url={url}
          sort={sort}
          empty={
            selection.status || selection.search ? (
              <EmptyFiltered what="leads" clearHref={url.pathname} />
            ) : (
              <EmptyState title="No leads yet" icon={<SquareKanban />} action={register}>
                Register a client before you introduce them: from then on they are yours for 90
                days.
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
    </>
  )
}
