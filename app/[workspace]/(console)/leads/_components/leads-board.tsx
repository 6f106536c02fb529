import { hrefWith, type TableUrl } from '@/components/table/table-url'
import { EmptyFiltered } from '@/components/ui/empty-state'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import { leads } from '@/lib/leads/procedures'
import { BoardLoader } from './board/board-loader'
import { columnSize } from './board/columns'
import { LeadFilters } from './lead-filters'
import { NoLeads } from './leads-table'
import { isFiltered, selectionOf } from './selection'

export async function LeadsBoard({ actor, url }: { actor: Member; url: TableUrl }) {
  const { slug } = actor.workspace
  const { status: _, ...filter } = selectionOf(url)
  const columns = await ask(leads.board, slug, { ...filter, limit: columnSize })
  const empty = columns.every(({ total }) => total.count === 0)

  return (
    <>
      <LeadFilters actor={actor} url={url} selection={filter} />
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
