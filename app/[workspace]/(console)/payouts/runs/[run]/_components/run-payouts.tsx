import { StatusBadge } from '@/components/ui/badge'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { statusSentence } from '@/lib/payouts/rules'
import { payoutStatusLabels } from '@/lib/payouts/schema'
import type { RunPayout } from '@/lib/payouts/sending-schema'
import { payoutTones } from '../../../../../_components/tones'

type RunPayoutsProps = {
  slug: string
  payouts: readonly RunPayout[]
  timeZone: string
  now: Date
}

/** Each payout with where its money is, and why it is not further. */
export function RunPayouts({ slug, payouts, timeZone, now }: RunPayoutsProps) {
  return (
    <ul className="divide-y border-t">
      {payouts.map((payout) => (
        <li
          key={payout.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 px-4 py-2.5 text-sm sm:grid-cols-[minmax(0,14rem)_7.5rem_minmax(0,1fr)_8rem] sm:items-baseline"
        >
          <span className="min-w-0">
            <TextLink href={`/${slug}/payouts/${payout.id}`}>{payout.partnerName}</TextLink>
            <span className="block truncate text-muted text-xs">
              {payout.payoutHint ?? 'No details yet'}
            </span>
          </span>
          <span className="max-sm:text-right">
            <StatusBadge
              tone={payoutTones[payout.status]}
              label={payoutStatusLabels[payout.status]}
            />
          </span>
          <span className="text-muted max-sm:order-last max-sm:col-span-2">
            {payout.status === 'failed' && payout.error
              ? payout.error
              : statusSentence(payout, timeZone, now)}
            {payout.status === 'draft' && payout.approvalObstacle && ` ${payout.approvalObstacle}`}
            {payout.attempts > 1 && ` Attempt ${payout.attempts}.`}
          </span>
          <span className="font-medium tabular-nums sm:text-right">
            <Money minor={payout.amount} currency={payout.currency} />
          </span>
        </li>
      ))}
    </ul>
  )
}
