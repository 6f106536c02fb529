import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type RefObject, useEffect } from 'react'
import type { LeadStatus } from '@/lib/leads/labels'
import type { BoardCard } from '@/lib/leads/schema'
import { useLatest } from './use-latest'

export type Place = { status: LeadStatus; afterId: string | null }

type CardDrag = {
  disabled: boolean
  onStart: (card: BoardCard) => void
  onEnd: () => void
}

export function useCardDrag(
  ref: RefObject<HTMLElement | null>,
  card: BoardCard,
  { disabled, onStart, onEnd }: CardDrag,
) {
  const latest = useLatest({ card, onStart, onEnd })
  useEffect(() => {
    const element = ref.current
    if (!element || disabled) return
    return draggable({
      element,
      getInitialData: () => ({ id: latest.current.card.id }),
      onDragStart: () => latest.current.onStart(latest.current.card),
      onDrop: () => latest.current.onEnd(),
    })
  }, [ref, disabled, latest])
}

type ColumnDrop = {
  status: LeadStatus
  allowed: boolean
  onOver: (place: Place | null) => void
  onDrop: (place: Place) => void
}

/** A column takes the card between the two whose middles the pointer is between. */
export function useColumnDrop(ref: RefObject<HTMLElement | null>, drop: ColumnDrop) {
  const latest = useLatest(drop)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const placeAt = (y: number): Place => ({
      status: latest.current.status,
      afterId: cardAbove(element, y),
    })
    return dropTargetForElements({
      element,
      canDrop: () => latest.current.allowed,
      onDrag: ({ location }) => latest.current.onOver(placeAt(location.current.input.clientY)),
      onDragLeave: () => latest.current.onOver(null),
      onDrop: ({ location }) => latest.current.onDrop(placeAt(location.current.input.clientY)),
    })
  }, [ref, latest])
}

function cardAbove(column: HTMLElement, y: number): string | null {
  let above: string | null = null
  for (const card of column.querySelectorAll<HTMLElement>('[data-card]')) {
    const { top, height } = card.getBoundingClientRect()
    if (height > 0 && top + height / 2 < y) above = card.dataset.card ?? null
  }
  return above
}
