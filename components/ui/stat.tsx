import type { ReactNode } from 'react'

type StatProps = { label: string; value: ReactNode; hint?: ReactNode; href?: string }

export function Stat({ label, value, hint, href }: StatProps) {
  return (
    <div
      data-slot="stat"
      className="relative min-w-0 bg-raised px-4 py-3.5 has-[a:hover]:bg-subtle"
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

/** Figures that belong together share one frame, divided by hairlines. */
export function StatGroup({ children, label }: { children: ReactNode; label: string }) {
  return (
    <dl
      data-slot="stat-group"
      aria-label={label}
      className="grid grid-cols-[repeat(auto-fit,minmax(10.5rem,1fr))] gap-px overflow-hidden rounded-lg border bg-border shadow-card max-sm:grid-cols-2 max-sm:[&>:last-child:nth-child(odd)]:col-span-2"
    >
      {children}
    </dl>
  )
}
