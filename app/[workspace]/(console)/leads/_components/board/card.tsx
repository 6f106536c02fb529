import { memo, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icon'
import { leadName } from '@/lib/leads/labels'
import type { BoardCard } from '@/lib/leads/schema'
import { formatMoney } from '@/lib/money'
import { DaysChip } from './days-chip'
import { useCardDrag } from './use-drag'
import type { Dragging } from './use-dragging'

type CardProps = {
  card: BoardCard
  href: string
  now: Date
  canMove: boolean
  /** Whether Tab reaches it. */
  tabbable: boolean
  dragged: boolean
  drag: Dragging['handlers']
  onFocus: (id: string) => void
  onMove: (card: BoardCard, anchor: HTMLElement) => void
}

export const Card = memo(function Card(props: CardProps) {
  const { card, href, now, canMove, tabbable, dragged, drag, onFocus, onMove } = props
  const ref = useRef<HTMLLIElement>(null)
  useCardDrag(ref, card, { disabled: !canMove, onStart: drag.onStart, onEnd: drag.onEnd })
  const name = leadName(card)
  const value = card.projectValue ?? card.estimatedValue
  return (
    <li
      ref={ref}
      data-card={card.id}
      className={cn(
        'group/card relative rounded-md border bg-raised shadow-card hover:border-border-strong has-[[data-card-link]:focus-visible]:outline-2 has-[[data-card-link]:focus-visible]:outline-ring',
        canMove && 'cursor-grab',
        dragged && 'opacity-40',
      )}
    >
      <a
        data-card-link=""
        href={href}
        data-keep-scroll=""
        draggable={false}
        tabIndex={tabbable ? 0 : -1}
        onFocus={() => onFocus(card.id)}
        className="flex flex-col gap-1 px-2.5 py-2 outline-none"
      >
        <span className="truncate pr-6 font-medium text-sm">{name}</span>
        <span className="truncate text-muted text-xs">{card.partnerName}</span>
        <span className="mt-1 flex items-center justify-between gap-2 text-xs">
          <span className="truncate tabular-nums">
            {value === 0 ? (
              <span className="text-muted">No estimate</span>
            ) : (
              formatMoney(value, card.currency)
            )}
          </span>
          <DaysChip card={card} now={now} />
        </span>
      </a>
      {canMove && (
        <button
          type="button"
          aria-label={`Move ${name}`}
          aria-haspopup="menu"
          tabIndex={tabbable ? 0 : -1}
          onFocus={() => onFocus(card.id)}
          onClick={({ currentTarget }) => onMove(card, currentTarget)}
          className="absolute top-1 right-1 flex size-6 items-center justify-center rounded-sm text-muted opacity-0 hover:bg-hover hover:text-foreground focus-visible:opacity-100 group-focus-within/card:opacity-100 group-hover/card:opacity-100 pointer-coarse:opacity-100 [&_svg]:size-3.5"
        >
          <Icon name="arrow-right-left" />
        </button>
      )}
    </li>
  )
})
