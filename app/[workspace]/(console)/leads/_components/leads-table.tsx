import type { TableUrl } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { leads } from '@/lib/leads/procedures'
import { leadName, leadSorts } from '@/lib/leads/schema'
import { exportHref, isFiltered, listParams } from '../../../_components/list-params'
import { ListTable } from '../../../_components/list-table'
import { leadColumns } from './columns'
import { filterNames } from './filter-names'
import { LeadFilters, LeadViews } from './lead-filters'
import { selectionOf } from './selection'

/** Awaited by the page, not left to React: a part that comes later is written separately. */
export async function leadsTable(actor: Member, url: TableUrl) {
  const { slug, timezone } = actor.workspace
  const selection = selectionOf(url)
  const { sort, from, filter } = listParams(url, leadSorts, '-created')
  const [page, names] = await Promise.all([
    ask(leads.page, slug, { ...selection, ...filter }),
    filterNames(actor, selection),
  ])
  return (
    <ListTable
      caption="Leads"
      noun={['lead', 'leads']}
      url={url}
      sort={sort}
      from={from}
      page={page}
      total={page.total}
      columns={leadColumns(timezone)}
      rowName={leadName}
      exportHref={exportHref('leads', slug, { ...selection, ...filter })}
      menus={<LeadViews slug={slug} url={url} />}
      filters={<LeadFilters slug={slug} url={url} withStage {...names} />}
      filtered={isFiltered(selection)}
      empty={<NoLeads slug={slug} />}
    />
  )
}

export const NoLeads = ({ slug }: { slug: string }) => (
  <EmptyState
    title="No leads yet"
    icon={<Icon name="square-kanban" />}
    action={
      <>
        <ButtonLink variant="primary" href={`/${slug}/leads/new`}>
          Register a lead
        </ButtonLink>
        <ButtonLink href={`/${slug}/imports`}>Import a file</ButtonLink>
      </>
    }
  >
    A lead is a client that a partner brings. Partners register them in their portal; you can do it
    for them, or import what you have.
  </EmptyState>
)
