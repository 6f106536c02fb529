import type { ReactNode } from 'react'
import { FilterBar } from '@/components/table/filter-bar'
import { FilterChip } from '@/components/table/filter-chip'
import { FilterMenu } from '@/components/table/filter-menu'
import { SearchInput } from '@/components/table/search-input'
import { hrefWith, type TableUrl } from '@/components/table/table-url'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import { imports } from '@/lib/imports/procedures'
import { type LeadSelection, leadStatuses, leadStatusLabels } from '@/lib/leads/schema'
import { partners } from '@/lib/partners/procedures'
import { PartnerFilter } from './partner-filter'
import { SavedViews } from './saved-views'

type LeadFiltersProps = {
  actor: Member
  url: TableUrl
  selection: LeadSelection
  /** The board shows every stage anyway. */
  withStage?: boolean
  end?: ReactNode
}

/** Search, stage, partner, import and saved views: the same for table and board. */
export async function LeadFilters({ actor, url, selection, withStage, end }: LeadFiltersProps) {
  const { slug } = actor.workspace
  const { partnerId, importId } = selection
  const [partner, source] = await Promise.all([
    partnerId && ask(partners.find, slug, { id: partnerId }),
    importId && may(actor, 'leads.import') && ask(imports.find, slug, { id: importId }),
  ])
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
      {importId && (
        <FilterChip
          url={url}
          param="import"
          label="Import"
          value={source ? source.fileName : 'one file'}
        />
      )}
    </FilterBar>
  )
}

/** A view is filters, order and columns, not the page or the sheet that happens to be open. */
const viewless = { open: null, after: null, before: null, from: null }
