import { Badge, type Tone } from '@/components/ui/badge'
import { urgency } from '@/lib/actions/task-labels'
import { formatDuration } from '@/lib/time'

type Due = { deadlineAt: Date | null; warnAt: Date | null }

const tones: Record<ReturnType<typeof urgency>, Tone> = {
  none: 'neutral',
  fine: 'neutral',
  soon: 'warning',
  late: 'danger',
}

/** How much time is left, in words. */
export function dueWords(due: Due, now: Date): readonly [tone: Tone, words: string] {
  const state = urgency(due, now.getTime())
  const left = due.deadlineAt ? new Date(due.deadlineAt).getTime() - now.getTime() : 0
  const [length] = formatDuration(Math.max(60_000, Math.abs(left))).match(/^\d+ \w+/) ?? ['']
  const words = {
    none: 'Time stands still',
    fine: `Due in ${length}`,
    soon: `Due soon, in ${length}`,
    late: `Late by ${length}`,
  }[state]
  return [tones[state], words]
}

export function DueChip({ due, now }: { due: Due; now: Date }) {
  const [tone, words] = dueWords(due, now)
  return (
    <Badge tone={tone} suppressHydrationWarning>
      {words}
    </Badge>
  )
}
