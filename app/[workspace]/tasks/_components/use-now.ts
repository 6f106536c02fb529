import { useEffect, useState } from 'react'

/** The time, as the server said it first, so that both draw the same; then by the clock. */
export function useNow(first: number, everyMs: number): number {
  const [now, setNow] = useState(first)
  useEffect(() => {
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
