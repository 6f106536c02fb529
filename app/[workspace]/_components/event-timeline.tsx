import type { ReactNode } from 'react'
import { Timeline } from '@/components/ui/timeline'
import type { Event } from '@/lib/events/schema'
import { eventWords } from './event-words'

type EventTimelineProps = {
  events: readonly Event[]
  timeZone: string
  now: Date
  empty?: ReactNode
}

/** What happened, newest first, in sentences. */
export function EventTimeline({ events, timeZone, now, empty }: EventTimelineProps) {
  if (events.length === 0)
    return <p className="text-muted text-sm">{empty ?? 'Nothing has happened yet.'}</p>
  return (
    <Timeline
      timeZone={timeZone}
      now={now}
      entries={events.map(({ id, type, actorName, data, createdAt }) => {
        const [text, tone] = eventWords[type]
        return {
          id,
          at: createdAt,
          tone,
          title: (
            <>
              <b className="font-medium">{actorName}</b>{' '}
              {typeof text === 'string' ? text : text(data)}
            </>
          ),
          note: typeof data.reason === 'string' ? data.reason : undefined,
        }
      })}
    />
  )
}
