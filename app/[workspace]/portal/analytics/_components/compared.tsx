import { Card } from '@/components/ui/card'
import { figureWords } from '@/lib/metrics/rules'
import { tierLabels } from '@/lib/partners/schema'
import type { PortalAnalytics } from '@/lib/portal/schema'

type ComparedProps = { analytics: PortalAnalytics; currency: string }

/** Own figures beside the median of the tier. Nobody else is named. */
export function Compared({ analytics, currency }: ComparedProps) {
  const { figures, peers, tier } = analytics
  const cell = 'px-4 py-2 text-right'
  return (
    <Card
      flush
      title="You and your tier"
      description={
        peers
          ? `Beside the median of ${peers} other partners in ${tierLabels[tier]}: half of them are above it, half below.`
          : `A comparison appears once at least five other partners are in ${tierLabels[tier]}, so that nobody can be told apart.`
      }
    >
      <div className="overflow-x-auto border-t">
        <table className="w-full text-sm tabular-nums">
          <thead>
            <tr className="text-muted text-xs">
              <th scope="col" className="px-4 py-2 text-left font-normal">
                Figure
              </th>
              <th scope="col" className={`${cell} font-normal`}>
                You
              </th>
              {peers && (
                <th scope="col" className={`${cell} font-normal`}>
                  Median
                </th>
              )}
            </tr>
          </thead>
          <tbody className="divide-y border-t">
            {figures.map(({ metric, label, unit, own, median }) => (
              <tr key={metric}>
                <th scope="row" className="px-4 py-2 text-left font-normal">
                  {label}
                </th>
                <td className={`${cell} font-medium`}>{figureWords(own, unit, currency)}</td>
                {peers && (
                  <td className={`${cell} text-muted`}>{figureWords(median, unit, currency)}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
