import type { Monitor } from '@/lib/queue/monitor'
import { formatTime } from '@/lib/time'

type ThroughputProps = { steps: Monitor['throughput']; timeZone: string }

const number = (value: number) => value.toLocaleString('en-US')

/** A table whose bars say the same as its numbers. */
export function Throughput({ steps, timeZone }: ThroughputProps) {
  const most = Math.max(1, ...steps.map(({ completed, failed }) => completed + failed))
  const anyFailed = steps.some(({ failed }) => failed > 0)
  return (
    <table className="w-full border-t text-sm tabular-nums">
      <thead className="sr-only">
        <tr>
          <th scope="col">From</th>
          <th scope="col">Share</th>
          <th scope="col">Submitted</th>
          {anyFailed && <th scope="col">Failed</th>}
        </tr>
      </thead>
      <tbody>
        {steps.map(({ at, completed, failed }) => (
          <tr key={at.toISOString()}>
            <th scope="row" className="w-16 py-1 pl-4 text-left font-normal text-muted">
              {formatTime(at, timeZone)}
            </th>
            <td className="py-1">
              <div className="flex h-2 overflow-hidden rounded-sm bg-hover" aria-hidden>
                <div className="bg-accent" style={{ width: `${(completed / most) * 100}%` }} />
                <div className="bg-danger" style={{ width: `${(failed / most) * 100}%` }} />
              </div>
            </td>
            <td className={`w-14 py-1 text-right ${anyFailed ? 'pr-2' : 'pr-4'}`}>
              {number(completed)}
            </td>
            {anyFailed && (
              <td className="w-24 py-1 pr-4 text-right text-muted">
                {failed > 0 ? `${number(failed)} failed` : ''}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
