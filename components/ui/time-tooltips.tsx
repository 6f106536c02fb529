'use client'

import { useEffect } from 'react'
import { formatLong } from '@/lib/time'

/** One listener for every <time> of the page: no row of a table needs script of its own. */
export function TimeTooltips() {
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const addLocal = (event: PointerEvent) => {
      const time = event.target instanceof Element ? event.target.closest('time') : null
      if (!time?.title || time.dataset.local) return
      time.dataset.local = 'shown'
      time.title = `${formatLong(time.dateTime, zone)} (you)\n${time.title}`
    }
    document.addEventListener('pointerover', addLocal)
    return () => document.removeEventListener('pointerover', addLocal)
  }, [])
  return null
}
