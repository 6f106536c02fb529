import type { Outcome } from '@/lib/routing/what-if-schema'

type LoadChartProps = { before: Outcome; after: Outcome }

const share = ({ busyMinutes, atWorkMinutes }: { busyMinutes: number; atWorkMinutes: number }) =>
  atWorkMinutes > 0 ? Math.min(100, Math.round((busyMinutes / atWorkMinutes) * 100)) : 0

const hours = (minutes: number) => `${(minutes / 60).toFixed(1)} h`

/** A table whose bars say the same as its numbers. */
export function LoadChart({ before, after }: LoadChartProps) {
  const was = new Map(before.people.map((person) => [person.id, person]))
  return (
    <div className="overflow-x-auto border-t">
      <table className="w-full text-sm tabular-nums">
        <thead>
          <tr className="text-muted text-xs">
            <th scope="col" className="px-4 py-2 text-left font-normal">
              Person
            </th>
            <th scope="col" className="w-2/5 py-2 text-left font-normal">
              How busy
            </th>
            <th scope="col" className="px-2 py-2 text-right font-normal">
              Now
            </th>
            <th scope="col" className="px-2 py-2 text-right font-normal">
              Then
            </th>
            <th scope="col" className="px-4 py-2 text-right font-normal">
              At work
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {after.people.map((person) => {
            const old = was.get(person.id)
            return (
              <tr key={person.id}>
                <th scope="row" className="px-4 py-1.5 text-left font-normal">
                  {person.name}
                </th>
                <td className="py-1.5">
                  <div className="flex flex-col gap-0.5" aria-hidden="true">
                    <div className="h-1.5 overflow-hidden rounded-full bg-subtle">
                      <div
                        className="h-full rounded-full bg-control"
                        style={{ width: `${old ? share(old) : 0}%` }}
                      />
                    </div>
                    <div className="h-1.5 overflow-hidden rounded-full bg-subtle">
                      <div
                        className="h-full rounded-full bg-accent"
                        style={{ width: `${share(person)}%` }}
                      />
                    </div>
                  </div>
                </td>
                <td className="whitespace-nowrap px-2 py-1.5 text-right text-muted">
                  {old ? `${share(old)} %` : '–'}
                </td>
                <td className="whitespace-nowrap px-2 py-1.5 text-right">{share(person)} %</td>
                <td className="whitespace-nowrap px-4 py-1.5 text-right text-muted">
                  {hours(person.atWorkMinutes)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
