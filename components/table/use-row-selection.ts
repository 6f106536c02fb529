import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

const ROW = 'input[data-select-row]'

/**
 * The checkboxes are plain inputs of a server-rendered table; they hold the selection, and this
 * reads them. Shift selects a range.
 */
export function useRowSelection(root: RefObject<HTMLElement | null>, rowKey: string) {
  const [ids, setIds] = useState<readonly string[]>([])
  const [allMatching, setAllMatching] = useState(false)
  const last = useRef<HTMLInputElement | null>(null)

  const boxes = useCallback(
    () => [...(root.current?.querySelectorAll<HTMLInputElement>(ROW) ?? [])],
    [root],
  )
  const read = useCallback(() => {
    const all = boxes()
    const checked = all.filter((box) => box.checked)
    const page = root.current?.querySelector<HTMLInputElement>('input[data-select-page]')
    if (page) {
      page.checked = all.length > 0 && checked.length === all.length
      page.indeterminate = checked.length > 0 && checked.length < all.length
    }
    setIds(checked.map((box) => box.value))
    if (checked.length < all.length) setAllMatching(false)
  }, [boxes, root])

  const setAll = useCallback(
    (checked: boolean) => {
      for (const box of boxes()) box.checked = checked
      read()
    },
    [boxes, read],
  )
  const clear = useCallback(() => {
    setAllMatching(false)
    setAll(false)
  }, [setAll])

  useEffect(() => {
    last.current = null
    setAllMatching(false)
    read()
  }, [rowKey, read])

  const onClick = (event: { target: EventTarget; shiftKey: boolean }) => {
    const box = event.target
    if (!(box instanceof HTMLInputElement)) return
    if (box.matches('[data-select-page]')) return setAll(box.checked)
    if (!box.matches(ROW)) return
    const all = boxes()
    const [from, to] = [all.indexOf(last.current ?? box), all.indexOf(box)].sort((a, b) => a - b)
    if (event.shiftKey && from !== undefined && to !== undefined && from >= 0) {
      for (const between of all.slice(from, to + 1)) between.checked = box.checked
    }
    last.current = box
    read()
  }

  return { ids, allMatching, setAllMatching, clear, onClick }
}
