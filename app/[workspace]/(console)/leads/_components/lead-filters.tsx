import { FilterChip } from '@/components/table/filter-chip'
import { hrefWith, type TableUrl } from '@/components/table/table-url'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import { imports } from '@/lib/imports/procedures'
import type { LeadSelection } from '@/lib/leads/schema'
import { partners } from '@/lib/partners/procedures'
import { LeadSearch } from '../../../_components/lead-search'
import { PartnerFilter } from './partner-filter'
import { SavedViews } from './saved-views'

type LeadFiltersProps = {
  actor: Member
  url: TableUrl
  selection: LeadSelection
  /** The board shows every stage anyway. */
  withStage?: boolean
}

/** Search, stage, partner and import: the same for table and board. */
export async function LeadFilters({ actor, url, selection, withStage }: LeadFiltersProps) {
  const { slug } = actor.workspace
  const { partnerId, importId } = selection
  const [partner, source] = await Promise.all([
    partnerId && ask(partners.find, slug, { id: partnerId }),
    importId && may(actor, 'leads.import') && ask(imports.find, slug, { id: importId }),
  ])
  return (
    <>
      <LeadSearch url={url} withStage={withStage} />
      <PartnerFilter slug={slug} url={url} chosen={partner ? partner.name : null} />
      {importId && (
        <FilterChip
          url={url}
          param="import"
          label="Import"
          value={source ? source.fileName : 'one file'}
        />
      )}
    </>
  )
}

export const LeadViews = ({ slug, url }: { slug: string; url: TableUrl }) => (
  <SavedViews slug={slug} query={hrefWith({ ...url, pathname: '' }, viewless)} />
)

/** A view is filters, order and columns, not the page or the sheet that happens to be open. */
const viewless = { open: null, after: null, before: null, from: null }
