import type { ReactNode } from 'react'
import { FilterBar } from '@/components/table/filter-bar'
import { FilterMenu } from '@/components/table/filter-menu'
import { SearchInput } from '@/components/table/search-input'
import { hrefWith, type TableUrl } from '@/components/table/table-url'
import { ask } from '@/lib/api/actions'
import { leadStatuses, leadStatusLabels } from '@/lib/leads/schema'
import { partners } from '@/lib/partners/procedures'
import { PartnerFilter } from './partner-filter'
import { SavedViews } from './saved-views'

type LeadFiltersProps = {
  slug: string
  url: TableUrl
  partnerId: string | undefined
  /** The board shows every stage anyway. */
  withStage?: boolean
  end?: ReactNode
}

/** Search, stage, partner and saved views: the same for table and board. */
export async function LeadFilters({ slug, url, partnerId, withStage, end }: LeadFiltersProps) {
  const partner = partnerId && (await ask(partners.find, slug, { id: partnerId }))
  return (
    <FilterBar
      end={
        <>
          <SavedViews slug={slug} query={hrefWith({ ...url, pathname: '' }, viewless)} />
          {end}
        </>
      }
    >
      <SearchInput url={url} label="Search leads" />
      {withStage && (
        <FilterMenu
          url={url}
          param="status"
          label="Stage"
          options={leadStatuses.map((value) => ({ value, label: leadStatusLabels[value] }))}
        />
      )}
      <PartnerFilter slug={slug} url={url} chosen={partner ? partner.name : null} />
    </FilterBar>
  )
}

/** A view is filters, order and columns, not the page or the sheet that happens to be open. */
const viewless = { open: null, after: null, before: null, from: null }
