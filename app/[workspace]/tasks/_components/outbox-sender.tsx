'use client'

import { useEffect } from 'react'
import { toast } from '@/components/ui/toast'
import { type Delivered, delivered, flush } from './outbox'

const everyMs = 3000

/** Sends what waits as soon as the server can be reached, and says what came of it where no task listens. */
export function Outbox() {
  useEffect(() => {
    const run = () => void flush()
    const tell = (event: Event) => {
      const { letter, refused } = (event as CustomEvent<Delivered>).detail
      if (refused) toast(refused.message, { tone: 'danger' })
      else toast(`Sent: ${letter.what}`, { tone: 'success' })
    }
    run()
    const timer = setInterval(run, everyMs)
    window.addEventListener('online', run)
    window.addEventListener(delivered, tell)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', run)
      window.removeEventListener(delivered, tell)
    }
  }, [])
  return null
}
