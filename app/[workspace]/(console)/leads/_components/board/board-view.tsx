import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import type { BoardProps } from './board'
import { BoardSurface } from './board-surface'
import { useBoard } from './use-board'

/** The board and how fresh it is. */
export function BoardView({ columns, loadedAt, ...props }: BoardProps) {
  const [held, setHeld] = useState(false)
  const { slug, filter } = props
  const board = useBoard({ slug, filter, columns, loadedAt, held })
  return (
    <div className="@container/board flex min-w-0 flex-col gap-3">
      {board.failed && (
        <Callout
          tone="warning"
          live
          title="The board could not be refreshed"
          actions={
            <Button size="sm" onClick={board.retry}>
              Try again
            </Button>
          }
        >
          It shows what was there before.
        </Callout>
      )}
      <BoardSurface {...props} board={board} onHold={setHeld} />
    </div>
  )
}
