import { formatValue } from '@/components/charts/format'
import { Plot } from '@/components/charts/plot'
import type { AnswerOf } from '@/lib/metrics/answer-schema'
import { counted } from '@/lib/words'
import { NoRows } from './no-rows'

type LtvBodyProps = { title: string; answer: AnswerOf<'ltv'> }

export function LtvBody({ title, answer }: LtvBodyProps) {
  const { currency, curve, observed, projected, partners } = answer
  if (partners === 0) return <NoRows>No partner has joined yet.</NoRows>
  const money = (value: number | null) => formatValue(value, 'money', currency)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold text-xl tabular-nums tracking-tight">{money(observed)}</span>
        <span className="text-muted text-xs">
          so far, on average of {counted(partners, 'partner')}
        </span>
      </p>
      {projected && (
        <p className="text-muted text-xs">
          Over {counted(projected.months, 'month')}: {money(projected.value)}, between{' '}
          {money(projected.low)} and {money(projected.high)}
        </p>
      )}
      {curve.length > 1 && (
        <Plot
          title={`${title} by months since they joined. The numbers are in the table view.`}
          rows={curve.map(({ month, value, partners: enough }) => ({
            label: String(month),
            name: `Month ${month}, ${counted(enough, 'partner')} old enough`,
            values: { value },
          }))}
          series={[{ key: 'value', label: 'Average value', color: 'var(--chart-1)', as: 'line' }]}
          unit="money"
          currency={currency}
        />
      )}
    </div>
  )
}
