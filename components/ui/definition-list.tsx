import type { ReactNode } from 'react'

/** Terms left, values right; long values wrap, absent ones show a dash. */
export function DefinitionList({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl
      data-slot="definition-list"
      className="grid grid-cols-[minmax(7rem,2fr)_5fr] gap-y-2 text-sm"
    >
      {items.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="pr-4 text-muted">{term}</dt>
          <dd className="min-w-0 break-words">{value ?? <span className="text-muted">–</span>}</dd>
        </div>
      ))}
    </dl>
  )
}
