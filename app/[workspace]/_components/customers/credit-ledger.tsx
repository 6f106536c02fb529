import { Time } from '@/components/ui/time'
import type { CreditEntry } from '@/lib/billing/schema'
import { creditKindLabels } from '@/lib/customers/words'

const signs = { reserve: '−', consume: '', release: '+', grant: '+', expire: '−' } as const

/** What each movement of credits was for, newest first. */
export function CreditLedger({
  entries,
  timeZone,
}: {
  entries: readonly CreditEntry[]
  timeZone: string
}) {
  if (entries.length === 0)
    return <p className="px-4 pb-4 text-muted text-sm">No credits have moved yet.</p>
  return (
    <ul className="divide-y border-t">
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 px-4 py-2 text-sm"
        >
          <span className="min-w-0 truncate">
            {creditKindLabels[entry.kind]}
            {entry.directoryName && ` for ${entry.directoryName}`}
          </span>
          <span className="text-right tabular-nums">
            {signs[entry.kind]}
            {entry.credits.toLocaleString('en-US')}
          </span>
          <span className="min-w-0 truncate text-muted text-xs">
            {entry.reason ?? entry.batchName ?? ''}
          </span>
          <span className="whitespace-nowrap text-right text-muted text-xs">
            <Time at={entry.createdAt} timeZone={timeZone} format="date" />
          </span>
        </li>
      ))}
    </ul>
  )
}
