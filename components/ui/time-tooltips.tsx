'use client'

import { useEffect } from 'react'
import { formatLong } from '@/lib/time'

/** One listener for every <time> of the page: no row of a table needs script of its own. */
export function TimeTooltips() {
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const describe = (event: PointerEvent) => {
      const time = event.target instanceof Element ? event.target.closest('time') : null
      if (!time || time.title) return
      const lines = [`${formatLong(time.dateTime, zone)} (you)`]
      if (time.dataset.zone)
        lines.push(`${formatLong(time.dateTime, time.dataset.zone)} (workspace)`)
      time.title = [...lines, formatLong(time.dateTime, 'UTC')].join('\n')
    }
    document.addEventListener('pointerover', describe)
    return () => document.removeEventListener('pointerover', describe)
  }, [])
  return null
}
