'use client'

import { useEffect } from 'react'

async function describe(time: HTMLTimeElement) {
  const { formatLong } = await import('@/lib/time')
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const lines = [`${formatLong(time.dateTime, own)} (you)`]
  // A popup stands outside the shell, but there is only one workspace on a page.
  const zone = time.dataset.zone ?? document.querySelector<HTMLElement>('[data-zone]')?.dataset.zone
  if (zone) lines.push(`${formatLong(time.dateTime, zone)} (workspace)`)
  time.title = [...lines, formatLong(time.dateTime, 'UTC')].join('\n')
}

/**
 * One listener for every <time> of the page: no row of a table needs script of its own, and the
 * words for zones arrive when the first one is pointed at.
 */
export function TimeTooltips() {
  useEffect(() => {
    const onPointer = ({ target }: PointerEvent) => {
      const time = target instanceof Element ? target.closest('time') : null
      if (time && !time.title) void describe(time)
    }
    document.addEventListener('pointerover', onPointer)
    return () => document.removeEventListener('pointerover', onPointer)
  }, [])
  return null
}
