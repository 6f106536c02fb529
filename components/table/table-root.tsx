'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useMemo, useRef, useTransition } from 'react'
import { useCommands } from '@/components/shell/commands'
import { BulkBar } from './bulk-bar'
import { moveRowFocus, toggleFocusedRow } from './row-focus'
import { SelectionContext } from './selection'
import { softTarget } from './soft-link'
import type { Total } from './total'
import { useRowSelection } from './use-row-selection'

type TableRootProps = {
  /** One and many, such as ["lead", "leads"]. */
  noun: readonly [one: string, many: string]
  /** Changes when the rows do: the URL's query is enough. */
  rowKey: string
  total: Total
  bulkActions?: ReactNode
  children: ReactNode
}

/** The one listener around filters, table and pager; all of them are rendered on the server. */
export function TableRoot({ noun, rowKey, total, bulkActions, children }: TableRootProps) {
  const root = useRef<HTMLDivElement>(null)
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const { ids, allMatching, setAllMatching, clear, onClick } = useRowSelection(root, rowKey)
  const count = allMatching ? total.count : ids.length
  const selection = useMemo(
    () => ({ ids, allMatching, count, clear }),
    [ids, allMatching, count, clear],
  )

  useCommands(`Table of ${noun[1]}`, [
    {
      id: 'row-down',
      label: `Next ${noun[0]}`,
      keys: 'j',
      run: () => moveRowFocus(root.current, 1),
    },
    {
      id: 'row-up',
      label: `Previous ${noun[0]}`,
      keys: 'k',
      run: () => moveRowFocus(root.current, -1),
    },
    ...(bulkActions
      ? [{ id: 'row-select', label: `Select the ${noun[0]}`, keys: 'x', run: toggleFocusedRow }]
      : []),
  ])

  return (
    <SelectionContext value={selection}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for the links and boxes inside, which have keys of their own */}
      <div
        ref={root}
        data-slot="table-root"
        data-pending={pending || undefined}
        aria-busy={pending || undefined}
        className="flex min-w-0 flex-col gap-3"
        onClick={(event) => {
          onClick(event)
          const href = softTarget(event)
          if (href === null) return
          event.preventDefault()
          startTransition(() => router.push(href, { scroll: false }))
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined
          if (!step || !(event.target instanceof Element) || !event.target.closest('tbody')) return
          event.preventDefault()
          moveRowFocus(root.current, step)
        }}
      >
        {children}
      </div>
      {bulkActions && ids.length > 0 && (
        <BulkBar noun={noun} total={total} onSelectAll={() => setAllMatching(true)}>
          {bulkActions}
        </BulkBar>
      )}
    </SelectionContext>
  )
}
