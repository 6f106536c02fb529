import {
  changeOf,
  formatBucket,
  formatBucketLong,
  formatRange,
  formatValue,
} from '@/components/charts/format'
import { Plot } from '@/components/charts/plot'
import {
  colorOf,
  overWords,
  type PlotRow,
  quietColor,
  type Series,
} from '@/components/charts/series'
import { Icon } from '@/components/ui/icon'
import { daysOfBucket, filtersOf } from '@/lib/dashboards/as-table'
import type { Display } from '@/lib/dashboards/schema'
import type { AnswerOf } from '@/lib/metrics/answer-schema'
import type { Question } from '@/lib/metrics/schema'
import { type BoardFrame, drillHref } from './frame'

type TrendBodyProps = {
  frame: BoardFrame
  question: Question
  display: Display
  title: string
  answer: AnswerOf<'trend'>
}

/** Of the points that stand out, so many are told in words. */
const mostNamed = 2

export function TrendBody({ frame, question, display, title, answer }: TrendBodyProps) {
  const { metric, unit, currency, interval, series, before, total, anomalies } = answer
  const as = display === 'bars' ? 'bar' : 'line'
  const grouped = question.kind === 'trend' && question.groupBy !== undefined
  const drawn: Series[] = [
    ...series.map(
      ({ label }, index): Series => ({
        key: `s${index}`,
        label,
        color: grouped && label === 'Other' ? quietColor : colorOf(index),
        as,
      }),
    ),
    ...(before
      ? [
          {
            key: 'before',
            label: formatRange(before),
            color: quietColor,
            as: 'line' as const,
            dashed: true,
          },
        ]
      : []),
  ]
  const rows = (series[0]?.points ?? []).map(({ day }, index): PlotRow => {
    const compared = before?.points[index]
    return {
      label: formatBucket(day, interval),
      name: formatBucketLong(day, interval),
      href: drillHref(frame.slug, {
        metric,
        range: daysOfBucket(day, interval, frame.range),
        filters: filtersOf(question),
      }),
      values: {
        ...Object.fromEntries(
          series.map(({ points }, at) => [`s${at}`, points[index]?.value ?? null]),
        ),
        ...(before ? { before: compared?.value ?? null } : {}),
      },
    }
  })
  const named = [...anomalies]
    .sort((a, b) => Math.abs(b.value - b.expected) - Math.abs(a.value - a.expected))
    .slice(0, mostNamed)
  const change = changeOf(total, before?.total ?? null, unit)
  const whole = formatValue(total, unit, currency)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <a
          href={drillHref(frame.slug, { metric, range: frame.range, filters: filtersOf(question) })}
          className="rounded-sm font-semibold text-xl tabular-nums tracking-tight underline-offset-4 hover:underline"
        >
          {whole}
        </a>
        {before && change && (
          <span className="text-muted text-xs">
            {change.direction === 'same' ? '' : change.direction === 'up' ? 'up ' : 'down '}
            {change.words}, was {formatValue(before.total, unit, currency)}
          </span>
        )}
      </p>
      <Plot
        title={`${title} ${overWords[interval]}, ${formatRange(frame.range)}: ${whole} in all. The numbers are in the table view.`}
        rows={rows}
        series={drawn}
        unit={unit}
        currency={currency}
        marks={anomalies.map(({ day }) => ({
          index: rows.findIndex((_, at) => series[0]?.points[at]?.day === day),
          key: 's0',
        }))}
      />
      {anomalies.length > 0 && (
        <p className="flex items-start gap-1.5 text-xs">
          <Icon name="circle-alert" className="mt-0.5 size-3.5 text-warning-mark" />
          <span className="text-muted">
            {named
              .map(
                ({ day, value, words }) =>
                  `${formatBucket(day, interval)}: ${formatValue(value, unit, currency)}, ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
              )
              .join('; ')}
            {anomalies.length > named.length &&
              `; ${anomalies.length - named.length} more are ringed`}
          </span>
        </p>
      )}
    </div>
  )
}
