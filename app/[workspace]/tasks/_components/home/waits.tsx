import { Callout } from '@/components/ui/callout'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { formatDateTime } from '@/lib/time'
import { counted } from '@/lib/words'
import type { DayOf } from '../wire'

const reasons: Record<string, string> = {
  not_active: 'Your membership is not active.',
  unavailable: 'You are switched to not available. Turn the switch on to get tasks.',
  outside_hours: 'You are outside your working hours.',
  on_leave: 'You are on leave today.',
}

const most = 100
const many = (count: number) => (count >= most ? `${most} or more tasks` : counted(count, 'task'))

/** What waits, or why nothing comes. */
export function Waits({ day }: { day: DayOf }) {
  const { absence, waiting, room, held, assigned, comingBack } = day
  if (absence.length > 0)
    return (
      <Callout tone="warning" title="You get no new tasks now">
        {absence.map((reason) => reasons[reason] ?? reason).join(' ')}
        {waiting > 0 && ` ${many(waiting)} would wait for you.`}
      </Callout>
    )
  if (room === 0 && held.length + assigned.length > 0)
    return (
      <Callout title="You have your hands full">
        Finish one, and there is room for the next.
        {waiting > 0 && ` ${many(waiting)} wait.`}
      </Callout>
    )
  if (waiting > 0)
    return (
      <p className="text-muted text-sm">
        {many(waiting)} {waiting === 1 ? 'waits' : 'wait'} that you may take.
      </p>
    )
  if (held.length + assigned.length > 0) return null
  const back = comingBack.find(({ backAt }) => backAt !== null)?.backAt
  return (
    <EmptyState title="Nothing waits for you" icon={<Icon name="list-checks" />}>
      {back
        ? `Your next one comes back on ${formatDateTime(back, day.timezone)}.`
        : 'New tasks appear here as directories ask for something.'}
    </EmptyState>
  )
}
