'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Two looks at the page within this time are one. */
const quietMs = 300

type LiveProps = {
  slug: string
  topics: readonly string[]
  /** Also looks again after so long, for what changes without anybody saying so. */
  everySeconds?: number
}

/** Looks at the page again when something on it has changed; what is typed or open stays. */
export function Live({ slug, topics, everySeconds }: LiveProps) {
  const router = useRouter()
  const query = new URLSearchParams([
    ['workspace', slug],
    ...topics.map((topic) => ['topic', topic]),
  ])
  const url = `/api/live?${query}`
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        router.refresh()
      }, quietMs)
    }
    const source = new EventSource(url)
    source.addEventListener('change', look)
    // What changed before this was open, or while it was lost, nobody has told.
    source.onopen = look
    const ticking = everySeconds
      ? setInterval(() => document.visibilityState === 'visible' && look(), everySeconds * 1000)
      : undefined
    return () => {
      clearInterval(ticking)
      clearTimeout(timer)
      source.close()
    }
  }, [url, router, everySeconds])
  return null
}
