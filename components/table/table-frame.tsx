export type TableMarkup = {
  /** What the table lists, such as "Leads": read aloud, not shown. */
  caption: string
  /** Head and rows, as tableMarkup writes them. */
  markup: string
  /** The columns' names by place, for phones, where each cell shows its own. */
  labels: Record<string, string>
  selectable: boolean
}

/** Head and rows are markup that the browser does not hydrate; TableRoot listens for all of them. */
export const TableFrame = ({ caption, markup, labels, selectable }: TableMarkup) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
  <section className="data-table-frame" aria-label={caption} tabIndex={0}>
    <table
      className="data-table"
      data-selectable={selectable || undefined}
      style={labels}
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  </section>
)
