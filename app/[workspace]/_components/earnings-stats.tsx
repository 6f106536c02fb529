import { Money } from '@/components/ui/money'
import { Stat, StatGroup } from '@/components/ui/stat'
import type { Rate } from '@/lib/currencies/schema'
import { formatMoney } from '@/lib/money'
import type { Earnings } from '@/lib/partners/schema'
import { inAll, RatesNote } from './in-all'

export const shownEarnings: readonly [key: Exclude<keyof Earnings, 'currency'>, label: string][] = [
  ['held', 'Waiting for approval'],
  ['payable', 'Approved'],
  ['onItsWay', 'On its way'],
  ['paid', 'Paid'],
]

type EarningsStatsProps = {
  earnings: readonly Earnings[]
  currency: string
  /** What the other currencies are worth today. */
  rates: readonly Rate[]
}

/** Where a partner's money is by the ledger, in the workspace's currency; other currencies beneath. */
export function EarningsStats({ earnings, currency, rates }: EarningsStatsProps) {
  const main = earnings.find((sum) => sum.currency === currency)
  const others = earnings.filter((sum) => sum.currency !== currency)
  const sumsOf = (key: (typeof shownEarnings)[number][0]) =>
    earnings.map((sum) => ({ currency: sum.currency, amount: sum[key] }))
  return (
    <>
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
                inAll(sumsOf(key), currency, rates),
              ]
                .filter(Boolean)
                .join(' · ') || undefined
            }
          />
        ))}
      </StatGroup>
      <RatesNote
        sums={shownEarnings.flatMap(([key]) => sumsOf(key))}
        currency={currency}
        rates={rates}
      />
    </>
  )
}
