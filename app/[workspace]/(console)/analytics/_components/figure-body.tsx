import { changeOf, formatRange, formatValue } from '@/components/charts/format'
import { Sparkline } from '@/components/charts/sparkline'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icon'
import { filtersOf } from '@/lib/dashboards/as-table'
import type { AnswerOf } from '@/lib/metrics/answer-schema'
import type { Question } from '@/lib/metrics/schema'
import { type BoardFrame, drillHref } from './frame'

type FigureBodyProps = { frame: BoardFrame; question: Question; answer: AnswerOf<'figure'> }

/** Whether the change is a good one; of what is neither, nobody can say. */
function toneOf(direction: 'up' | 'down' | 'same', good: string | undefined) {
  if (direction === 'same' || !good || good === 'neither') return 'text-muted'
  return direction === good ? 'text-success' : 'text-danger'
}

export function FigureBody({ frame, question, answer }: FigureBodyProps) {
  const { metric, unit, currency, value, before, series } = answer
  const change = changeOf(value, before?.value ?? null, unit)
  const filters = filtersOf(question)
  return (
    <div className="relative flex flex-1 flex-col">
      <p className="font-semibold text-2xl tabular-nums tracking-tight">
        <a
          href={drillHref(frame.slug, { metric, range: frame.range, filters })}
          className="rounded-sm underline-offset-4 hover:underline"
        >
          {formatValue(value, unit, currency)}
        </a>
      </p>
      {before && (
        <p className="flex min-w-0 items-center gap-1 text-xs">
          {change && (
            <span
              className={cn(
                'flex shrink-0 items-center gap-0.5 font-medium tabular-nums',
                toneOf(change.direction, frame.good[metric]),
              )}
            >
              {change.direction !== 'same' && (
                <>
                  <Icon
                    name={change.direction === 'up' ? 'arrow-up-right' : 'arrow-down-right'}
                    className="size-3.5"
                  />
                  <span className="sr-only">{change.direction === 'up' ? 'up' : 'down'}</span>
                </>
              )}
              {change.words}
            </span>
          )}
          <a
            href={drillHref(frame.slug, { metric, range: before, filters })}
            title={`${formatValue(before.value, unit, currency)} from ${formatRange(before)}`}
            className="min-h-6 truncate text-muted leading-6 underline-offset-4 hover:underline"
          >
            was {formatValue(before.value, unit, currency)}
          </a>
        </p>
      )}
      {value === null && !before && <p className="text-muted text-xs">Nothing in these days.</p>}
      <Sparkline
        values={series.map((point) => point.value)}
        className="mt-auto h-9 w-full max-sm:mt-3"
      />
    </div>
  )
}
