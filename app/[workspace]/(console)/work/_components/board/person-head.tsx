import { cn } from '@/components/ui/cn'
import { presenceLabels, presenceOf } from '@/lib/routing/labels'
import type { BoardPerson } from '@/lib/routing/schema'
import { formatLong } from '@/lib/time'

type PersonHeadProps = { person: BoardPerson; timeZone: string }

/** Who it is, whether they are there, and how full their hands are. */
export function PersonHead({ person, timeZone }: PersonHeadProps) {
  const presence = presenceOf(person.absence)
  const there = presence === 'present'
  return (
    <>
      <h2 className="flex items-center gap-2 font-medium text-sm">
        <span
          className={cn('badge size-2 p-0!', there ? 'success' : 'neutral')}
          data-dot=""
          aria-hidden="true"
        />
        <span className="truncate">{person.name}</span>
      </h2>
      <p className="min-h-4 truncate text-muted text-xs">
        {presenceLabels[presence]}
        {person.nextAt && `, back ${formatLong(person.nextAt, timeZone)}`}
      </p>
      <meter
        aria-label={`Holds ${person.load} of ${person.capacity}`}
        className="sr-only"
        min={0}
        max={person.capacity}
        value={Math.min(person.load, person.capacity)}
      />
      <div className="flex items-center gap-2 text-muted text-xs tabular-nums">
        <div className="h-1 flex-1 overflow-hidden rounded-full bg-hover" aria-hidden="true">
          <div
            className={cn(
              'h-full rounded-full',
              person.load >= person.capacity ? 'bg-warning-mark' : 'bg-accent',
            )}
            style={{
              width: `${Math.min(100, (person.load / Math.max(1, person.capacity)) * 100)}%`,
            }}
          />
        </div>
        {person.load} of {person.capacity}
      </div>
    </>
  )
}
