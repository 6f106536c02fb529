import type { ForecastResult } from '@/lib/routing/what-if-schema'
import { formatDate } from '@/lib/time'

const hours = (minutes: number) => (minutes / 60).toFixed(1)

/** How the forecast did on the days before. */
export function PastDays({ past }: { past: ForecastResult['past'] }) {
  return (
    <div className="max-w-md overflow-x-auto">
      <table className="w-full text-sm tabular-nums">
        <thead>
          <tr className="text-muted text-xs">
            <th scope="col" className="px-4 py-2 text-left font-normal">
              Day
            </th>
            <th scope="col" className="px-2 py-2 text-right font-normal">
              Expected, h
            </th>
            <th scope="col" className="px-4 py-2 text-right font-normal">
              Came, h
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {past.map(({ day, expected, actual }) => (
            <tr key={day}>
              <th scope="row" className="px-4 py-1.5 text-left font-normal">
                {formatDate(`${day}T12:00:00Z`, 'UTC')}
              </th>
              <td className="px-2 py-1.5 text-right text-muted">{hours(expected)}</td>
              <td className="px-4 py-1.5 text-right">{hours(actual)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
