import { Card } from '@/components/ui/card'

export type Bar = { key: string; label: string; value: number; words: string; note?: string }

type BarsProps = {
  title: string
  description: string
  columns: [string, string]
  bars: readonly Bar[]
}

/** A table whose bars say the same as its numbers. */
export function Bars({ title, description, columns, bars }: BarsProps) {
  const most = Math.max(1, ...bars.map(({ value }) => Math.abs(value)))
  return (
    <Card flush title={title} description={description}>
      <div className="overflow-x-auto border-t">
        <table className="w-full text-sm tabular-nums">
          <thead className="sr-only">
            <tr>
              <th scope="col">{columns[0]}</th>
              <th scope="col">{columns[1]}, drawn</th>
              <th scope="col">{columns[1]}</th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {bars.map(({ key, label, value, words, note }) => (
              <tr key={key}>
                <th scope="row" className="whitespace-nowrap px-4 py-2 text-left font-normal">
                  {label}
                </th>
                <td className="w-1/2 py-2">
                  <div aria-hidden="true" className="h-2 overflow-hidden rounded-full bg-subtle">
                    <div
                      className={
                        value < 0
                          ? 'h-full rounded-full bg-danger'
                          : 'h-full rounded-full bg-accent'
                      }
                      style={{ width: `${(Math.abs(value) / most) * 100}%` }}
                    />
                  </div>
                  {note && <p className="mt-1 text-muted text-xs">{note}</p>}
                </td>
                <td className="whitespace-nowrap px-4 py-2 text-right font-medium">{words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
