import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'

type Row = readonly [term: string, value: string | null | undefined, matches?: boolean]

type SideProps = { title: string; who: ReactNode; rows: readonly Row[]; children?: ReactNode }

/** One side of a conflict; what both name is marked. */
export function Side({ title, who, rows, children }: SideProps) {
  return (
    <section className="flex min-w-0 flex-col gap-3 rounded-lg border bg-subtle p-3.5">
      <header>
        <h3 className="text-muted text-sm">{title}</h3>
        <p className="font-medium">{who}</p>
      </header>
      <dl className="flex flex-col gap-2 text-sm">
        {rows.map(([term, value, matches]) => (
          <div key={term}>
            <dt className="flex items-center gap-1.5 text-muted">
              {term} {matches && value && <Badge tone="warning">Both</Badge>}
            </dt>
            <dd className="break-words">{value || <span className="text-muted">–</span>}</dd>
          </div>
        ))}
      </dl>
      {children}
    </section>
  )
}
