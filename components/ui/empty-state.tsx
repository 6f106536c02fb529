import type { ReactNode } from 'react'
import { ButtonLink } from './button-link'

type EmptyStateProps = {
  title: string
  /** What this is, in a sentence. */
  children?: ReactNode
  icon?: ReactNode
  /** The one next step. */
  action?: ReactNode
}

export function EmptyState({ title, children, icon, action }: EmptyStateProps) {
  return (
    <div
      data-slot="empty-state"
      className="flex flex-col items-center justify-center gap-1 px-6 py-14 text-center"
    >
      {icon && (
        <span
          aria-hidden="true"
          className="mb-3 flex size-10 items-center justify-center rounded-lg border bg-raised text-muted shadow-card [&_svg]:size-5"
        >
          {icon}
        </span>
      )}
      <p className="font-medium text-base">{title}</p>
      {children && <p className="max-w-sm text-pretty text-muted text-sm">{children}</p>}
      {action && <div className="mt-4 flex gap-2">{action}</div>}
    </div>
  )
}

/** Something is there, only these filters hide it. */
export function EmptyFiltered({ what, clearHref }: { what: string; clearHref: string }) {
  return (
    <EmptyState
      title={`No ${what} match these filters`}
      action={<ButtonLink href={clearHref}>Clear filters</ButtonLink>}
    >
      Try fewer filters or another search.
    </EmptyState>
  )
}
