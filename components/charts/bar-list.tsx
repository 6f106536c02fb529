export type BarRow = {
  id: string
  label: string
  /** What the bar is as long as. */
  amount: number
  value: string
  share?: string | undefined
  href?: string | undefined
  /** What is left over. */
  quiet?: boolean
}

type BarListProps = {
  caption: string
  heads: readonly [string, string, string?]
  rows: readonly BarRow[]
}

/** A table whose bars say the same as its numbers. */
export function BarList({ caption, heads, rows }: BarListProps) {
  const most = Math.max(0, ...rows.map(({ amount }) => amount))
  const shares = rows.some(({ share }) => share)
  return (
    <table className="w-full text-sm tabular-nums">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          {heads.map(
            (head) =>
              head && (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, label, amount, value, share, href, quiet }) => (
          <tr key={id}>
            <th scope="row" className="relative w-full max-w-0 py-1 text-left font-normal">
              <span
                aria-hidden="true"
                className={`absolute inset-y-0.5 left-0 rounded-sm ${quiet ? 'bg-hover' : 'bg-(--chart-fill)'}`}
                style={{ width: most > 0 ? `${Math.max(0, (100 * amount) / most)}%` : 0 }}
              />
              <span
                className={`relative block truncate px-2 ${quiet ? 'text-muted' : ''}`}
                title={label}
              >
                {label}
              </span>
            </th>
            <td className="whitespace-nowrap py-1 pl-3 text-right font-medium">
              {href ? (
                <a href={href} className="underline-offset-4 hover:underline">
                  {value}
                </a>
              ) : (
                value
              )}
            </td>
            {shares && (
              <td className="w-14 whitespace-nowrap py-1 pl-2 text-right text-muted text-xs">
                {share}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
