import { formatBucket, formatValue } from '@/components/charts/format'
import { asTable } from '@/lib/dashboards/as-table'
import { cohortWords, periodsOf } from '@/lib/dashboards/cohort-words'
import type { AnswerOf } from '@/lib/metrics/answer-schema'
import type { Question } from '@/lib/metrics/schema'
import type { BoardFrame } from './frame'
import { NoRows } from './no-rows'
import { RowsLink } from './rows-link'

type CohortBodyProps = {
  frame: BoardFrame
  question: Question
  title: string
  answer: AnswerOf<'cohort'>
}

/** A table of numbers; the colour behind each repeats how large it is. */
export function CohortBody({ frame, question, title, answer }: CohortBodyProps) {
  const { cohorts, unit, currency, interval } = answer
  const words = cohortWords(answer)
  if (cohorts.length === 0) return <NoRows>{words.nobody}</NoRows>
  const { rows } = asTable({ question, range: frame.range }, answer)
  const months = periodsOf(cohorts)
  const most = Math.max(1, ...cohorts.flatMap(({ cells }) => cells.map((cell) => cell?.value ?? 0)))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="widget-scroll" aria-label={title} tabIndex={0}>
      <table className="w-full border-separate border-spacing-0.5 text-xs tabular-nums">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr className="text-muted">
            <th scope="col" className="sticky left-0 bg-raised pr-2 text-left font-normal">
              {words.began}
            </th>
            <th scope="col" className="pr-2 text-right font-normal">
              {words.who}
            </th>
            {Array.from({ length: months }, (_, month) => (
              <th key={month} scope="col" className="min-w-11 text-right font-normal">
                <span className="sr-only">{words.period} </span>
                {month}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cohorts.map(({ month, size, cells }, row) => (
            <tr key={month}>
              <th
                scope="row"
                className="sticky left-0 whitespace-nowrap bg-raised pr-2 text-left font-normal"
              >
                {formatBucket(month, interval)}
              </th>
              <td className="pr-2 text-right text-muted">
                <RowsLink slug={frame.slug} drill={rows[row]?.[1]?.drill} className="block py-1">
                  {formatValue(size, 'count', currency)}
                </RowsLink>
              </td>
              {Array.from({ length: months }, (_, at) => {
                const cell = cells[at]
                if (!cell) return <td key={at} />
                const share = Math.max(0, cell.value / most)
                return (
                  <td
                    key={at}
                    className="whitespace-nowrap rounded-xs text-right"
                    style={{
                      background: `color-mix(in oklch, var(--chart-1) ${Math.round(4 + share * 38)}%, transparent)`,
                    }}
                  >
                    <RowsLink
                      slug={frame.slug}
                      drill={rows[row]?.[at + 2]?.drill}
                      className="block rounded-xs px-1.5 py-1"
                    >
                      {formatValue(cell.value, unit, currency, { compact: true })}
                      {!cell.complete && (
                        <>
                          <span aria-hidden="true">*</span>
                          <span className="sr-only"> so far</span>
                        </>
                      )}
                    </RowsLink>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-1 text-muted text-xs">{words.foot}</p>
    </section>
  )
}
