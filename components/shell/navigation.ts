'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useSyncExternalStore, useTransition } from 'react'

type Follow = (href: string, options?: { scroll?: boolean }) => void

let follow: Follow | undefined
let going: string | null = null
const listeners = new Set<() => void>()

function setGoing(href: string | null) {
  going = href
  for (const listener of listeners) listener()
}

/** Goes to another page of the application; until it is there, `useGoing` says where. */
export function navigate(href: string, options?: { scroll?: boolean }): void {
  if (follow) follow(href, options)
  else location.assign(href)
}

/** The path of the page that has been asked for and is not there yet. */
export const useGoing = (): string | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => going,
    () => null,
  )

/** Once per document: SoftLinks makes navigate() work. */
export function useNavigation(): void {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  useEffect(() => {
    follow = (href, options) => {
      setGoing(href.split(/[?#]/)[0] ?? href)
      startTransition(() => router.push(href, options))
    }
    return () => {
      follow = undefined
    }
  }, [router])
  useEffect(() => {
    if (!pending) setGoing(null)
  }, [pending])
}
