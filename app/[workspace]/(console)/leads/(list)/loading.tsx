'use client'

import { useSearchParams } from 'next/navigation'
import { PageHeader } from '@/components/shell/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { ListLoading } from '../../../_components/list-loading'
import { BoardSkeleton } from '../_components/board/board-skeleton'

/** Rows or columns, as the address says. */
export default function Loading() {
  if (useSearchParams().get('view') !== 'board')
    return <ListLoading title="Leads" action columns={7} />
  return (
    <>
      <PageHeader title="Leads" actions={<Skeleton className="h-8 w-32 rounded-md" />} />
      <Skeleton className="h-8 w-56 max-w-full rounded-md" />
      <BoardSkeleton />
    </>
  )
}
