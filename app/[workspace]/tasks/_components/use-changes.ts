import { useEffect, useRef } from 'react'

const quietMs = 400

/** Hears of changes by topic; several within a moment are one. */
export function useChanges(slug: string, topics: readonly string[], onChange: () => void): void {
  const run = useRef(onChange)
  run.current = onChange
  const query = new URLSearchParams([['workspace', slug], ...topics.map((one) => ['topic', one])])
  const url = `/api/live?${query}`
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const source = new EventSource(url)
    source.addEventListener('change', () => {
      timer ??= setTimeout(() => {
        timer = undefined
        run.current()
      }, quietMs)
    })
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [url])
}
