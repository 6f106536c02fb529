import type { LeadStatus } from '@/lib/leads/labels'
import type { BoardCard, BoardColumn, LeadSelection } from '@/lib/leads/schema'
import { restGet } from '../../../../_components/rest-get'
import { columnSize, withPage } from './columns'

export type BoardFilter = Omit<LeadSelection, 'status'>

/** JSON knows no dates. */
type Wire<T> = {
  [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K]
}
type WirePage = { items: Wire<BoardCard>[]; nextCursor: string | null }

const card = (wire: Wire<BoardCard>): BoardCard => ({
  ...wire,
  stageEnteredAt: new Date(wire.stageEnteredAt),
  closedAt: wire.closedAt ? new Date(wire.closedAt) : null,
  createdAt: new Date(wire.createdAt),
})

function queryOf(filter: BoardFilter, more: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, ...more }))
    if (value !== undefined && value !== '') search.set(name, String(value))
  return search.toString()
}

type Source = { slug: string; filter: BoardFilter; signal?: AbortSignal | undefined }

/** A column's cards from a cursor on. */
export async function readColumn(
  { slug, filter, signal }: Source,
  status: LeadStatus,
  cursor: string | undefined,
  limit = columnSize,
) {
  const query = queryOf(filter, { cursor, limit })
  const page = await restGet<WirePage>(slug, `/leads/board/${status}?${query}`, signal)
  return { items: page.items.map(card), nextCursor: page.nextCursor }
}

/** The whole board anew, each column as deep as it is shown. */
export async function readBoard(
  source: Source,
  shown: readonly BoardColumn[],
): Promise<BoardColumn[]> {
  const query = queryOf(source.filter, { limit: columnSize })
  const wire = await restGet<(Omit<BoardColumn, 'items'> & WirePage)[]>(
    source.slug,
    `/leads/board?${query}`,
    source.signal,
  )
  let columns: BoardColumn[] = wire.map((column) => ({ ...column, items: column.items.map(card) }))
  for (const { status, items } of shown) {
    for (;;) {
      const column = columns.find((found) => found.status === status)
      if (!column?.nextCursor || column.items.length >= items.length) break
      const missing = Math.min(200, items.length - column.items.length)
      columns = withPage(
        columns,
        status,
        await readColumn(source, status, column.nextCursor, missing),
      )
    }
  }
  return columns
}
