'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'
import type { PlotProps } from './series'

const PlotView = dynamic(() => import('./plot-view'), {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
})

/** A chart of lines, bars and bands, with its legend in words. It fills the room that it is given. */
export function Plot(props: PlotProps) {
  const { series } = props
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <div className="min-h-0 flex-1 max-sm:h-56 max-sm:flex-none">
        <PlotView {...props} />
      </div>
      {series.length > 1 && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
          {series.map(({ key, label, color, as, dashed }) => (
            <li key={key} className="flex items-center gap-1.5">
              <span
                aria-hidden="true"
                className={as === 'line' ? 'w-3.5 border-t-2' : 'size-2.5 rounded-xs'}
                style={
                  as === 'line'
                    ? { borderColor: color, borderTopStyle: dashed ? 'dashed' : 'solid' }
                    : { background: color, opacity: as === 'band' ? 0.35 : 1 }
                }
              />
              {label}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
