import { useMemo, useState } from 'react'
import type { BoardCard } from '@/lib/leads/schema'
import type { Place } from './use-drag'
import { useLatest } from './use-latest'

/** The card in the hand, and where it would land. The handlers stay the same for good. */
export function useDragging(onDrop: (card: BoardCard, place: Place) => void) {
  const [card, setCard] = useState<BoardCard | null>(null)
  const [place, setPlace] = useState<Place | null>(null)
  const latest = useLatest({ card, onDrop })
  const handlers = useMemo(
    () => ({
      onStart: setCard,
      onEnd: () => {
        setCard(null)
        setPlace(null)
      },
      onOver: (next: Place | null) =>
        setPlace((last) =>
          last?.status === next?.status && last?.afterId === next?.afterId ? last : next,
        ),
      onDrop: (next: Place) => {
        if (latest.current.card) latest.current.onDrop(latest.current.card, next)
      },
    }),
    [latest],
  )
  return { card, place, handlers }
}

export type Dragging = ReturnType<typeof useDragging>
