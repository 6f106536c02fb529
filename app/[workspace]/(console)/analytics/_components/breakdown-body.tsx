import { BarList, type BarRow } from '@/components/charts/bar-list'
import { formatValue } from '@/components/charts/format'
import { asTable } from '@/lib/dashboards/as-table'
import type { AnswerOf } from '@/lib/metrics/answer-schema'
import { dimensionLabels, type Question } from '@/lib/metrics/schema'
import { type BoardFrame, drillHref } from './frame'
import { NoRows } from './no-rows'

type BreakdownBodyProps = {
  frame: BoardFrame
  question: Question
  title: string
  answer: AnswerOf<'breakdown'>
}

export function BreakdownBody({ frame, question, title, answer }: BreakdownBodyProps) {
  const { unit, currency, dimension, slices, other, count } = answer
  if (count === 0) return <NoRows />
  const { rows } = asTable({ question, range: frame.range }, answer)
  const bars = rows
    .slice(0, slices.length + (other ? 1 : 0))
    .map(([label, value, share], at): BarRow => {
      const amount = typeof value?.value === 'number' ? value.value : null
      return {
        id: String(at),
        label: String(label?.value),
        amount: amount ?? 0,
        value: formatValue(amount, unit, currency),
        share:
          typeof share?.value === 'number'
            ? formatValue(share.value, 'percent', currency)
            : undefined,
        href: value?.drill && drillHref(frame.slug, value.drill),
        quiet: at === slices.length || slices[at]?.key === null,
      }
    })
  return (
    <div className="widget-scroll">
      <BarList
        caption={title}
        heads={[dimensionLabels[dimension], answer.title, 'Share']}
        rows={bars}
      />
    </div>
  )
}
