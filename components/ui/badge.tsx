import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const badgeVariants = cva(
  "inline-flex h-5.5 w-fit shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-xs before:size-1.5 before:shrink-0 before:rounded-full before:content-['']",
  {
    variants: {
      tone: {
        neutral: 'bg-hover text-muted before:bg-control',
        info: 'bg-info-tint text-info before:bg-info-mark',
        success: 'bg-success-tint text-success before:bg-success-mark',
        warning: 'bg-warning-tint text-warning before:bg-warning-mark',
        danger: 'bg-danger-tint text-danger before:bg-danger-mark',
      },
      dot: { true: '', false: 'before:hidden' },
    },
    defaultVariants: { tone: 'neutral', dot: false },
  },
)

export type Tone = NonNullable<VariantProps<typeof badgeVariants>['tone']>
type BadgeProps = ComponentProps<'span'> & VariantProps<typeof badgeVariants>

export function Badge({ tone, dot, className, ...props }: BadgeProps) {
  return (
    <span data-slot="badge" className={cn(badgeVariants({ tone, dot }), className)} {...props} />
  )
}

/** Plain classes, no merge: a table draws it fifty times. */
export function StatusBadge({ tone, label }: { tone: Tone; label: string }) {
  return (
    <span data-slot="badge" className={badgeVariants({ tone, dot: true })}>
      {label}
    </span>
  )
}
