import { leaveKindLabels } from '@/lib/assistants/labels'
import type { Leave } from '@/lib/assistants/schema'

type MonthProps = {
  /** "2026-11" */
  month: string
  today: string
  leave: readonly Leave[]
  /** Weekdays with hours, 1 (Monday) to 7. */
  workdays: readonly number[]
}

const names = ['M', 'T', 'W', 'T', 'F', 'S', 'S']
const marks = {
  holiday: 'bg-accent text-accent-foreground',
  leave: 'bg-info-tint text-info',
  sick: 'bg-warning-tint text-warning',
} as const

/** A month at a glance; the list beside it says the same in words. */
export function Month({ month, today, leave, workdays }: MonthProps) {
  const first = new Date(`${month}-01T00:00:00Z`)
  const before = (first.getUTCDay() + 6) % 7
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const title = new Intl.DateTimeFormat('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return (
    <div aria-hidden="true" className="w-52 text-xs">
      <p className="mb-1.5 font-medium text-sm">{title.format(first)}</p>
      <div className="grid grid-cols-7 gap-0.5 text-center tabular-nums">
        {names.map((name, index) => (
          <span key={index} className="text-muted">
            {name}
          </span>
        ))}
        {Array.from({ length }, (_, index) => {
          const day = `${month}-${String(index + 1).padStart(2, '0')}`
          const weekday = ((before + index) % 7) + 1
          const off = leave.find(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)
          const look = off ? marks[off.kind] : workdays.includes(weekday) ? '' : 'text-muted'
          return (
            <span
              key={day}
              title={off && leaveKindLabels[off.kind]}
              style={index === 0 ? { gridColumnStart: before + 1 } : undefined}
              className={`flex h-6.5 items-center justify-center rounded-md ${look} ${day === today ? 'outline outline-1 outline-ring' : ''}`}
            >
              {index + 1}
            </span>
          )
        })}
      </div>
    </div>
  )
}
