'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Two looks at the page within this time are one. */
const quietMs = 300

/** Looks at the page again when something on it has changed; what is typed or open stays. */
export function Live({ slug, topics }: { slug: string; topics: readonly string[] }) {
  const router = useRouter()
  const query = new URLSearchParams([
    ['workspace', slug],
    ...topics.map((topic) => ['topic', topic]),
  ])
  const url = `/api/live?${query}`
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let lost = false
    const look = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        router.refresh()
      }, quietMs)
    }
    const source = new EventSource(url)
    source.addEventListener('change', look)
    source.onerror = () => {
      lost = true
    }
    source.onopen = () => {
      if (lost) look()
      lost = false
    }
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [url, router])
  return null
}
