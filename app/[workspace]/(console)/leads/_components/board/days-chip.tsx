import { Badge } from '@/components/ui/badge'
import { leadStatusLabels } from '@/lib/leads/labels'
import type { BoardCard } from '@/lib/leads/schema'
import { DAY_MS } from '@/lib/time'
import { counted } from '@/lib/words'
import { isClosed } from './columns'

/** A lead that stands still for this long wants a look. */
const LONG_DAYS = 14
const VERY_LONG_DAYS = 30

export function DaysChip({ card, now }: { card: BoardCard; now: Date }) {
  const days = Math.max(0, Math.floor((now.getTime() - card.stageEnteredAt.getTime()) / DAY_MS))
  const tone =
    isClosed(card.status) || days < LONG_DAYS
      ? 'neutral'
      : days < VERY_LONG_DAYS
        ? 'warning'
        : 'danger'
  const since = days === 0 ? 'since today' : `for ${counted(days, 'day')}`
  const remark = {
    neutral: '',
    warning: ', longer than two weeks',
    danger: ', longer than a month',
  }
  const words = `In ${leadStatusLabels[card.status]} ${since}${remark[tone]}`
  return (
    <Badge tone={tone} title={words} suppressHydrationWarning>
      <span aria-hidden="true">{days === 0 ? 'today' : `${days} d`}</span>
      <span className="sr-only">{words}</span>
    </Badge>
  )
}
