import type { Monitor } from '@/lib/queue/monitor'
import { formatTime } from '@/lib/time'

type ThroughputProps = { steps: Monitor['throughput']; timeZone: string }

/** A table whose bars say the same as its numbers. */
export function Throughput({ steps, timeZone }: ThroughputProps) {
  const most = Math.max(1, ...steps.map(({ completed, failed }) => completed + failed))
  return (
    <table className="w-full border-t text-sm tabular-nums">
      <thead className="sr-only">
        <tr>
          <th scope="col">From</th>
          <th scope="col">Share</th>
          <th scope="col">Submitted</th>
          <th scope="col">Failed</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ at, completed, failed }) => (
          <tr key={at.toISOString()}>
            <th scope="row" className="w-16 py-1 pl-4 text-left font-normal text-muted">
              {formatTime(at, timeZone)}
            </th>
            <td className="py-1">
              <div className="flex h-2 overflow-hidden rounded-sm bg-subtle" aria-hidden>
                <div className="bg-accent" style={{ width: `${(completed / most) * 100}%` }} />
                <div className="bg-danger" style={{ width: `${(failed / most) * 100}%` }} />
              </div>
            </td>
            <td className="w-16 py-1 pr-2 text-right">{completed}</td>
            <td className="w-24 py-1 pr-4 text-right text-muted">
              {failed > 0 ? `${failed} failed` : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
