import { formatValue } from '@/components/charts/format'
import { asTable } from '@/lib/dashboards/as-table'
import type { AnswerOf } from '@/lib/metrics/answer-schema'
import type { Question } from '@/lib/metrics/schema'
import type { BoardFrame } from './frame'
import { NoRows } from './no-rows'
import { RowsLink } from './rows-link'

const tall = 'inline-block min-h-6 leading-6'

type FunnelBodyProps = {
  frame: BoardFrame
  question: Question
  title: string
  answer: AnswerOf<'funnel'>
}

/** Minutes, where days would be none. */
const timeOf = (days: number, currency: string) =>
  days < 0.05 ? `${Math.round(days * 1440)} min` : formatValue(days, 'days', currency)

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
        {steps.map(({ key, label, reached, open, medianDays, margin }, at) => {
          const [, number, share, waiting] = rows[at] ?? []
          const notes = [
            margin !== undefined && `± ${formatValue(margin, 'count', currency)}`,
            medianDays !== null && `after ${timeOf(medianDays, currency)}`,
          ].filter(Boolean)
          return (
            <tbody key={key}>
              <tr>
                <th scope="row" className="w-full text-left font-normal">
                  {label}
                </th>
                <td className="pl-3 text-right font-medium">
                  <RowsLink slug={frame.slug} drill={number?.drill} className={tall}>
                    {formatValue(reached, 'count', currency)}
                  </RowsLink>
                </td>
                <td className="whitespace-nowrap pl-3 text-right text-muted">
                  {typeof share?.value === 'number'
                    ? formatValue(share.value, 'percent', currency)
                    : ''}
                </td>
              </tr>
              <tr>
                <td colSpan={3} className="pb-1.5">
                  <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-hover">
                    <div
                      className="h-full rounded-full bg-(--chart-1)"
                      style={{ width: `${(100 * reached) / most}%` }}
                    />
                  </div>
                  {(open > 0 || notes.length > 0) && (
                    <p className="mt-0.5 text-muted text-xs">
                      {notes.join(', ')}
                      {notes.length > 0 && open > 0 && ', '}
                      {open > 0 && (
                        <RowsLink slug={frame.slug} drill={waiting?.drill} className={tall}>
                          {formatValue(open, 'count', currency)} may still come
                        </RowsLink>
                      )}
                    </p>
                  )}
                </td>
              </tr>
            </tbody>
          )
        })}
      </table>
    </div>
  )
}
