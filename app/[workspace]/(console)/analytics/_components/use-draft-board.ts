import { useCallback, useEffect, useState } from 'react'
import { announce } from '@/components/ui/announce'
import { toast } from '@/components/ui/toast'
import { bottomOf, compact, resize, stepped } from '@/lib/dashboards/rules'
import type { Result, Widget } from '@/lib/dashboards/schema'
import type { Act } from './arranged-widget'

const titleOf = (widget: Widget | undefined, results: ReadonlyMap<string, Result>) =>
  (widget && (results.get(widget.id)?.title ?? widget.title)) ?? 'Widget'

const placeWords = ({ x, y, width, height }: Widget) =>
  `column ${x + 1} of 12, row ${y + 1}, ${width} wide, ${height} tall`

/** The widgets as they are arranged and not saved yet. */
export function useDraftBoard(start: readonly Widget[], results: ReadonlyMap<string, Result>) {
  const [widgets, setWidgets] = useState<Widget[]>([...start])
  const [changed, setChanged] = useState(false)
  const [returned, setReturned] = useState<string | null>(null)

  // Focus goes back to the handle, once what was removed is there again.
  useEffect(() => {
    if (!returned) return
    // A toast that loses focus to something gives it back to what had it before; losing it to nothing, first.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    document.querySelector<HTMLElement>(`[data-handle="${CSS.escape(returned)}"]`)?.focus()
    setReturned(null)
  }, [returned])

  const change = useCallback((next: Widget[] | ((old: Widget[]) => Widget[])) => {
    setWidgets(next)
    setChanged(true)
  }, [])

  const say = (next: readonly Widget[], id: string) => {
    const widget = next.find((one) => one.id === id)
    if (widget) announce(`${titleOf(widget, results)}: ${placeWords(widget)}`)
  }

  const arrange = (id: string, act: Exclude<Act, { kind: 'change' }>) => {
    const widget = widgets.find((one) => one.id === id)
    if (!widget) return
    const title = titleOf(widget, results)
    if (act.kind === 'remove') {
      change(compact(widgets.filter((one) => one.id !== id)))
      toast(`Removed “${title}”`, {
        undo: () => {
          change((now) => {
            if (now.some((one) => one.id === id)) return now
            // What has moved up into its place goes below it again.
            const others = now.map((one) =>
              one.y + one.height > widget.y && one.y >= widget.y
                ? { ...one, y: one.y + widget.height }
                : one,
            )
            return compact([...others, widget])
          })
          setReturned(id)
        },
      })
      return
    }
    const next =
      act.kind === 'step'
        ? stepped(widgets, id, act.step)
        : resize(widgets, id, {
            width: widget.width + act.width,
            height: widget.height + act.height,
          })
    if (!next)
      return announce(
        `${title} is at the edge: it cannot go ${act.kind === 'step' ? act.step : 'there'}`,
      )
    change(next)
    say(next, id)
  }

  const add = (widget: Omit<Widget, 'id' | 'x' | 'y'>): Widget => {
    const made = { ...widget, id: crypto.randomUUID(), x: 0, y: bottomOf(widgets) }
    change([...widgets, made])
    return made
  }
  const replace = (widget: Widget) =>
    change(widgets.map((one) => (one.id === widget.id ? widget : one)))

  return { widgets, changed, change, arrange, add, replace }
}
