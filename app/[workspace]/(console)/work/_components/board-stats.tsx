import { Stat, StatGroup } from '@/components/ui/stat'
import { boardListLabels } from '@/lib/routing/labels'
import type { Board } from '@/lib/routing/schema'

const hints = {
  late: 'Past their deadline',
  soon: 'Most of their time is gone',
  waiting: 'For anybody to take',
  unroutable: 'At no hour, and why',
  requires_customer: 'Their time stands still',
  blocked: 'Something is in the way',
} as const

/** How the work stands; each number leads to its tasks. */
export function BoardStats({ slug, counts }: { slug: string; counts: Board['counts'] }) {
  return (
    <StatGroup narrow label="How the work stands">
      {counts.map(({ list, count, capped }) => (
        <Stat
          key={list}
          label={boardListLabels[list]}
          value={`${count.toLocaleString('en-US')}${capped ? '+' : ''}`}
          hint={hints[list]}
          href={`/${slug}/work/actions?list=${list}`}
        />
      ))}
    </StatGroup>
  )
}
