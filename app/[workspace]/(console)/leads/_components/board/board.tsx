import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import type { BoardColumn } from '@/lib/leads/schema'
import { BoardView } from './board-view'
import type { BoardFilter } from './read-board'

export type BoardProps = {
  slug: string
  filter: BoardFilter
  columns: BoardColumn[]
  /** When the server read them. */
  loadedAt: number
  /** The address that opens a card, with `{id}` in place of its id. */
  openHref: string
  canMove: boolean
}

export default function Board(props: BoardProps) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: 1, gcTime: 60_000 } } }),
  )
  return (
    <QueryClientProvider client={client}>
      <BoardView {...props} />
    </QueryClientProvider>
  )
}
