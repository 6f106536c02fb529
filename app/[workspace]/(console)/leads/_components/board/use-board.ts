import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ActionError } from '@/components/form/action-result'
import { unreachable } from '@/components/form/action-result'
import { toast } from '@/components/ui/toast'
import type { LeadStatus } from '@/lib/leads/labels'
import type { BoardColumn, Lead } from '@/lib/leads/schema'
import { moveLead } from '../../actions'
import type { MoveAnswers, PerformMove } from '../use-move'
import { withMove, withPage } from './columns'
import { type BoardFilter, readBoard, readColumn } from './read-board'

const POLL_MS = 10_000

type BoardSource = {
  slug: string
  filter: BoardFilter
  columns: BoardColumn[]
  loadedAt: number
  /** While somebody drags or answers a dialog, nothing moves under their hands. */
  held: boolean
}

type Change = MoveAnswers & {
  id: string
  from: LeadStatus
  to: LeadStatus
  afterId: string | null
}

class Refused extends Error {
  constructor(readonly refusal: ActionError) {
    super(refusal.message)
  }
}

/** The board's cards: as the server rendered them, then kept fresh, with own moves shown at once. */
export function useBoard({ slug, filter, columns, loadedAt, held }: BoardSource) {
  const client = useQueryClient()
  const queryKey = ['board', slug, filter] as const
  const board = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      readBoard({ slug, filter, signal }, client.getQueryData<BoardColumn[]>(queryKey) ?? []),
    initialData: columns,
    initialDataUpdatedAt: loadedAt,
    staleTime: POLL_MS,
    refetchInterval: held ? false : POLL_MS,
    refetchOnWindowFocus: !held,
  })

  const now = useMemo(() => new Date(board.dataUpdatedAt), [board.dataUpdatedAt])

  const move = useMutation({
    mutationFn: async (change: Change): Promise<Lead> => {
      const [refused, lead] = await moveLead(slug, change).catch(
        () => [unreachable, undefined] as const,
      )
      if (refused) throw new Refused(refused)
      return lead
    },
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData<BoardColumn[]>(queryKey)
      client.setQueryData<BoardColumn[]>(
        queryKey,
        (now) => now && withMove(now, change, new Date()),
      )
      return { before }
    },
    onError: (_, __, kept) => client.setQueryData(queryKey, kept?.before),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })

  const change = async (wanted: Change) => {
    try {
      return [null, await move.mutateAsync(wanted)] as const
    } catch (error) {
      return [error instanceof Refused ? error.refusal : unreachable, undefined] as const
    }
  }

  const more = useMutation({
    mutationFn: async ({ status, nextCursor }: BoardColumn) => ({
      status,
      page: await readColumn({ slug, filter }, status, nextCursor ?? undefined),
    }),
    onSuccess: ({ status, page }) =>
      client.setQueryData<BoardColumn[]>(queryKey, (now) => now && withPage(now, status, page)),
    onError: (error) => toast('The next leads could not be loaded', refusal(error.message)),
  })

  const perform: PerformMove = ({ lead, to, afterId }, answers) =>
    change({ id: lead.id, from: lead.status, to, afterId: afterId ?? null, ...answers })

  return {
    columns: board.data,
    now,
    failed: board.isError,
    retry: () => void board.refetch(),
    perform,
    /** A new place in the same column. */
    async reorder(id: string, status: LeadStatus, afterId: string | null) {
      const [refused] = await change({ id, from: status, to: status, afterId })
      if (refused) toast('The card stays where it was', refusal(refused.message))
    },
    showMore: more.mutate,
    loadingMore: more.isPending ? more.variables.status : null,
  }
}

const refusal = (description: string) => ({ description, tone: 'danger' as const })
