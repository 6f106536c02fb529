import { type ReactNode, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icon'
import { useColumnDrop } from './use-drag'

type ColumnProps = {
  label: string
  head: ReactNode
  /** Why what is being dragged may not come here. */
  obstacle: string | null
  dragging: boolean
  empty: string
  count: number
  onDrop: (id: string) => void
  children: ReactNode
}

/** A person, or what waits for anybody; tasks are dropped on it. */
export function Column(props: ColumnProps) {
  const { label, head, obstacle, dragging, empty, count, onDrop, children } = props
  const ref = useRef<HTMLElement>(null)
  const [over, setOver] = useState(false)
  useColumnDrop(ref, { allowed: dragging && !obstacle, onOver: setOver, onDrop })
  return (
    <section
      ref={ref}
      aria-label={label}
      data-column={label}
      className={cn(
        'relative flex w-64 shrink-0 snap-start flex-col rounded-lg border bg-subtle max-sm:w-[82vw]',
        over && 'border-accent',
      )}
    >
      <header className="flex flex-col gap-1.5 px-3 pt-2.5 pb-2">{head}</header>
      <ul
        className={cn(
          'flex min-h-24 flex-1 flex-col gap-2 overflow-y-auto px-2 pt-0.5 pb-2',
          dragging && obstacle && 'opacity-30',
        )}
      >
        {children}
        {count === 0 && <li className="px-2 py-6 text-center text-muted text-xs">{empty}</li>}
      </ul>
      {dragging && obstacle && (
        <p className="absolute inset-x-2 top-20 flex flex-col items-center gap-1.5 rounded-md border border-border-strong border-dashed bg-raised px-2 py-3 text-center text-muted text-xs">
          <Icon name="ban" className="size-4" />
          {obstacle}
        </p>
      )}
    </section>
  )
}
