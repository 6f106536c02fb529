import { useCallback, useEffect, useRef, useState } from 'react'

type Said = 'here?' | 'here' | 'gone' | 'over'

/** Other tabs of this browser with the same task: whether one was here first, and whether one has ended it. */
export function useTabs(taskId: string) {
  const [second, setSecond] = useState(false)
  const [over, setOver] = useState(false)
  const channel = useRef<BroadcastChannel | null>(null)
  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') return
    const open = new BroadcastChannel(`tandem.task.${taskId}`)
    channel.current = open
    let first = true
    const say = (what: Said) => open.postMessage(what)
    open.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data === 'here?' && first) say('here')
      if (data === 'here') {
        first = false
        setSecond(true)
      }
      if (data === 'gone') {
        first = true
        setSecond(false)
      }
      if (data === 'over') setOver(true)
    }
    say('here?')
    const leave = () => {
      if (first) say('gone')
    }
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
      open.close()
      channel.current = null
    }
  }, [taskId])
  const sayOver = useCallback(() => channel.current?.postMessage('over' satisfies Said), [])
  return { second, over, sayOver }
}
