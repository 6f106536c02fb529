import { useEffect, useMemo, useRef, useState } from 'react'
import { isActive } from './activity'

export type Timer = {
  /** Read when it is needed: nothing is drawn for each second but the clock itself. */
  seconds: () => number
  /** Goes on from what was counted before. */
  atLeast: (seconds: number) => void
  paused: boolean
  toggle: () => void
}

/** Counts the seconds that somebody works on a task; stands still when paused or away. */
export function useTimer(start: number, running: boolean): Timer {
  const count = useRef(start)
  const [paused, setPaused] = useState(false)
  useEffect(() => {
    if (paused || !running) return
    const timer = setInterval(() => {
      if (isActive()) count.current += 1
    }, 1000)
    return () => clearInterval(timer)
  }, [paused, running])
  return useMemo(
    () => ({
      seconds: () => count.current,
      atLeast: (seconds) => {
        count.current = Math.max(count.current, seconds)
      },
      paused,
      toggle: () => setPaused((now) => !now),
    }),
    [paused],
  )
}
