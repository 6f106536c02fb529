import { SquareKanban } from 'lucide-react'
import { ColumnMenu } from '@/components/table/column-menu'
import { columnChoices } from '@/components/table/columns'
import { DataTable } from '@/components/table/data-table'
import { ExportLink } from '@/components/table/export-link'
import { Pager } from '@/components/table/pager'
import { TableRoot } from '@/components/table/table-root'
import { hrefWith, type TableUrl } from '@/components/table/table-url'
import type { Total } from '@/components/table/total'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyFiltered, EmptyState } from '@/components/ui/empty-state'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { leads } from '@/lib/leads/procedures'
import { leadName, leadSorts } from '@/lib/leads/schema'
import { exportHref, idParam, listParams, pageSize } from '../../../_components/list-params'
import { leadColumns } from './columns'
import { LeadFilters } from './lead-filters'
import { isFiltered, selectionOf } from './selection'

export async function LeadsTable({ actor, url }: { actor: Member; url: TableUrl }) {
  const { slug, timezone } = actor.workspace
  const selection = selectionOf(url)
  const { sort, from, filter } = listParams(url, leadSorts, '-created')
  const page = await ask(leads.page, slug, { ...selection, ...filter })
  const total: Total = {
    count: page.total.count,
    kind: page.total.capped ? 'atLeast' : 'exact',
  }
  const columns = leadColumns(timezone)
  const { sort: by, direction } = filter

  return (
    <TableRoot noun={['lead', 'leads']} rowKey={hrefWith(url, { open: null })} total={total}>
      <LeadFilters
        actor={actor}
        url={url}
        selection={selection}
        withStage
        end={
          <>
            <ColumnMenu url={url} columns={columnChoices(columns)} />
            <ExportLink href={exportHref('leads', slug, { ...selection, sort: by, direction })} />
          </>
        }
      />
      <DataTable
        caption="Leads"
        columns={columns}
        rows={page.items}
        rowId={(row) => row.id}
        rowName={leadName}
        rowHref={(row) => hrefWith(url, { open: row.id })}
        current={idParam(url, 'open')}
        url={url}
        sort={sort}
        empty={
          isFiltered(selection) ? (
            <EmptyFiltered what="leads" clearHref={url.pathname} />
          ) : (
            <NoLeads slug={slug} />
          )
        }
      />
      <Pager
        url={url}
        from={from}
        shown={page.items.length}
        pageSize={pageSize}
        total={total}
        previous={page.previousCursor}
        next={page.nextCursor}
      />
    </TableRoot>
  )
}

export const NoLeads = ({ slug }: { slug: string }) => (
  <EmptyState
    title="No leads yet"
    icon={<SquareKanban />}
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
