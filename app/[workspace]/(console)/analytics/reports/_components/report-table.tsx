import { cellWords, isNumber } from '@/lib/reports/cells'
import { rangeWords } from '@/lib/reports/period'
import type { Column, DataRow, ReportData } from '@/lib/reports/schema'

const place = (column: Column) =>
  isNumber(column) ? 'whitespace-nowrap text-right tabular-nums' : 'min-w-28 text-left'

type LineProps = { row: DataRow; data: ReportData; total?: string }

function Line({ row, data, total }: LineProps) {
  return (
    <tr className={total ? 'border-t-2 font-medium' : 'border-t'}>
      {data.columns.map((column, at) => {
        const words = cellWords(row[column.key], column, data.currency)
        const Cell = at === 0 && !isNumber(column) ? 'th' : 'td'
        const shown = !total || isNumber(column) ? words : at === 0 ? total : ''
        return (
          <Cell
            key={column.key}
            {...(Cell === 'th' ? { scope: 'row' } : {})}
            className={`px-3 py-2 ${total ? '' : 'font-normal'} ${place(column)}`}
          >
            {shown}
          </Cell>
        )
      })}
    </tr>
  )
}

/** A report as a table, with the totals of its figures. */
export function ReportTable({ data }: { data: ReportData }) {
  const { columns, sections, totals, notes, rowCount, period, title } = data
  const labelled = columns[0] && !isNumber(columns[0])
  const heads = sections.length > 1
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be in reach of the keyboard */}
      <section className="overflow-x-auto border-t" tabIndex={0} aria-label={title}>
        <table className="w-full border-collapse text-sm">
          <caption className="sr-only">
            {title}, {rangeWords(period)}
          </caption>
          <thead>
            <tr className="bg-subtle text-muted text-xs">
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  className={`px-3 py-2 font-medium ${place(column)}`}
                >
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          {sections.map(({ label, rows, totals: sums }, at) => (
            <tbody key={at}>
              {rows.map((row, index) => (
                <Line key={index} row={row} data={data} />
              ))}
              {heads && sums && rows.length > 0 && (
                <Line row={sums} data={data} total={`${label}, together`} />
              )}
            </tbody>
          ))}
          {labelled && (
            <tfoot>
              <Line row={totals} data={data} total="Total" />
            </tfoot>
          )}
        </table>
      </section>
      <div className="flex flex-col gap-1 border-t px-4 py-3 text-muted text-xs">
        {rowCount === 0 && <p>Nothing happened in this period.</p>}
        <p>
          {rangeWords(period)}
          {data.compared && `, compared with ${rangeWords(data.compared)}`}
          {data.filters.length > 0 && `. ${data.filters.join('. ')}`}
        </p>
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </>
  )
}
