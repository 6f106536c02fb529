import { useEffect, useRef, useState } from 'react'
import type { LeadStatus } from '@/lib/leads/labels'
import { moveObstacle } from '@/lib/leads/rules'
import type { BoardCard } from '@/lib/leads/schema'
import { useMove } from '../use-move'
import type { BoardProps } from './board'
import { Column } from './column'
import { isClosed } from './columns'
import { focusCard, moveCardFocus } from './focus'
import { MoveMenu, useMoveMenu } from './move-menu'
import type { useBoard } from './use-board'
import { useDragging } from './use-dragging'

const REFOCUS_MS = 3_000

type BoardSurfaceProps = Pick<BoardProps, 'slug' | 'openHref' | 'canMove'> & {
  board: ReturnType<typeof useBoard>
  /** While something is held, nothing else may move. */
  onHold: (held: boolean) => void
}

/** What one does on the board: drag a card, move it by menu, go about by arrow keys. */
export function BoardSurface({ slug, openHref, canMove, board, onHold }: BoardSurfaceProps) {
  const root = useRef<HTMLDivElement>(null)
  const { columns, now } = board
  const [unfolded, setUnfolded] = useState<readonly LeadStatus[]>([])
  const [focused, setFocused] = useState<string | null>(null)
  const { request, asking, dialog } = useMove(slug, board.perform)
  const { menu, openMenu, setOpen } = useMoveMenu(columns, canMove)
  const drag = useDragging((card, { status, afterId }) => {
    setFocused(card.id)
    if (card.status !== status) request(card, status, afterId)
    else void board.reorder(card.id, status, afterId)
  })

  const held = drag.card !== null || menu?.open === true || asking
  useEffect(() => onHold(held), [held, onHold])

  // A card that moved, by our hand or another's, is a new element: the focus goes along. A menu
  // that closes gives the focus back to the old one some frames later, so we look more than once.
  useEffect(() => {
    if (held || !focused || !columns) return
    const until = performance.now() + REFOCUS_MS
    let frame = requestAnimationFrame(function look(time) {
      if (document.activeElement === document.body) focusCard(root.current, focused)
      if (time < until) frame = requestAnimationFrame(look)
    })
    return () => cancelAnimationFrame(frame)
  }, [columns, held, focused])

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a board is a group of lists, not of form controls */}
      <div
        ref={root}
        role="group"
        aria-label="Board of leads. Arrow keys go from card to card, M moves one."
        onKeyDown={(event) => {
          if (moveCardFocus(event.currentTarget, event.key)) event.preventDefault()
        }}
        className="flex h-[calc(100dvh-13.5rem)] min-h-96 snap-x sm:-mb-18 sm:h-[calc(100dvh-9.75rem)] snap-mandatory gap-2.5 overflow-x-auto pb-1 @min-[66rem]/board:grid @min-[66rem]/board:snap-none @min-[66rem]/board:grid-cols-6 @min-[66rem]/board:grid-rows-[minmax(0,1fr)]"
      >
        {columns.map((column) => (
          <Column
            key={column.status}
            column={column}
            now={now}
            canMove={canMove}
            openHref={openHref}
            focused={focused}
            obstacle={obstacleTo(drag, column.status, now)}
            folding={
              isClosed(column.status)
                ? {
                    folded: !unfolded.includes(column.status),
                    toggle: () => setUnfolded((all) => toggled(all, column.status)),
                  }
                : null
            }
            loadingMore={board.loadingMore === column.status}
            onMore={() => board.showMore(column)}
            onFocus={setFocused}
            onMove={openMenu}
            drag={drag}
          />
        ))}
      </div>
      {menu && (
        <MoveMenu menu={menu} onOpenChange={setOpen} onChoose={(to) => request(menu.card, to)} />
      )}
      {dialog}
    </>
  )
}

function obstacleTo({ card }: { card: BoardCard | null }, status: LeadStatus, now: Date) {
  if (!card || card.status === status) return undefined
  return moveObstacle(card, status, now)
}

const toggled = (all: readonly LeadStatus[], status: LeadStatus) =>
  all.includes(status) ? all.filter((one) => one !== status) : [...all, status]
