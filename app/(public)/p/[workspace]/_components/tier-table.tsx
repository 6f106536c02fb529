import { type TierRow, tierLabels } from '@/lib/partners/schema'

/** From how many won deals on which share is paid. */
export function TierTable({ tiers }: { tiers: readonly TierRow[] }) {
  return (
    <div className="overflow-hidden rounded-lg border bg-raised shadow-card">
      <table className="w-full text-sm tabular-nums">
        <thead className="border-b text-left text-muted text-xs">
          <tr>
            <th scope="col" className="px-4 py-2 font-medium">
              Tier
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              Won deals
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              Your share
            </th>
          </tr>
        </thead>
        <tbody>
          {tiers.map(({ tier, minDeals, rate }) => (
            <tr key={tier} className="border-b last:border-0">
              <th scope="row" className="px-4 py-2.5 text-left font-medium">
                {tierLabels[tier]}
              </th>
              <td className="px-4 py-2.5 text-right text-muted">
                {minDeals === 0 ? 'from the first' : `from ${minDeals}`}
              </td>
              <td className="px-4 py-2.5 text-right font-semibold">{Number(rate)} %</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
