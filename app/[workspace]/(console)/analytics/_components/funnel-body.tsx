import { formatValue } from '@/components/charts/format'
import { asTable } from '@/lib/dashboards/as-table'
import type { AnswerOf, Question } from '@/lib/metrics/schema'
import { type BoardFrame, drillHref } from './frame'
import { NoRows } from './no-rows'

type FunnelBodyProps = {
  frame: BoardFrame
  question: Question
  title: string
  answer: AnswerOf<'funnel'>
}

/** A table whose bars say the same as its numbers: how many came to each step, and of how many before. */
export function FunnelBody({ frame, question, title, answer }: FunnelBodyProps) {
  const { steps, currency } = answer
  const most = steps[0]?.reached ?? 0
  if (most === 0) return <NoRows>Nobody entered in these days.</NoRows>
  const { rows } = asTable({ question, range: frame.range }, answer)
  return (
    <div className="widget-scroll">
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr className="text-left text-muted text-xs [&>th]:pb-1 [&>th]:font-normal">
            <th scope="col">Step</th>
            <th scope="col" className="text-right">
              Reached
            </th>
            <th scope="col" className="whitespace-nowrap pl-3 text-right">
              Of before
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ key, label, reached, open, medianDays, margin }, at) => {
            const [, number, share] = rows[at] ?? []
            return (
              <tr key={key} className="align-top">
                <th scope="row" className="w-full py-1 text-left font-normal">
                  <span className="block">{label}</span>
                  <span
                    aria-hidden="true"
                    className="mt-1 block h-1.5 overflow-hidden rounded-full bg-hover"
                  >
                    <span
                      className="block h-full rounded-full bg-(--chart-1)"
                      style={{ width: `${(100 * reached) / most}%` }}
                    />
                  </span>
                  {(open > 0 || medianDays !== null || margin !== undefined) && (
                    <span className="mt-0.5 block text-muted text-xs">
                      {[
                        margin !== undefined && `± ${formatValue(margin, 'count', currency)}`,
                        medianDays !== null && `after ${formatValue(medianDays, 'days', currency)}`,
                        open > 0 && `${formatValue(open, 'count', currency)} may still come`,
                      ]
                        .filter(Boolean)
                        .join(', ')}
                    </span>
                  )}
                </th>
                <td className="py-1 pl-3 text-right font-medium">
                  {number?.drill ? (
                    <a
                      href={drillHref(frame.slug, number.drill)}
                      className="underline-offset-4 hover:underline"
                    >
                      {formatValue(reached, 'count', currency)}
                    </a>
                  ) : (
                    formatValue(reached, 'count', currency)
                  )}
                </td>
                <td className="whitespace-nowrap py-1 pl-3 text-right text-muted">
                  {typeof share?.value === 'number'
                    ? formatValue(share.value, 'percent', currency)
                    : ''}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
