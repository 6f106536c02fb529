import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { counted } from '@/lib/words'
import { useSelection } from './selection'
import { type Total, totalWords } from './total'

type BulkBarProps = {
  noun: readonly [one: string, many: string]
  total: Total
  onSelectAll: () => void
  children: ReactNode
}

/** Floats above the page's foot while rows are selected. */
export function BulkBar({ noun, total, onSelectAll, children }: BulkBarProps) {
  const { ids, allMatching, clear } = useSelection()
  const more = total.kind !== 'exact' || total.count > ids.length
  return (
    <section
      data-slot="bulk-bar"
      aria-label="Selected rows"
      className="fixed inset-x-2 bottom-18 z-30 mx-auto flex w-fit max-w-[calc(100vw-1rem)] flex-wrap items-center gap-x-3 gap-y-2 rounded-xl bg-raised py-2 pr-2 pl-3.5 text-sm shadow-dialog sm:bottom-5"
    >
      <span role="status" className="font-medium tabular-nums">
        {allMatching
          ? `All ${totalWords(total)} that match`
          : `${counted(ids.length, ...noun)} selected`}
      </span>
      {more && !allMatching && (
        <Button variant="link" onClick={onSelectAll}>
          Select all {totalWords(total)} that match
        </Button>
      )}
      <div className="flex flex-wrap items-center gap-2 sm:border-l sm:pl-3">{children}</div>
      <Button variant="ghost" icon aria-label="Clear the selection" onClick={clear}>
        <Icon name="x" />
      </Button>
    </section>
  )
}
