import { PageHeader } from '@/components/shell/page-header'
import { FilterChip } from '@/components/table/filter-chip'
import { FilterMenu } from '@/components/table/filter-menu'
import { SearchInput } from '@/components/table/search-input'
import { listParam, textParam } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { may } from '@/lib/auth/permissions'
import {
  dueKindLabels,
  dueKinds,
  linkStateLabels,
  linkStates,
  listingStatuses,
  listingStatusLabels,
} from '@/lib/listings/labels'
import { listings } from '@/lib/listings/procedures'
import { exportHref, idParam, isFiltered, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { listingColumns } from './_components/columns'
import { ImportFigures } from './_components/import-figures'

export const metadata = { title: 'Listings' }

export default async function ListingsPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'listings',
    ['created'],
    '-created',
  )
  const selection = {
    status: oneOf(listingStatuses, listParam(url, 'status')),
    linkState: oneOf(linkStates, listParam(url, 'link')),
    due: oneOf(dueKinds, listParam(url, 'due'))?.[0],
    customerId: idParam(url, 'customer'),
    directoryId: idParam(url, 'directory'),
    search: textParam(url, 'q').slice(0, 200) || undefined,
  }
  const { sort: _, ...order } = filter
  const [page, total] = await Promise.all([
    ask(listings.list, slug, { ...selection, ...order }),
    ask(listings.count, slug, selection),
  ])
  const [first] = page.items

  return (
    <>
      <PageHeader
        title="Listings"
        description="Where customers are listed, whether the listing is still there, and whether its link counts."
        actions={may(actor, 'listings.manage') && <ImportFigures slug={slug} />}
      />
      <ListTable
        caption="Listings"
        noun={['listing', 'listings']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={total}
        columns={listingColumns(actor.workspace.timezone)}
        rowName={(row) => `${row.customerName} at ${row.directoryName}`}
        rowLink={`/${slug}/listings/`}
        exportHref={exportHref('listings', slug, { ...selection, ...order })}
        filters={
          <>
            <SearchInput url={url} label="Search listings" />
            <FilterMenu
              url={url}
              param="status"
              label="Status"
              options={listingStatuses.map((value) => ({
                value,
                label: listingStatusLabels[value],
              }))}
            />
            <FilterMenu
              url={url}
              param="link"
              label="Link"
              options={linkStates.map((value) => ({ value, label: linkStateLabels[value] }))}
            />
            <FilterMenu
              url={url}
              param="due"
              label="Due"
              options={dueKinds.map((value) => ({ value, label: dueKindLabels[value] }))}
            />
            {selection.customerId && (
              <FilterChip
                url={url}
                param="customer"
                label="Customer"
                value={first?.customerName ?? 'One customer'}
              />
            )}
            {selection.directoryId && (
              <FilterChip
                url={url}
                param="directory"
                label="Directory"
                value={first?.directoryName ?? 'One directory'}
              />
            )}
          </>
        }
        filtered={isFiltered(selection)}
        empty={
          <EmptyState
            title="No listings yet"
            icon={<Icon name="map-pin" />}
            action={
              may(actor, 'batches.manage') && (
                <ButtonLink variant="primary" href={`/${slug}/batches/new`}>
                  New batch
                </ButtonLink>
              )
            }
          >
            Queue a batch for a customer. Each directory in it becomes a listing here, with its
            proof, its link and its figures.
          </EmptyState>
        }
      />
    </>
  )
}
