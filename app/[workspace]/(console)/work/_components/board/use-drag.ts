import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type RefObject, useEffect } from 'react'
import { useLatest } from '../../../leads/_components/board/use-latest'

type TaskDrag = { onStart: () => void; onEnd: () => void }

export function useTaskDrag(ref: RefObject<HTMLElement | null>, id: string, drag: TaskDrag) {
  const latest = useLatest(drag)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    return draggable({
      element,
      getInitialData: () => ({ id }),
      onDragStart: () => latest.current.onStart(),
      onDrop: () => latest.current.onEnd(),
    })
  }, [ref, id, latest])
}

type ColumnDrop = {
  allowed: boolean
  onOver: (over: boolean) => void
  onDrop: (id: string) => void
}

export function useColumnDrop(ref: RefObject<HTMLElement | null>, drop: ColumnDrop) {
  const latest = useLatest(drop)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    return dropTargetForElements({
      element,
      canDrop: () => latest.current.allowed,
      onDragEnter: () => latest.current.onOver(true),
      onDragLeave: () => latest.current.onOver(false),
      onDrop: ({ source }) => {
        latest.current.onOver(false)
        latest.current.onDrop(String(source.data.id))
      },
    })
  }, [ref, latest])
}
