import { PageHeader } from '@/components/shell/page-header'
import { TableSkeleton } from '@/components/table/table-skeleton'
import { Skeleton } from '@/components/ui/skeleton'
import { StatsLoading } from '@/components/ui/stats-loading'

export type ListShape = {
  /** When it is not the label of the way there. */
  title?: string
  /** Whether a sentence stands under the title, and a button beside it. */
  described?: boolean
  action?: boolean
  /** The labels of the figures above the list. */
  stats?: readonly string[]
  filters?: boolean
}

type ListLoadingProps = ListShape & { title: string }

/** A list before its rows are there, in its final shape. */
export function ListLoading(props: ListLoadingProps) {
  const { title, described, action, stats, filters = true } = props
  return (
    <>
      <PageHeader
        title={title}
        description={described && <SentenceLoading />}
        actions={action && <Skeleton className="h-8 w-32 rounded-md" />}
      />
      {stats && <StatsLoading labels={stats} />}
      <div className="flex flex-col gap-3">
        {filters && (
          <div className="flex gap-2">
            <Skeleton className="h-8 w-56 max-w-full rounded-md" />
            <Skeleton className="ml-auto h-8 w-20 rounded-md" />
          </div>
        )}
        <TableSkeleton />
      </div>
    </>
  )
}

/** One line of running text, as tall as the line. */
export const SentenceLoading = () => (
  <span className="flex h-(--text-base--line-height) items-center">
    <Skeleton className="h-3.5 w-80 max-w-full" />
  </span>
)
