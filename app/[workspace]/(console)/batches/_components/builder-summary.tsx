'use client'

import { Button } from '@/components/ui/button'
import { DisabledAction } from '@/components/ui/disabled-action'
import type { Candidate, Preview } from '@/lib/batches/schema'
import { formatDuration } from '@/lib/time'
import { counted } from '@/lib/words'
import { estimate } from './estimate'

type BuilderSummaryProps = {
  chosen: readonly Candidate[]
  preview: Preview
  onClear: () => void
  onContinue: () => void
}

/** The sum of the choice, always in sight. */
export function BuilderSummary({ chosen, preview, onClear, onContinue }: BuilderSummaryProps) {
  const { credits, duration, approvals, days } = estimate(chosen, preview)
  const over = credits - preview.creditsLeft
  const reason =
    preview.obstacle ??
    (chosen.length === 0
      ? 'Choose at least one directory.'
      : over > 0
        ? `This costs ${counted(over, 'credit')} more than are left. Choose fewer, or grant credits first.`
        : null)
  const facts = [
    ['Chosen', counted(chosen.length, 'directory', 'directories')],
    ['Credits', `${credits} of ${preview.creditsLeft} left`],
    ['Submitted within', chosen.length > 0 ? `about ${formatDuration(duration)}` : '–'],
    ['Expected approvals', chosen.length > 0 ? `about ${Math.round(approvals)}` : '–'],
    ['Usual wait', days === null ? '–' : days === 0 ? 'the same day' : counted(days, 'day')],
  ] as const
  return (
    <section
      aria-label="Summary"
      className="sticky bottom-3 z-20 flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg border bg-raised px-4 py-3 shadow-card max-sm:bottom-16"
    >
      <dl className="flex flex-wrap gap-x-6 gap-y-2" aria-live="polite">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt className="text-muted text-xs">{term}</dt>
            <dd
              className={`font-medium text-sm tabular-nums ${term === 'Credits' && over > 0 ? 'text-danger' : ''}`}
            >
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <span className="grow" />
      <div className="flex gap-2">
        {chosen.length > 0 && <Button onClick={onClear}>Clear</Button>}
        <DisabledAction variant="primary" reason={reason} onClick={onContinue}>
          Continue…
        </DisabledAction>
      </div>
    </section>
  )
}
