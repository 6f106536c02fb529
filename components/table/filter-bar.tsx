import type { ReactNode } from 'react'

/** Filters at the start, what concerns the table (columns, export) at the end. */
export function FilterBar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div data-slot="filter-bar" className="flex flex-wrap items-center gap-2">
      {children}
      {end && <div className="ml-auto flex items-center gap-2">{end}</div>}
    </div>
  )
}
