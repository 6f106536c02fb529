import { Disclosure } from '@/components/ui/disclosure'
import type { WhatIfResult } from '@/lib/routing/what-if-schema'
import { formatDateTime, formatTime } from '@/lib/time'
import { zoneName } from '../../../../_components/assistants/presence'

type WaitingChartProps = {
  answer: Pick<WhatIfResult, 'before' | 'after' | 'moments'>
  timeZone: string
  changed: boolean
}

const width = 720
const height = 180
const shown = (count: number) =>
  String(count < 10 ? Math.round(count * 10) / 10 : Math.round(count))

/** A round number that is not below the highest. */
function ceilingOf(highest: number) {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, highest)))
  const step = [1, 2, 5, 10].find((one) => one * unit >= highest) ?? 10
  return Math.max(4, step * unit)
}

/** How many tasks would wait, hour by hour: as it is, and with the change. */
export function WaitingChart({ answer, timeZone, changed }: WaitingChartProps) {
  const { before, after, moments } = answer
  const top = ceilingOf(Math.max(...before.waiting, ...after.waiting))
  const x = (at: number) => (at / Math.max(1, moments.length - 1)) * width
  const y = (count: number) => height - (count / top) * height
  const line = (counts: readonly number[]) =>
    counts
      .map((count, at) => `${at === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(count).toFixed(1)}`)
      .join('')
  const last = moments.length - 1
  const long = last > 0 && Number(moments[last]) - Number(moments[0]) > 2 * 86_400_000
  const label = long ? formatDateTime : formatTime
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * last))

  return (
    <figure className="flex flex-col gap-3 border-t px-4 py-3">
      <figcaption className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs">
        <span className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className={`w-4 border-control border-t-2 ${changed ? 'border-dashed' : ''}`}
          />
          {changed ? 'As it is' : 'Waiting tasks'}
        </span>
        {changed && (
          <span className="flex items-center gap-1.5">
            <span aria-hidden="true" className="h-0.5 w-4 rounded-full bg-accent" />
            With the change
          </span>
        )}
        <span>On the clock of {zoneName(timeZone)}.</span>
      </figcaption>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-muted text-xs tabular-nums">
        <div
          aria-hidden="true"
          className="flex h-44 flex-col justify-between text-right leading-none"
        >
          {[top, top / 2, 0].map((count) => (
            <span key={count}>{shown(count)}</span>
          ))}
        </div>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Waiting tasks: ${shown(before.waiting[0] ?? 0)} now, ${shown(before.waiting.at(-1) ?? 0)} at the end${changed ? `, ${shown(after.waiting.at(-1) ?? 0)} with the change` : ''}. The table below has each moment.`}
          className="h-44 w-full overflow-visible"
        >
          {[0, top / 2, top].map((count) => (
            <line
              key={count}
              x1={0}
              x2={width}
              y1={y(count)}
              y2={y(count)}
              className="stroke-border"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          <path
            d={line(before.waiting)}
            strokeDasharray={changed ? '5 4' : undefined}
            className="fill-none stroke-2 stroke-control"
            vectorEffect="non-scaling-stroke"
          />
          {changed && (
            <path
              d={line(after.waiting)}
              className="fill-none stroke-2 stroke-accent"
              vectorEffect="non-scaling-stroke"
            />
          )}
        </svg>
        <span />
        <div aria-hidden="true" className="flex justify-between pt-1.5">
          {ticks.map((at, place) => (
            <span key={at} className={place % 2 === 1 ? 'max-sm:hidden' : undefined}>
              {moments[at] && label(moments[at], timeZone)}
            </span>
          ))}
        </div>
      </div>
      <Disclosure summary="As a table">
        <div className="max-w-md overflow-x-auto pt-1">
          <table className="w-full text-sm tabular-nums">
            <caption className="sr-only">Waiting tasks by moment</caption>
            <thead>
              <tr className="text-muted text-xs">
                <th scope="col" className="py-1.5 pr-2 text-left font-normal">
                  At
                </th>
                <th scope="col" className="px-2 py-1.5 text-right font-normal">
                  As it is
                </th>
                {changed && (
                  <th scope="col" className="py-1.5 pl-2 text-right font-normal">
                    With the change
                  </th>
                )}
              </tr>
            </thead>
            <tbody className="divide-y">
              {moments.map((moment, at) => (
                <tr key={Number(moment)}>
                  <th scope="row" className="py-1.5 pr-2 text-left font-normal">
                    {formatDateTime(moment, timeZone)}
                  </th>
                  <td className="px-2 py-1.5 text-right">{shown(before.waiting[at] ?? 0)}</td>
                  {changed && (
                    <td className="py-1.5 pl-2 text-right">{shown(after.waiting[at] ?? 0)}</td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Disclosure>
    </figure>
  )
}
