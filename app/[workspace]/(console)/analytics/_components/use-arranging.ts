import { type PointerEvent, useCallback, useRef, useState } from 'react'
import { move, resize } from '@/lib/dashboards/rules'
import { gridColumns, type Place } from '@/lib/dashboards/schema'

type Held = { id: string; how: 'move' | 'resize'; dx: number; dy: number }

const rowHeight = 72
const gap = 16
/** As in charts.css: with less room, widgets do not stand where their places say, and only the menu moves them. */
const leastWidth = 56 * 16
/** So near the edge of the screen it scrolls along. */
const edge = 72

/** What the pointer holds, and where everything goes meanwhile. Let go, or given up with Escape. */
export function useArranging<P extends Place>(places: readonly P[], change: (next: P[]) => void) {
  const board = useRef<HTMLDivElement>(null)
  const [held, setHeld] = useState<Held | null>(null)
  const [preview, setPreview] = useState<P[] | null>(null)
  const letGo = useRef<() => void>(null)

  const take = useCallback(
    (event: PointerEvent<HTMLElement>, id: string, how: Held['how']) => {
      const grid = board.current
      const place = places.find((one) => one.id === id)
      if (!grid || !place || event.button !== 0 || grid.clientWidth < leastWidth) return
      event.preventDefault()
      const handle = event.currentTarget
      handle.setPointerCapture(event.pointerId)
      handle.focus({ preventScroll: true })
      const start = { x: event.clientX, y: event.clientY + window.scrollY }
      const column = (grid.clientWidth + gap) / gridColumns
      let next: P[] = [...places]

      const onMove = ({ clientX, clientY }: globalThis.PointerEvent) => {
        const nearEnd = clientY > window.innerHeight - edge
        if (nearEnd || clientY < edge) window.scrollBy(0, nearEnd ? 12 : -12)
        const dx = clientX - start.x
        const dy = clientY + window.scrollY - start.y
        setHeld({ id, how, dx, dy })
        const columns = Math.round(dx / column)
        const rows = Math.round(dy / (rowHeight + gap))
        // Always from where it was taken, so that the way there leaves no traces.
        next =
          how === 'move'
            ? move(places, id, { x: place.x + columns, y: place.y + rows })
            : resize(places, id, { width: place.width + columns, height: place.height + rows })
        setPreview(next)
      }
      const end = (keep: boolean) => {
        handle.removeEventListener('pointermove', onMove)
        handle.removeEventListener('pointerup', onUp)
        handle.removeEventListener('pointercancel', onCancel)
        document.removeEventListener('keydown', onKey, true)
        letGo.current = null
        setHeld(null)
        setPreview(null)
        if (keep) change(next)
      }
      const onUp = () => end(true)
      const onCancel = () => end(false)
      const onKey = (press: KeyboardEvent) => {
        if (press.key !== 'Escape') return
        press.preventDefault()
        press.stopPropagation()
        end(false)
      }
      handle.addEventListener('pointermove', onMove)
      handle.addEventListener('pointerup', onUp)
      handle.addEventListener('pointercancel', onCancel)
      document.addEventListener('keydown', onKey, true)
      setHeld({ id, how, dx: 0, dy: 0 })
    },
    [places, change],
  )
  return { board, held, shown: preview ?? places, take }
}
