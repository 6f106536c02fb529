import type { ReactNode } from 'react'
import { cn } from './cn'

type StatProps = { label: string; value: ReactNode; hint?: ReactNode; href?: string }

export function Stat({ label, value, hint, href }: StatProps) {
  return (
    <div
      data-slot="stat"
      className="relative min-w-0 px-4 py-3.5 shadow-[1px_0_0_var(--border),0_1px_0_var(--border)] has-[a:hover]:bg-subtle"
    >
      <dt className="text-muted text-sm">
        {href ? (
          <a
            href={href}
            className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2"
          >
            {label}
          </a>
        ) : (
          label
        )}
      </dt>
      <dd className="wrap-anywhere mt-0.5 font-semibold text-2xl tabular-nums tracking-tight max-sm:text-lg">
        {value}
      </dd>
      {hint && <dd className="mt-0.5 text-muted text-xs">{hint}</dd>}
    </div>
  )
}

type StatGroupProps = {
  children: ReactNode
  label: string /** For six or so short ones in a row. */
  narrow?: boolean
}

/** Figures that belong together share one frame, divided by hairlines; a row that is not full stays blank. */
export function StatGroup({ children, label, narrow }: StatGroupProps) {
  return (
    <dl
      data-slot="stat-group"
      aria-label={label}
      className={cn(
        'grid gap-px overflow-hidden rounded-lg border bg-raised shadow-card max-sm:grid-cols-2 max-sm:[&>:last-child:nth-child(odd)]:col-span-2',
        narrow
          ? 'sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]'
          : 'sm:grid-cols-[repeat(auto-fit,minmax(10.5rem,1fr))]',
      )}
    >
      {children}
    </dl>
  )
}
