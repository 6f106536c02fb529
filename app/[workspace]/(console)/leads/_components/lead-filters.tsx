'use client'

import { FilterChip } from '@/components/table/filter-chip'
import { hrefWith, type TableUrl } from '@/components/table/table-url'
import { LeadSearch } from '../../../_components/lead-search'
import { PartnerFilter } from './partner-filter'
import { SavedViews } from './saved-views'

type LeadFiltersProps = {
  slug: string
  url: TableUrl
  /** The names behind the ids in the address. */
  partner: string | null
  source: string | null
  /** The board shows every stage anyway. */
  withStage?: boolean
}

/** Search, stage, partner and import: the same for table and board. */
export const LeadFilters = ({ slug, url, partner, source, withStage }: LeadFiltersProps) => (
  <>
    <LeadSearch url={url} withStage={withStage} />
    <PartnerFilter slug={slug} url={url} chosen={partner} />
    {source && <FilterChip url={url} param="import" label="Import" value={source} />}
  </>
)

export const LeadViews = ({ slug, url }: { slug: string; url: TableUrl }) => (
  <SavedViews slug={slug} query={hrefWith({ ...url, pathname: '' }, viewless)} />
)

/** A view is filters, order and columns, not the page or the sheet that happens to be open. */
const viewless = { open: null, after: null, before: null, from: null }
