import { PageHeader } from '@/components/shell/page-header'
import { FilterChips } from '@/components/table/filter-chips'
import { textParam } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { area } from '@/lib/customers/procedures/area'
import { listingGroupWords } from '@/lib/customers/words'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { listingColumns } from '../_components/listing-columns'

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

  return (
    <>
      <PageHeader
        title="Your listings"
        description="Every directory that lists your business, or will. A row opens the listing, or the directory."
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
        rowLink={(row) => row.listingUrl ?? row.directoryUrl}
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
    </>
  )
}
