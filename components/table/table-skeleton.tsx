import { Skeleton } from '@/components/ui/skeleton'

const WIDTHS = ['w-40', 'w-28', 'w-36', 'w-24']

/** As tall as the table that takes its place. */
export function TableSkeleton({ rows = 12, columns = 5 }: { rows?: number; columns?: number }) {
  return (
    <div className="data-table-frame" role="status" aria-label="Loading">
      <div className="h-9 border-b bg-subtle" />
      {Array.from({ length: rows }, (_, row) => (
        <div
          key={row}
          className="flex h-[2.4375rem] items-center gap-6 overflow-hidden border-b px-3 last:border-b-0"
        >
          {Array.from({ length: columns }, (_, column) => (
            <span key={column} className="min-w-0 flex-1 max-sm:nth-[n+3]:hidden">
              <Skeleton className={`h-3 max-w-full ${WIDTHS[(row + column) % WIDTHS.length]}`} />
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}
