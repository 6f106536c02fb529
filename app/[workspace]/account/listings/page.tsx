import { PageHeader } from '@/components/shell/page-header'
import { FilterChips } from '@/components/table/filter-chips'
import { hrefWith, textParam } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { area } from '@/lib/customers/procedures/area'
import { listingGroupWords } from '@/lib/customers/words'
import { exportHref, idParam } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { listingColumns } from '../_components/listing-columns'
import { OwnListingSheet } from '../_components/own-listing-sheet'

export const metadata = { title: 'Your listings' }

const groups = ['live', 'coming', 'ended'] as const

export default async function AreaListingsPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'account/listings',
    ['created'],
    '-created',
  )
  const { sort: _, direction: __, ...order } = filter
  const group = groups.find((one) => one === textParam(url, 'show'))
  const page = await ask(area.listings, slug, { group, ...order })
  const { live, coming, ended } = page.counts
  const all = live + coming + ended
  const open = idParam(url, 'open')

  return (
    <>
      <PageHeader
        title="Your listings"
        description="Every directory that lists your business, or will. A row opens its link and its proof."
      />
      <ListTable
        caption="Your listings"
        noun={['listing', 'listings']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={{ count: group ? page.counts[group] : all }}
        columns={listingColumns(actor.workspace.timezone)}
        rowName={(row) => row.directoryName}
        exportHref={exportHref('account/listings', slug, { group })}
        filters={
          <FilterChips
            url={url}
            param="show"
            label="Show"
            options={[
              { value: '', label: 'All', count: all },
              ...groups.map((value) => ({
                value,
                label: listingGroupWords[value],
                count: page.counts[value],
              })),
            ]}
          />
        }
        filtered={group !== undefined}
        empty={
          <EmptyState title="No listings yet" icon={<Icon name="link" />}>
            They appear here as soon as your business is submitted to the first directory.
          </EmptyState>
        }
      />
      {open && (
        <OwnListingSheet
          key={open}
          actor={actor}
          id={open}
          closeHref={hrefWith(url, { open: null })}
        />
      )}
    </>
  )
}
