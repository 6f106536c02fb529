import { FilterBar } from '@/components/table/filter-bar'
import { hrefWith, type TableUrl } from '@/components/table/table-url'
import { EmptyFiltered } from '@/components/ui/empty-state'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import { leads } from '@/lib/leads/procedures'
import { isFiltered } from '../../../_components/list-params'
import { BoardLoader } from './board/board-loader'
import { columnSize } from './board/columns'
import { filterNames } from './filter-names'
import { LeadFilters, LeadViews } from './lead-filters'
import { NoLeads } from './leads-table'
import { selectionOf } from './selection'

export async function leadsBoard(actor: Member, url: TableUrl) {
  const { slug } = actor.workspace
  const { status: _, ...filter } = selectionOf(url)
  const [columns, names] = await Promise.all([
    ask(leads.board, slug, { ...filter, limit: columnSize }),
    filterNames(actor, filter),
  ])
  const empty = columns.every(({ total }) => total.count === 0)

  return (
    <>
      <FilterBar end={<LeadViews slug={slug} url={url} />}>
        <LeadFilters slug={slug} url={url} {...names} />
      </FilterBar>
      {!empty ? (
        <BoardLoader
          key={Object.values(filter).join(' ')}
          slug={slug}
          filter={filter}
          columns={columns}
          loadedAt={Date.now()}
          openHref={hrefWith(url, { open: ID })}
          canMove={may(actor, 'leads.move')}
        />
      ) : isFiltered(filter) ? (
        <EmptyFiltered what="leads" clearHref={`${url.pathname}?view=board`} />
      ) : (
        <NoLeads slug={slug} />
      )}
    </>
  )
}

/** Stands for the id in the address that opens a card. */
const ID = '{id}'
