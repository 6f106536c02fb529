import { Card } from '@/components/ui/card'
import { Timeline } from '@/components/ui/timeline'
import { fulfilmentWords } from '../../_components/fulfilment-words'
import type { Task } from './wire'

type HistoryProps = { entries: Task['history']; timeZone: string; now: number }

/** What happened to the task and to its listing, newest first. */
export function History({ entries, timeZone, now }: HistoryProps) {
  if (entries.length === 0) return null
  return (
    <Card title="History">
      <Timeline
        timeZone={timeZone}
        now={new Date(now)}
        entries={entries.map(({ id, type, actorName, data, createdAt }) => {
          const [text, tone] = fulfilmentWords[type as keyof typeof fulfilmentWords] ?? [type]
          const said = typeof text === 'string' ? text : text(data)
          return {
            id,
            at: createdAt,
            tone,
            title: (
              <>
                <b className="font-medium">{actorName}</b> {said}
              </>
            ),
            note: typeof data.reason === 'string' ? data.reason : undefined,
          }
        })}
      />
    </Card>
  )
}
