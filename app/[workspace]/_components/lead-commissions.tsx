import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { type CommissionItem, commissionStatusLabels } from '@/lib/commissions/schema'
import type { LeadStatus } from '@/lib/leads/schema'
import { commissionTones } from './tones'

type LeadCommissionsProps = {
  title: string
  items: readonly CommissionItem[]
  timeZone: string
  hrefOf: (id: string) => string
  status: LeadStatus
  /** What is said while there is none yet. */
  none: string
}

const settled: Partial<Record<LeadStatus, string>> = {
  closed_won: 'This deal made no commission.',
  closed_lost: 'The lead was lost, so there is none.',
}

/** What winning a lead has earned its partner, each leading to how it was computed. */
export function LeadCommissions(props: LeadCommissionsProps) {
  const { title, items, timeZone, hrefOf, status, none } = props
  // A shared deal: whose each one is.
  const partners = new Set(items.map(({ partnerId }) => partnerId)).size > 1
  if (items.length === 0)
    return (
      <Card title={title}>
        <p className="text-muted text-sm">{settled[status] ?? none}</p>
      </Card>
    )
  return (
    <Card flush title={title}>
      <ul className="divide-y border-t">
        {items.map((row) => (
          <li
            key={row.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5 text-sm"
          >
            <TextLink href={hrefOf(row.id)}>
              <Money minor={row.commissionAmount} currency={row.currency} />
            </TextLink>
            <span className="text-muted tabular-nums">
              {row.kind === 'clawback' ? (
                'Taken back'
              ) : row.kind === 'bonus' ? (
                'Bonus'
              ) : (
                <>
                  <Money minor={row.projectValue} currency={row.currency} /> ×{' '}
                  {Number(row.commissionRate)} %
                </>
              )}
              {partners && `, ${row.partnerName}`}
            </span>
            <StatusBadge
              tone={commissionTones[row.status]}
              label={commissionStatusLabels[row.status]}
            />
            <Time at={row.earnedAt} timeZone={timeZone} format="date" className="text-muted" />
          </li>
        ))}
      </ul>
    </Card>
  )
}
