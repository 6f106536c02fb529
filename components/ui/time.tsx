import { formatDate, formatDateTime, formatLong, formatRelative } from '@/lib/time'

type TimeProps = {
  at: Date | string
  /** The workspace's zone, in which it is written. */
  timeZone: string
  format?: 'date' | 'dateTime'
  /** With a now, written relative to it ("3 hours ago"). */
  now?: Date
  className?: string
}

/**
 * Its tooltip gives workspace time and UTC at once; TimeTooltips adds the reader's own time,
 * which only their browser knows.
 */
export function Time({ at, timeZone, format = 'dateTime', now, className }: TimeProps) {
  const instant = new Date(at)
  const words = format === 'date' ? formatDate : formatDateTime
  return (
    <time
      data-slot="time"
      dateTime={instant.toISOString()}
      className={className}
      title={`${formatLong(instant, timeZone)} (workspace)\n${formatLong(instant, 'UTC')}`}
    >
      {now ? formatRelative(instant, now) : words(instant, timeZone)}
    </time>
  )
}
