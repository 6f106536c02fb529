import { StatusBadge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { type Method, methodLabels } from '@/lib/queue/labels'
import type { Monitor } from '@/lib/queue/monitor'
import { counted } from '@/lib/words'

type WorkersProps = { workers: Monitor['workers']; timeZone: string; now: Date }

export function Workers({ workers, timeZone, now }: WorkersProps) {
  if (workers.length === 0)
    return (
      <p className="border-t px-4 py-3 text-muted text-sm">
        No worker has asked for work yet. Ours starts with the worker process; others claim items
        over the API.
      </p>
    )
  return (
    <ul className="divide-y border-t text-sm">
      {workers.map((worker) => (
        <li
          key={worker.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 px-4 py-2 sm:grid-cols-[minmax(0,1fr)_6rem_minmax(0,1fr)_9rem]"
        >
          <span className="min-w-0 truncate font-medium">{worker.id}</span>
          <span className="max-sm:text-right">
            <StatusBadge
              tone={worker.alive ? 'success' : 'neutral'}
              label={worker.alive ? 'Alive' : 'Gone'}
            />
          </span>
          <span className="min-w-0 truncate text-muted max-sm:col-span-2">
            {worker.capabilities.map((one) => methodLabels[one as Method] ?? one).join(', ')}
            {worker.holding > 0 && `, holds ${counted(worker.holding, 'item')}`}
          </span>
          <span className="text-muted sm:text-right">
            <Time at={worker.lastSeenAt} timeZone={timeZone} now={now} />
          </span>
        </li>
      ))}
    </ul>
  )
}
