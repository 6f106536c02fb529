import { Fragment, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icon'
import { leadStatusLabels } from '@/lib/leads/labels'
import type { BoardCard, BoardColumn } from '@/lib/leads/schema'
import { counted } from '@/lib/words'
import { Card } from './card'
import { ColumnHead } from './column-head'
import { useColumnDrop } from './use-drag'
import type { Dragging } from './use-dragging'

type ColumnProps = {
  column: BoardColumn
  now: Date
  canMove: boolean
  openHref: string
  focused: string | null
  /** Why what is being dragged may not come here. */
  obstacle: string | undefined
  /** Closed columns are folded where there is little room. */
  folding: { folded: boolean; toggle: () => void } | null
  loadingMore: boolean
  onMore: () => void
  onFocus: (id: string) => void
  onMove: (card: BoardCard, anchor: HTMLElement) => void
  drag: Dragging
}

const Landing = () => (
  <li
    aria-hidden="true"
    className="-my-1 h-0.5 shrink-0 rounded-full bg-accent"
    data-slot="landing"
  />
)

export function Column(props: ColumnProps) {
  const { column, now, canMove, openHref, focused, obstacle, folding, drag } = props
  const { status, items, nextCursor, total } = column
  const { place } = drag
  const dragged = drag.card?.id
  const ref = useRef<HTMLElement>(null)
  useColumnDrop(ref, {
    status,
    allowed: !obstacle,
    onOver: drag.handlers.onOver,
    onDrop: drag.handlers.onDrop,
  })
  // The one card that Tab reaches; arrow keys lead to the others.
  const tabbable = (items.find(({ id }) => id === focused) ?? items[0])?.id
  const landing = place?.status === status
  return (
    <section
      ref={ref}
      data-column={status}
      data-folded={folding?.folded || undefined}
      aria-label={`${leadStatusLabels[status]}, ${counted(total.count, 'lead')}`}
      className={cn(
        'group/column relative flex w-[88cqw] min-w-0 shrink-0 snap-start flex-col rounded-lg border bg-subtle @min-[32rem]/board:w-52 @min-[32rem]/board:grow @min-[66rem]/board:w-auto @max-[66rem]/board:data-folded:w-11 @max-[66rem]/board:data-folded:grow-0',
        landing && 'border-accent',
      )}
    >
      <ColumnHead column={column} folding={folding} />
      <ul
        className={cn(
          'flex min-h-24 flex-1 flex-col gap-2 overflow-y-auto px-2 pt-0.5 pb-2 @max-[66rem]/board:group-data-folded/column:hidden',
          dragged && obstacle && 'opacity-30',
        )}
      >
        {landing && place.afterId === null && <Landing />}
        {items.map((card) => (
          <Fragment key={card.id}>
            <Card
              card={card}
              href={openHref.replace('%7Bid%7D', card.id)}
              now={now}
              canMove={canMove}
              tabbable={card.id === tabbable}
              dragged={card.id === dragged}
              drag={drag.handlers}
              onFocus={props.onFocus}
              onMove={props.onMove}
            />
            {landing && place.afterId === card.id && <Landing />}
          </Fragment>
        ))}
        {items.length === 0 && !landing && (
          <li className="px-2 py-6 text-center text-muted text-xs">No leads here</li>
        )}
        {nextCursor && (
          <li>
            <Button
              variant="ghost"
              size="sm"
              className="w-full"
              pending={props.loadingMore}
              onClick={props.onMore}
            >
              Show more
            </Button>
          </li>
        )}
      </ul>
      {dragged && obstacle && (
        <p className="absolute inset-x-2 top-14 flex flex-col items-center gap-1.5 rounded-md border border-border-strong border-dashed bg-raised px-2 py-3 text-center text-muted text-xs @max-[66rem]/board:group-data-folded/column:inset-x-1 @max-[66rem]/board:group-data-folded/column:top-40 @max-[66rem]/board:group-data-folded/column:flex-row @max-[66rem]/board:group-data-folded/column:px-1 @max-[66rem]/board:group-data-folded/column:[writing-mode:vertical-rl]">
          <Icon name="ban" className="size-4" />
          {obstacle}
        </p>
      )}
    </section>
  )
}
