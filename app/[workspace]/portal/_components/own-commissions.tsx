import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { type CommissionItem, commissionStatusLabels } from '@/lib/commissions/schema'
import type { LeadStatus } from '@/lib/leads/schema'
import { commissionTones } from '../../_components/tones'

type OwnCommissionsProps = { slug: string; items: readonly CommissionItem[]; status: LeadStatus }

/** What this client has earned the partner. */
export function OwnCommissions({ slug, items, status }: OwnCommissionsProps) {
  if (items.length === 0)
    return (
      <Card title="Your commission">
        <p className="text-muted text-sm">
          {status === 'closed_won'
            ? 'This deal made no commission.'
            : 'When the deal is won, your commission appears here, at the rate of your tier then.'}
        </p>
      </Card>
    )
  return (
    <Card flush title="Your commission">
      <ul className="divide-y border-t">
        {items.map((row) => (
          <li
            key={row.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5 text-sm"
          >
            <TextLink href={`/${slug}/portal/commissions?open=${row.id}`}>
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
          </li>
        ))}
      </ul>
    </Card>
  )
}
