import { useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icon'
import { priorityLabels } from '@/lib/routing/labels'
import type { WorkItem } from '@/lib/routing/schema'
import { DueChip } from '../due-chip'
import { useTaskDrag } from './use-drag'

type TaskCardProps = {
  task: WorkItem
  href: string
  now: Date
  dragged: boolean
  onStart: (task: WorkItem) => void
  onEnd: () => void
  onMove: (task: WorkItem, anchor: HTMLElement) => void
}

export function TaskCard({ task, href, now, dragged, onStart, onEnd, onMove }: TaskCardProps) {
  const ref = useRef<HTMLLIElement>(null)
  useTaskDrag(ref, task.id, { onStart: () => onStart(task), onEnd })
  return (
    <li
      ref={ref}
      data-card={task.id}
      className={cn(
        'group/card relative cursor-grab rounded-md border bg-raised shadow-card hover:border-border-strong has-[[data-card-link]:focus-visible]:outline-2 has-[[data-card-link]:focus-visible]:outline-ring',
        dragged && 'opacity-40',
      )}
    >
      <a
        data-card-link=""
        href={href}
        data-keep-scroll=""
        draggable={false}
        className="flex flex-col gap-1 px-2.5 py-2 outline-none"
      >
        <span className="truncate pr-6 font-medium text-sm">{task.title}</span>
        <span className="truncate text-muted text-xs">
          {task.customerName}
          {task.directoryName && `, ${task.directoryName}`}
        </span>
        <span className="mt-1 flex flex-wrap items-center justify-between gap-1.5 text-xs">
          <DueChip due={task} now={now} />
          <span className="text-muted">
            {task.status === 'in_progress'
              ? 'In progress'
              : task.priority < 3
                ? priorityLabels[task.priority]
                : task.weight > 1
                  ? `Weighs ${task.weight}`
                  : ''}
          </span>
        </span>
      </a>
      <button
        type="button"
        aria-label={`Move ${task.title}, ${task.customerName}`}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => onMove(task, currentTarget)}
        className="absolute top-1 right-1 flex size-6 items-center justify-center rounded-sm text-muted opacity-0 hover:bg-hover hover:text-foreground focus-visible:opacity-100 group-focus-within/card:opacity-100 group-hover/card:opacity-100 pointer-coarse:opacity-100 [&_svg]:size-3.5"
      >
        <Icon name="arrow-right-left" />
      </button>
    </li>
  )
}
