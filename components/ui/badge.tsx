import type { ComponentProps } from 'react'
import { cn } from './cn'

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

type BadgeProps = ComponentProps<'span'> & { tone?: Tone; dot?: boolean }

/** Drawn by badge.css: a table repeats it in every row, where a list of classes would weigh. */
export function Badge({ tone = 'neutral', dot, className, ...props }: BadgeProps) {
  return (
    <span
      data-slot="badge"
      data-dot={dot ? '' : undefined}
      className={cn('badge', tone, className)}
      {...props}
    />
  )
}

export function StatusBadge({ tone, label }: { tone: Tone; label: string }) {
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  )
}
