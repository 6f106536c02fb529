import { Disclosure } from '@/components/ui/disclosure'
import { Time } from '@/components/ui/time'
import { type Partner, tierLabels } from '@/lib/partners/schema'
import { counted } from '@/lib/words'

const causes = { joined: 'on joining', deals: 'by won deals', hand: 'by hand' } as const

/** Every tier this partner has been on, and why. */
export function TierHistory({
  history,
  timeZone,
}: {
  history: Partner['tierHistory']
  timeZone: string
}) {
  if (history.length === 0) return null
  return (
    <div className="mt-3">
      <Disclosure summary="Tier history">
        <ol className="flex flex-col gap-2 text-sm">
          {history.map(({ id, toTier, cause, deals, reason, createdAt }) => (
            <li key={id}>
              <span className="font-medium">{tierLabels[toTier]}</span> {causes[cause]},{' '}
              {counted(deals, 'deal')},{' '}
              <Time at={createdAt} timeZone={timeZone} format="date" className="text-muted" />
              {reason && <p className="text-muted">{reason}</p>}
            </li>
          ))}
        </ol>
      </Disclosure>
    </div>
  )
}
