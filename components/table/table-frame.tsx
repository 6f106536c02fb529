import { useMemo } from 'react'
import { drawTable } from './draw-table'
import type { TableData } from './table-data'

/** The rows are not hydrated; TableRoot listens for all of them. */
export function TableFrame(table: TableData) {
  const { caption, head, rows, current, selectable } = table
  const markup = useMemo(() => drawTable(table), [rows, current, selectable, JSON.stringify(head)])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <section className="data-table-frame" aria-label={caption} tabIndex={0}>
      <table
        className="data-table"
        data-selectable={selectable || undefined}
        style={labels(head, selectable ? 2 : 1)}
        dangerouslySetInnerHTML={{ __html: markup }}
      />
    </section>
  )
}

/** On phones each cell shows its column's name: written once, not in every row. */
const labels = (head: TableData['head'], first: number) =>
  Object.fromEntries(
    head.map(({ header }, index) => [`--label-${index + first}`, JSON.stringify(header)]),
  )
