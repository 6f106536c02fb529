import { formatBucket, formatBucketLong, formatValue } from '@/components/charts/format'
import { cn } from '@/components/ui/cn'
import { asTable, type Cell, type ColumnKind } from '@/lib/dashboards/as-table'
import type { Answer } from '@/lib/metrics/answer-schema'
import type { Question } from '@/lib/metrics/schema'
import { type BoardFrame, drillHref } from './frame'
import { NoRows } from './no-rows'

type TableBodyProps = { frame: BoardFrame; question: Question; title: string; answer: Answer }

function written({ value }: Cell, kind: ColumnKind, currency: string): string {
  if (value === null) return '–'
  if (typeof value === 'string')
    return kind === 'day' || kind === 'week' || kind === 'month' ? dayWords(value, kind) : value
  return kind === 'text' || kind === 'day' || kind === 'week' || kind === 'month'
    ? String(value)
    : formatValue(value, kind, currency)
}

const dayWords = (day: string, kind: 'day' | 'week' | 'month') =>
  kind === 'week' ? formatBucket(day, kind) : formatBucketLong(day, kind)

function hrefOf(slug: string, { drill, opens }: Cell) {
  if (opens) return `/${slug}/partners/${opens.id}`
  return drill && drillHref(slug, drill)
}

/** Any answer in numbers. */
export function TableBody({ frame, question, title, answer }: TableBodyProps) {
  const { columns, rows } = asTable({ question, range: frame.range }, answer)
  if (rows.length === 0) return <NoRows />
  const named = columns[0]?.kind === 'text'
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="widget-scroll" aria-label={`${title}, as a table`} tabIndex={0}>
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr className="text-muted text-xs">
            {columns.map(({ header }, at) => (
              <th
                key={header}
                scope="col"
                className={cn(
                  'sticky top-0 bg-raised pb-1.5 font-normal',
                  at === 0 ? 'left-0 z-2 text-left' : 'z-1 whitespace-nowrap pl-4 text-right',
                )}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, at) => {
                const { header, kind } = columns[at] ?? {
                  header: String(at),
                  kind: 'text' as const,
                }
                const href = hrefOf(frame.slug, cell)
                const words = written(cell, kind, answer.currency)
                const content =
                  href && cell.value !== null ? (
                    <a href={href} className="underline-offset-4 hover:underline">
                      {words}
                    </a>
                  ) : (
                    words
                  )
                return at === 0 ? (
                  <th
                    key={header}
                    scope="row"
                    className={cn(
                      'sticky left-0 bg-raised py-1.5 text-left font-normal',
                      named ? 'min-w-32 max-w-64 truncate' : 'whitespace-nowrap',
                    )}
                  >
                    {content}
                  </th>
                ) : (
                  <td key={header} className="whitespace-nowrap py-1.5 pl-4 text-right">
                    {content}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
