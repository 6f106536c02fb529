import { TableSkeleton } from '@/components/table/table-skeleton'
import { Skeleton } from '@/components/ui/skeleton'
import { ImportsHeader } from '../_components/imports-header'

export default function Loading() {
  return (
    <>
      <ImportsHeader />
      <Skeleton className="h-67 rounded-lg border border-border-strong border-dashed bg-raised" />
      <TableSkeleton rows={4} />
    </>
  )
}
