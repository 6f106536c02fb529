/** As tall as the table that takes its place; its bars are one drawn background (data-table.css). */
export const TableSkeleton = ({ rows = 12 }: { rows?: number }) => (
  <div className="data-table-frame" role="status" aria-label="Loading">
    <div className="h-9 border-b bg-subtle" />
    <div className="table-skeleton" style={{ height: `calc(${rows} * 2.4375rem)` }} />
  </div>
)
