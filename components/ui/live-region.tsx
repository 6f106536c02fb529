'use client'

import { useEffect, useState } from 'react'
import { onAnnounce } from './announce'

/** Mounted once, by the root layout. */
export function LiveRegion() {
  const [message, setMessage] = useState({ text: '', turn: 0 })
  useEffect(() => onAnnounce((text) => setMessage((last) => ({ text, turn: last.turn + 1 }))), [])
  return (
    <div data-slot="live-region" role="status" aria-live="polite" className="sr-only">
      {/* A new node each time, so that the same words are read twice. */}
      <span key={message.turn}>{message.text}</span>
    </div>
  )
}
