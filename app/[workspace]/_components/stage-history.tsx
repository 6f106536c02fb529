import { Timeline } from '@/components/ui/timeline'
import { type Lead, leadStatusLabels } from '@/lib/leads/schema'
import { formatDuration } from '@/lib/time'
import { leadTones } from './tones'

type StageHistoryProps = { history: Lead['history']; timeZone: string; now: Date }

/** Every stage with how long the lead stood there, newest first. */
export function StageHistory({ history, timeZone, now }: StageHistoryProps) {
  return (
    <Timeline
      timeZone={timeZone}
      now={now}
      entries={history.map(({ id, toStatus, reason, actorName, createdAt }, index) => {
        const left = history[index - 1]?.createdAt ?? now
        const closed = toStatus === 'closed_won' || toStatus === 'closed_lost'
        return {
          id,
          at: createdAt,
          tone: leadTones[toStatus],
          title: (
            <>
              <b className="font-medium">{leadStatusLabels[toStatus]}</b>
              {!(closed && index === 0) && (
                <span className="text-muted">
                  {' '}
                  for {formatDuration(left.getTime() - createdAt.getTime())}
                </span>
              )}
              <span className="text-muted"> · {actorName}</span>
            </>
          ),
          note: reason,
        }
      })}
    />
  )
}
