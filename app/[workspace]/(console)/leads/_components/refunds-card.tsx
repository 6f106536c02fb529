import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Money } from '@/components/ui/money'
import { Time } from '@/components/ui/time'
import type { LeadRefunds } from '@/lib/leads/schema'
import { formatMoney } from '@/lib/money'

type RefundsCardProps = { refunds: LeadRefunds; timeZone: string; action: ReactNode }

/** What the client got back of the deal, and what it took back of the commission. */
export function RefundsCard({ refunds, timeZone, action }: RefundsCardProps) {
  const { items, left, currency } = refunds
  if (items.length === 0)
    return (
      <Card title="Refunds" actions={action}>
        <p className="text-muted text-sm">Nothing was refunded.</p>
      </Card>
    )
  return (
    <Card flush title="Refunds" actions={action}>
      <ul className="divide-y border-t">
        {items.map((row) => (
          <li key={row.id} className="px-4 py-2.5 text-sm">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <Money minor={-row.amount} currency={row.currency} className="font-medium" />
              <span className="text-muted tabular-nums">
                {row.clawedBack > 0
                  ? `${formatMoney(row.clawedBack, row.currency)} of commission taken back`
                  : 'No commission taken back'}
              </span>
              <Time at={row.refundedAt} timeZone={timeZone} format="date" className="text-muted" />
            </div>
            <p className="mt-0.5 text-muted">
              {row.reason}
              {row.refundedByName && ` (${row.refundedByName})`}
            </p>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <p className="border-t px-4 py-2.5 text-muted text-sm">
          {formatMoney(left, currency)} of the deal is left.
        </p>
      )}
    </Card>
  )
}
