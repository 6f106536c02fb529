'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'
import type { BoardProps } from './board'

const Board = dynamic(() => import('./board'), {
  loading: () => (
    <div role="status" aria-label="Loading" className="flex gap-2.5 overflow-hidden">
      {Array.from({ length: 4 }, (_, n) => (
        <Skeleton key={n} className="h-96 w-64 shrink-0 rounded-lg" />
      ))}
    </div>
  ),
})

/** Keeps dragging and its dialogs out of what other pages load. */
export const BoardLoader = (props: BoardProps) => <Board {...props} />
