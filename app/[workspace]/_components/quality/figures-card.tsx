import { Card } from '@/components/ui/card'
import type { Figures, FiguresOf } from '@/lib/quality/schema'

type FiguresCardProps = { figures: FiguresOf; own?: boolean }

const minutes = (value: number | null) => (value === null ? '–' : `${value.toFixed(1)} min`)
const percent = (value: number | null | undefined) =>
  value === null || value === undefined ? '–' : `${Math.round(value * 100)} %`
const interval = (value: Figures['onTime']) =>
  value && `between ${percent(value.low)} and ${percent(value.high)}, of ${value.of}`

const rows = (one: Figures): (readonly [label: string, value: string, hint?: string | null])[] => [
  ['Finished', String(one.handled)],
  ['Took, on the middle one', minutes(one.medianMinutes)],
  ['Nine of ten took at most', minutes(one.longMinutes)],
  ['Right the first time', percent(one.firstTimeRight?.share), interval(one.firstTimeRight)],
  ['Quality, of 5', one.quality === null ? '–' : one.quality.toFixed(1)],
  ['In time', percent(one.onTime?.share), interval(one.onTime)],
  ['Brought to an end', percent(one.succeeded?.share), interval(one.succeeded)],
  ['Timer ran, of the time available', percent(one.used)],
]

/** Somebody's last seven days beside their own weeks before; nobody is compared with anybody else. */
export function FiguresCard({ figures, own }: FiguresCardProps) {
  const before = rows(figures.before)
  return (
    <Card
      flush
      title={own ? 'Your week' : 'Last seven days'}
      description={
        own
          ? 'Beside your own eight weeks before. Shares come with the range in which the true one lies; few tasks say little.'
          : 'Beside their own eight weeks before. Shares come with their 95 % range.'
      }
    >
      <div className="overflow-x-auto border-t">
        <table className="w-full text-sm tabular-nums">
          <thead>
            <tr className="text-muted text-xs">
              <th scope="col" className="px-4 py-2 text-left font-normal">
                Figure
              </th>
              <th scope="col" className="px-2 py-2 text-right font-normal">
                Seven days
              </th>
              <th scope="col" className="px-4 py-2 text-right font-normal">
                A week before
              </th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {rows(figures.now).map(([label, value, hint], at) => (
              <tr key={label}>
                <th scope="row" className="px-4 py-2 text-left font-normal">
                  {label}
                  {hint && <span className="block text-muted text-xs">{hint}</span>}
                </th>
                <td className="px-2 py-2 text-right font-medium">{value}</td>
                <td className="px-4 py-2 text-right text-muted">{before[at]?.[1]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
