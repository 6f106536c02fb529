import { Skeleton } from '@/components/ui/skeleton'
import type { Widget } from '@/lib/dashboards/schema'
import { placeStyle } from './place-style'

/** A dashboard before its answers are there, each widget in its place. */
export const BoardLoading = ({ widgets }: { widgets: readonly Widget[] }) => (
  <div className="board-room" aria-busy="true">
    <div className="board">
      {widgets.map((widget) => (
        <div key={widget.id} style={placeStyle(widget)}>
          <div className="widget h-full max-sm:min-h-40">
            <div className="p-4">
              <Skeleton className="h-4 w-32 max-w-full" />
              <Skeleton className="mt-3 h-7 w-24 max-w-full" />
            </div>
          </div>
        </div>
      ))}
    </div>
    {/* As tall as the line that says when. */}
    <p className="mt-3 h-4" />
  </div>
)
