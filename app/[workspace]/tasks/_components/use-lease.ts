import { useEffect, useRef, useState } from 'react'
import { isAtWork } from './activity'
import { isLost, send } from './send'
import type { Timer } from './use-timer'
import type { Task } from './wire'

type Options = { slug: string; task: Task; timer: Timer; onLost: () => void }

/** Extends the lease every third of it while somebody is at work; answers until when it runs. */
export function useLease({ slug, task, timer, onLost }: Options): string | null {
  const { token, leaseSeconds } = task
  const { id } = task.action
  const [until, setUntil] = useState(task.leaseExpiresAt)
  const lost = useRef(onLost)
  lost.current = onLost
  const ends = useRef(task.leaseExpiresAt)

  useEffect(() => {
    if (!token) return
    const third = (leaseSeconds * 1000) / 3
    const renew = async () => {
      if (!isAtWork()) return
      const body = { token, activeSeconds: timer.seconds() }
      const sent = await send<{ leaseExpiresAt: string }>({
        ...{ slug, method: 'POST', body },
        path: `/tasks/${id}/heartbeat`,
      })
      if ('data' in sent) {
        ends.current = sent.data.leaseExpiresAt
        setUntil(sent.data.leaseExpiresAt)
      } else if ('refused' in sent && isLost(sent.refused)) lost.current()
    }
    const remaining = () => new Date(ends.current ?? 0).getTime() - Date.now()
    // Whoever comes back to the page finds out at once how it stands.
    const back = () => {
      if (document.visibilityState === 'visible' && remaining() < 2 * third) void renew()
    }
    back()
    const timerId = setInterval(() => void renew(), third)
    document.addEventListener('visibilitychange', back)
    window.addEventListener('online', back)
    return () => {
      clearInterval(timerId)
      document.removeEventListener('visibilitychange', back)
      window.removeEventListener('online', back)
    }
  }, [slug, id, token, leaseSeconds, timer])
  return until
}
