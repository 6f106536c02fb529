import { PageHeader } from '@/components/shell/page-header'
import { FilterMenu } from '@/components/table/filter-menu'
import { SearchInput } from '@/components/table/search-input'
import { listParam, textParam } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { may } from '@/lib/auth/permissions'
import { partners } from '@/lib/partners/procedures'
import {
  partnerSorts,
  partnerStatuses,
  partnerStatusLabels,
  tierLabels,
  tiers,
} from '@/lib/partners/schema'
import { exportHref, isFiltered, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { AddPartner } from './_components/add-partner'
import { partnerColumns } from './_components/columns'

export const metadata = { title: 'Partners' }

export default async function PartnersPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'partners',
    partnerSorts,
    '-created',
  )
  const selection = {
    status: oneOf(partnerStatuses, listParam(url, 'status')),
    tier: oneOf(tiers, listParam(url, 'tier')),
    search: textParam(url, 'q').slice(0, 200) || undefined,
  }
  const [page, total] = await Promise.all([
    ask(partners.list, slug, { ...selection, ...filter }),
    ask(partners.count, slug, selection),
  ])

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
      <ListTable
        caption="Partners"
        noun={['partner', 'partners']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={total}
        columns={partnerColumns(actor.workspace.timezone)}
        rowName={(row) => row.name}
        rowLink={`/${slug}/partners/`}
        exportHref={exportHref('partners', slug, { ...selection, ...filter })}
        filters={
          <>
            <SearchInput url={url} label="Search partners" />
            <FilterMenu
              url={url}
              param="status"
              label="Status"
              options={partnerStatuses.map((value) => ({
                value,
                label: partnerStatusLabels[value],
              }))}
            />
            <FilterMenu
              url={url}
              param="tier"
              label="Tier"
              options={tiers.map((value) => ({ value, label: tierLabels[value] }))}
            />
          </>
        }
        filtered={isFiltered(selection)}
        empty={
          <EmptyState
            title="No partners yet"
            icon={<Icon name="handshake" />}
            action={<ButtonLink href={`/p/${slug}`}>Open the programme page</ButtonLink>}
          >
            Share your programme page. Who applies there and is approved becomes a partner.
          </EmptyState>
        }
      />
    </>
  )
}
