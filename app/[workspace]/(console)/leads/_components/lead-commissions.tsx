import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { type CommissionItem, commissionStatusLabels } from '@/lib/commissions/schema'
import type { Lead } from '@/lib/leads/schema'
import { commissionTones } from '../../../_components/tones'

type LeadCommissionsProps = {
  slug: string
  items: readonly CommissionItem[]
  timeZone: string
  lead: Lead
}

/** What winning this lead has earned its partner, each leading to how it was computed. */
export function LeadCommissions({ slug, items, timeZone, lead }: LeadCommissionsProps) {
  return (
    <Card flush={items.length > 0} title="Commission">
      {items.length === 0 ? (
        <p className="text-muted text-sm">
          {lead.status === 'closed_won'
            ? 'This deal made no commission.'
            : 'A commission is made when the lead is won, at the rate of the partner’s tier.'}
        </p>
      ) : (
        <ul className="divide-y border-t">
          {items.map((row) => (
            <li
              key={row.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5 text-sm"
            >
              <TextLink href={`/${slug}/commissions?lead=${lead.id}&open=${row.id}`}>
                <Money minor={row.commissionAmount} currency={row.currency} />
              </TextLink>
              <span className="text-muted tabular-nums">
                <Money minor={row.projectValue} currency={row.currency} /> ×{' '}
                {Number(row.commissionRate)} %
              </span>
              <StatusBadge
                tone={commissionTones[row.status]}
                label={commissionStatusLabels[row.status]}
              />
              <Time at={row.earnedAt} timeZone={timeZone} format="date" className="text-muted" />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
