import { Skeleton } from '@/components/ui/skeleton'
import { Stat, StatGroup } from '@/components/ui/stat'

/** Figures before they are there; their labels are known. */
export const StatsLoading = ({ labels }: { labels: readonly string[] }) => (
  <StatGroup label="Loading">
    {labels.map((label) => (
      <Stat
        key={label}
        label={label}
        value={<Skeleton className="h-8 w-28 max-w-full max-sm:h-6" />}
      />
    ))}
  </StatGroup>
)
