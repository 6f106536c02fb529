import { formatBucket, formatBucketLong, formatValue } from '@/components/charts/format'
import { Plot } from '@/components/charts/plot'
import type { PlotRow } from '@/components/charts/series'
import { intervalOf } from '@/lib/dashboards/as-table'
import type { AnswerOf } from '@/lib/metrics/answer-schema'
import { NoRows } from './no-rows'

type ForecastBodyProps = { title: string; answer: AnswerOf<'forecast'> }

/** How far off forecasts of the past were, beside the simplest one there is. */
function errorWords({ error, baselineError, unit, currency, coverage }: AnswerOf<'forecast'>) {
  if (error === null) return 'The past is too short to say how far off this may be.'
  const off = formatValue(error, unit, currency)
  const base =
    baselineError === null
      ? ''
      : `; repeating the last season: ${formatValue(baselineError, unit, currency)}`
  return `Off by ${off} on average in the backtest${base}. The band held ${Math.round(coverage * 100)} of 100.`
}

export function ForecastBody({ title, answer }: ForecastBodyProps) {
  const { unit, currency, history, forecast } = answer
  if (forecast.length === 0) return <NoRows>There is no past to look ahead from.</NoRows>
  const interval = intervalOf(answer)
  const named = (day: string) => ({
    label: formatBucket(day, interval),
    name: formatBucketLong(day, interval),
  })
  const last = history.at(-1)
  const rows: PlotRow[] = [
    ...history.map(({ day, value }, at) => ({
      ...named(day),
      values: {
        value,
        // Both begin where the past ends, so that the line does not break.
        ahead: at === history.length - 1 ? value : null,
        band: at === history.length - 1 ? ([value, value] as [number, number]) : null,
      },
    })),
    ...forecast.map(({ day, value, low, high }) => ({
      ...named(day),
      values: { value: null, ahead: value, band: [low, high] as [number, number] },
    })),
  ]
  const [next] = forecast
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      {next && (
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold text-xl tabular-nums tracking-tight">
            {formatValue(next.value, unit, currency)}
          </span>
          <span className="text-muted text-xs">
            {named(next.day).label}, between {formatValue(next.low, unit, currency)} and{' '}
            {formatValue(next.high, unit, currency)}
          </span>
        </p>
      )}
      <Plot
        title={`${title}: ${last ? `the past until ${named(last.day).name}, and ` : ''}${forecast.length} ahead with their band. The numbers are in the table view.`}
        rows={rows}
        series={[
          { key: 'value', label: 'So far', color: 'var(--chart-1)', as: 'line' },
          { key: 'band', label: 'Band', color: 'var(--chart-1)', as: 'band' },
          { key: 'ahead', label: 'Forecast', color: 'var(--chart-1)', as: 'line', dashed: true },
        ]}
        unit={unit}
        currency={currency}
      />
      <p className="text-muted text-xs">{errorWords(answer)}</p>
    </div>
  )
}
