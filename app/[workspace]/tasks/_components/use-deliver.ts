import { useCallback, useEffect, useRef, useState } from 'react'
import type { ActionError } from '@/components/form/action-result'
import { type Delivered, delivered, post, type Waiting, waiting } from './outbox'
import { send } from './send'

type Came = { data: unknown } | { refused: ActionError }

type Options = {
  slug: string
  taskId: string
  /** Hears what came of a letter that had to wait. */
  onCame: (letter: Waiting, came: Came) => void
}

type Act = { path: string; body: Record<string, unknown>; what: string }

/**
 * Does something to the task, once: what cannot be sent now is kept, with the key by which the
 * server knows it again, and sent when the server is back.
 */
export function useDeliver({ slug, taskId, onCame }: Options) {
  const [letter, setLetter] = useState<Waiting | null>(null)
  const came = useRef(onCame)
  came.current = onCame

  useEffect(() => {
    setLetter(waiting().find((one) => one.taskId === taskId) ?? null)
    const hear = (event: Event) => {
      const { letter: sent, refused, data } = (event as CustomEvent<Delivered>).detail
      if (sent.taskId !== taskId) return
      setLetter(null)
      came.current(sent, refused ? { refused } : { data })
    }
    window.addEventListener(delivered, hear)
    return () => window.removeEventListener(delivered, hear)
  }, [taskId])

  const deliver = useCallback(
    async <T>({ path, body, what }: Act) => {
      const next: Waiting = {
        ...{ slug, method: 'POST', taskId, body, what },
        path: `/tasks/${taskId}${path}`,
        key: crypto.randomUUID(),
      }
      const sent = await send<T>(next)
      if ('unreachable' in sent) {
        post(next)
        setLetter(next)
      }
      return sent
    },
    [slug, taskId],
  )
  return { letter, deliver }
}
