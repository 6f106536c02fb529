'use client'

import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DisabledAction } from '@/components/ui/disabled-action'
import { Icon } from '@/components/ui/icon'
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

/** The sum of the choice, always in sight; on phones a line that opens. */
export function BuilderSummary({ chosen, preview, onClear, onContinue }: BuilderSummaryProps) {
  const { credits, duration, approvals, days } = estimate(chosen, preview)
  const [open, setOpen] = useState(false)
  const factsId = useId()
  const over = credits - preview.creditsLeft
  const none = chosen.length === 0
  const reason =
    preview.obstacle ??
    (none
      ? 'Choose at least one directory.'
      : over > 0
        ? `This costs ${counted(over, 'credit')} more than are left. Choose fewer, or grant credits first.`
        : null)
  const count = counted(chosen.length, 'directory', 'directories')
  const cost = `${credits.toLocaleString('en-US')} of ${preview.creditsLeft.toLocaleString('en-US')} left`
  const facts = [
    ['Chosen', count],
    ['Credits', cost],
    ['Submitted within', none ? '–' : `about ${formatDuration(duration)}`],
    ['Expected approvals', none ? '–' : `about ${Math.round(approvals).toLocaleString('en-US')}`],
    ['Usual wait', days === null ? '–' : days === 0 ? 'the same day' : counted(days, 'day')],
  ] as const
  const warned = over > 0 ? 'text-danger' : ''
  return (
    <section
      aria-label="Summary"
      className="sticky bottom-3 z-20 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border bg-raised px-4 py-3 shadow-card max-sm:bottom-16 max-sm:py-2 max-sm:pr-2 max-sm:pl-3"
    >
      <button
        type="button"
        aria-expanded={open}
        aria-controls={factsId}
        onClick={() => setOpen(!open)}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 text-left text-sm sm:hidden"
      >
        <Icon name="chevron-right" className={`size-4 text-muted ${open ? '-rotate-90' : ''}`} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{count}</span>
          <span className={`block truncate text-xs tabular-nums ${warned || 'text-muted'}`}>
            {cost}
          </span>
        </span>
      </button>
      <dl
        id={factsId}
        className={`flex flex-wrap gap-x-6 gap-y-2 max-sm:order-last max-sm:w-full max-sm:flex-col max-sm:border-t max-sm:pt-2 max-sm:pr-2 ${open ? '' : 'max-sm:hidden'}`}
        aria-live="polite"
      >
        {facts.map(([term, value]) => (
          <div key={term} className="max-sm:flex max-sm:justify-between max-sm:gap-4">
            <dt className="text-muted text-xs">{term}</dt>
            <dd className={`font-medium text-sm tabular-nums ${term === 'Credits' ? warned : ''}`}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex gap-2">
        {!none && <Button onClick={onClear}>Clear</Button>}
        <DisabledAction variant="primary" reason={reason} onClick={onContinue}>
          Continue…
        </DisabledAction>
      </div>
    </section>
  )
}
