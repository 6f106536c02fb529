import { PageHeader } from '@/components/shell/page-header'
import { ColumnMenu } from '@/components/table/column-menu'
import { columnChoices } from '@/components/table/columns'
import { DataTable } from '@/components/table/data-table'
import { ExportLink } from '@/components/table/export-link'
import { FilterBar } from '@/components/table/filter-bar'
import { FilterMenu } from '@/components/table/filter-menu'
import { Pager } from '@/components/table/pager'
import { SearchInput } from '@/components/table/search-input'
import { TableRoot } from '@/components/table/table-root'
import { hrefWith, listParam, textParam } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyFiltered, EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { partners } from '@/lib/partners/procedures'
import {
  partnerSorts,
  partnerStatuses,
  partnerStatusLabels,
  tierLabels,
  tiers,
} from '@/lib/partners/schema'
import {
  exportHref,
  listParams,
  oneOf,
  pageSize,
  type SearchParams,
} from '../../../_components/list-params'
import { AddPartner } from '../_components/add-partner'
import { partnerColumns } from '../_components/columns'

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export const metadata = { title: 'Partners' }

export default async function PartnersPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/partners`, params: await searchParams }
  const selection = {
    status: oneOf(partnerStatuses, listParam(url, 'status')),
    tier: oneOf(tiers, listParam(url, 'tier')),
    search: textParam(url, 'q').slice(0, 200) || undefined,
  }
  const { sort, from, filter } = listParams(url, partnerSorts, '-created')
  const [page, total] = await Promise.all([
    ask(partners.list, slug, { ...selection, ...filter }),
    ask(partners.count, slug, selection),
  ])
  const columns = partnerColumns(actor.workspace.timezone)
  const filtered = Object.values(selection).some((value) => value !== undefined)

  return (
    <>
      <PageHeader
        title="Partners"
        description="Who brings clients, on which tier, and what they have earned."
        actions={
          <>
            <ButtonLink href={`/p/${slug}`}>Programme page</ButtonLink>
            {may(actor, 'partners.manage') && <AddPartner slug={slug} />}
          </>
        }
      />
      <TableRoot
        noun={['partner', 'partners']}
        rowKey={hrefWith(url, {})}
        total={{ count: total.count, kind: 'exact' }}
      >
        <FilterBar
          end={
            <>
              <ColumnMenu url={url} columns={columnChoices(columns)} />
              <ExportLink
                href={exportHref('partners', slug, {
                  ...selection,
                  sort: filter.sort,
                  direction: filter.direction,
                })}
              />
            </>
          }
        >
          <SearchInput url={url} label="Search partners" />
          <FilterMenu
            url={url}
            param="status"
            label="Status"
            options={partnerStatuses.map((value) => ({ value, label: partnerStatusLabels[value] }))}
          />
          <FilterMenu
            url={url}
            param="tier"
            label="Tier"
            options={tiers.map((value) => ({ value, label: tierLabels[value] }))}
          />
        </FilterBar>
        <DataTable
          caption="Partners"
          columns={columns}
          rows={page.items}
          rowId={(row) => row.id}
          rowName={(row) => row.name}
          rowHref={(row) => `/${slug}/partners/${row.id}`}
          url={url}
          sort={sort}
          empty={
            filtered ? (
              <EmptyFiltered what="partners" clearHref={url.pathname} />
            ) : (
              <EmptyState
                title="No partners yet"
                icon={<Icon name="handshake" />}
                action={<ButtonLink href={`/p/${slug}`}>Open the programme page</ButtonLink>}
              >
                Share your programme page. Who applies there and is approved becomes a partner.
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
