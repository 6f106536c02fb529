import { formatDate, formatDateTime, formatRelative } from '@/lib/time'

type TimeProps = {
  at: Date | string
  /** The workspace's zone, in which it is written. */
  timeZone: string
  format?: 'date' | 'dateTime'
  /** With a now, written relative to it ("3 hours ago"). */
  now?: Date
  className?: string
}

/** TimeTooltips adds its tooltip: the reader's own time, the workspace's, and UTC. */
export function Time({ at, timeZone, format = 'dateTime', now, className }: TimeProps) {
  const instant = new Date(at)
  const words = format === 'date' ? formatDate : formatDateTime
  return (
    <time
      data-slot="time"
      dateTime={instant.toISOString()}
      className={className}
      data-zone={timeZone}
    >
      {now ? formatRelative(instant, now) : words(instant, timeZone)}
    </time>
  )
}
