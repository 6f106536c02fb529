'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { useCommands } from '@/components/shell/commands'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'
import { Spinner } from '@/components/ui/spinner'
import { filterHref, type TableUrl, textParam } from './table-url'

const PAUSE_MS = 250

/** Searches when the typing pauses; the words are in the URL. */
export function SearchInput({
  url,
  label,
  param = 'q',
}: {
  url: TableUrl
  label: string
  param?: string
}) {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [pending, startTransition] = useTransition()
  const current = textParam(url, param)
  const [text, setText] = useState(current)
  const sent = useRef(current)

  // Back, or a cleared filter, changes the URL from outside; an answer to what was typed does not.
  useEffect(() => {
    if (current === sent.current) return
    sent.current = current
    setText(current)
  }, [current])

  useEffect(() => {
    const words = text.trim()
    if (words === sent.current) return
    const timer = setTimeout(() => {
      sent.current = words
      startTransition(() => router.replace(filterHref(url, { [param]: words }), { scroll: false }))
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, url, param, router])

  useCommands('Table', [
    { id: `search-${param}`, label, keys: '/', run: () => input.current?.focus() },
  ])

  return (
    <search data-slot="search-input" className="group relative min-w-0 max-sm:w-full sm:w-60">
      {pending ? (
        <Spinner className="pointer-events-none absolute top-2 left-2.5 text-muted" />
      ) : (
        <Icon
          name="search"
          className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted"
        />
      )}
      <Input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && input.current?.blur()}
        className="px-8 [&::-webkit-search-cancel-button]:appearance-none"
      />
      {text === '' && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-1.5 right-2 max-sm:hidden"
        >
          <Kbd keys="/" />
        </span>
      )}
    </search>
  )
}
