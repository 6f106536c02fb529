import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { formatDuration } from '@/lib/time'
import { useNow } from './use-now'
import type { Timer } from './use-timer'

type LeaseBarProps = {
  until: string | null
  leaseSeconds: number
  timer: Timer
  estimatedMinutes: number
  saved: 'saved' | 'typing' | 'unreachable'
  firstNow: number
}

const savedWords = {
  saved: 'Everything is saved',
  typing: 'Saving…',
  unreachable: 'Saved here; the server cannot be reached',
}

/** How long the task is yours, and how long you have been at it. */
export function LeaseBar(props: LeaseBarProps) {
  const { until, leaseSeconds, timer, estimatedMinutes, saved, firstNow } = props
  const now = useNow(firstNow, 1000)
  const left = Math.max(0, until ? new Date(until).getTime() - now : 0)
  const share = Math.min(100, (left / (leaseSeconds * 1000)) * 100)
  return (
    <div data-slot="lease-bar" className="flex flex-col gap-1.5 text-muted text-xs">
      <div
        role="progressbar"
        aria-label="Time that this task is yours"
        aria-valuemin={0}
        aria-valuemax={leaseSeconds}
        aria-valuenow={Math.round(left / 1000)}
        aria-valuetext={`Yours for ${formatDuration(left)}`}
        className="h-1 overflow-hidden rounded-full bg-hover"
      >
        <div
          className={`h-full rounded-full ${share < 20 ? 'bg-warning-mark' : 'bg-accent'}`}
          style={{ width: `${share}%` }}
        />
      </div>
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-4">
        <span className="tabular-nums">
          Yours for {formatDuration(left)}, and longer while you work
        </span>
        <span className="flex items-center gap-3">
          <span className="inline-flex items-center gap-1" data-state={saved}>
            {saved === 'unreachable' && <Icon name="wifi-off" className="size-3.5" />}
            {savedWords[saved]}
          </span>
          <span className="tabular-nums" data-slot="timer">
            {formatDuration(timer.seconds() * 1000)} of about {estimatedMinutes} min
          </span>
          <Button
            size="sm"
            variant="ghost"
            aria-pressed={timer.paused}
            onClick={timer.toggle}
            aria-label={timer.paused ? 'Resume the timer' : 'Pause the timer'}
          >
            <Icon name={timer.paused ? 'play' : 'pause'} />
            {timer.paused ? 'Resume' : 'Pause'}
          </Button>
        </span>
      </div>
    </div>
  )
}
