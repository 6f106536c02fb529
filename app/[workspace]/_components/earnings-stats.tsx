import { Money } from '@/components/ui/money'
import { Stat, StatGroup } from '@/components/ui/stat'
import { formatMoney } from '@/lib/money'
import type { Earnings } from '@/lib/partners/schema'

export const shownEarnings: readonly [key: Exclude<keyof Earnings, 'currency'>, label: string][] = [
  ['held', 'Waiting for approval'],
  ['payable', 'Approved'],
  ['onItsWay', 'On its way'],
  ['paid', 'Paid'],
]

/** Where a partner's money is by the ledger, in the workspace's currency; other currencies beneath. */
export function EarningsStats({
  earnings,
  currency,
}: {
  earnings: readonly Earnings[]
  currency: string
}) {
  const main = earnings.find((sum) => sum.currency === currency)
  const others = earnings.filter((sum) => sum.currency !== currency)
  return (
    <StatGroup label="Earnings">
      {shownEarnings.map(([key, label]) => (
        <Stat
          key={key}
          label={label}
          value={<Money minor={main?.[key] ?? 0} currency={currency} />}
          hint={
            [
              key === 'held' &&
                main &&
                main.onHold > 0 &&
                `${formatMoney(main.onHold, currency)} on hold`,
              ...others
                .filter((sum) => sum[key] !== 0)
                .map((sum) => formatMoney(sum[key], sum.currency)),
            ]
              .filter(Boolean)
              .join(' · ') || undefined
          }
        />
      ))}
    </StatGroup>
  )
}
