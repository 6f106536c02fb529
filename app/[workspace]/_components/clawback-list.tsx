import { StatusBadge } from '@/components/ui/badge'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { type Commission, commissionStatusLabels } from '@/lib/commissions/schema'
import { commissionTones } from './tones'

type ClawbackListProps = {
  commission: Commission
  timeZone: string
  hrefOf: (id: string) => string
}

/** What was taken back of a commission; nothing when nothing was. */
export function ClawbackList({ commission, timeZone, hrefOf }: ClawbackListProps) {
  const { clawbacks, currency } = commission
  if (clawbacks.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">Taken back</h3>
      <ul className="divide-y rounded-lg border text-sm">
        {clawbacks.map((row) => (
          <li
            key={row.id}
            className="flex flex-wrap items-center justify-between gap-3 px-4 py-2.5"
          >
            <TextLink href={hrefOf(row.id)}>
              <Money minor={row.amount} currency={currency} />
            </TextLink>
            <StatusBadge
              tone={commissionTones[row.status]}
              label={commissionStatusLabels[row.status]}
            />
            <Time at={row.earnedAt} timeZone={timeZone} format="date" className="text-muted" />
          </li>
        ))}
      </ul>
    </section>
  )
}
