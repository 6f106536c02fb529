import { Skeleton } from '@/components/ui/skeleton'
import { leadStatuses } from '@/lib/leads/labels'

export const BoardSkeleton = () => (
  <div role="status" aria-label="Loading" className="grid grid-cols-6 gap-2.5 max-lg:grid-cols-3">
    {leadStatuses.map((status, column) => (
      <div key={status} className="flex flex-col gap-2 rounded-lg border bg-subtle p-2">
        <Skeleton className="my-2 w-24" />
        {Array.from({ length: 5 - (column % 3) }, (_, row) => (
          <Skeleton key={row} className="h-22 rounded-md" />
        ))}
      </div>
    ))}
  </div>
)
