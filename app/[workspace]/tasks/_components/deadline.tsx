import { StatusBadge, type Tone } from '@/components/ui/badge'
import { urgency } from '@/lib/actions/task-labels'
import { formatDuration } from '@/lib/time'

type DeadlineProps = { deadlineAt: string | null; warnAt: string | null; now: number }

const tones: Record<ReturnType<typeof urgency>, Tone> = {
  none: 'neutral',
  fine: 'neutral',
  soon: 'warning',
  late: 'danger',
}

/** How much time is left, in words and in colour. */
export function Deadline({ deadlineAt, warnAt, now }: DeadlineProps) {
  const state = urgency({ deadlineAt, warnAt }, now)
  const left = deadlineAt ? new Date(deadlineAt).getTime() - now : 0
  const length = formatDuration(Math.max(60_000, Math.abs(left)))
  const words = {
    none: 'Its time stands still',
    fine: `Due in ${length}`,
    soon: `Due soon, in ${length}`,
    late: `Late by ${length}`,
  }[state]
  return <StatusBadge tone={tones[state]} label={words} />
}
