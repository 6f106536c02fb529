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

/**
 * Where a partner's money is by the ledger: in the workspace's currency, or where there is none of it
 * in the first that there is; other currencies beneath.
 */
export function EarningsStats({ earnings, currency, rates }: EarningsStatsProps) {
  const sumsOf = (key: (typeof shownEarnings)[number][0]) =>
    earnings
      .map((sum) => ({ currency: sum.currency, amount: sum[key] }))
      .filter(({ amount }) => amount !== 0)
      .sort((a, b) => Number(b.currency === currency) - Number(a.currency === currency))
  const onHold = earnings.filter((sum) => sum.onHold > 0)
  return (
    <>
      <StatGroup label="Earnings">
        {shownEarnings.map(([key, label]) => {
          const [main = { currency, amount: 0 }, ...others] = sumsOf(key)
          return (
            <Stat
              key={key}
              label={label}
              value={<Money minor={main.amount} currency={main.currency} />}
              hint={
                [
                  ...others.map((sum) => formatMoney(sum.amount, sum.currency)),
                  inAll(sumsOf(key), currency, rates),
                  key === 'held' &&
                    onHold.length > 0 &&
                    `${onHold.map((sum) => formatMoney(sum.onHold, sum.currency)).join(' and ')} on hold`,
                ]
                  .filter(Boolean)
                  .join(' · ') || undefined
              }
            />
          )
        })}
      </StatGroup>
      <RatesNote
        sums={shownEarnings.flatMap(([key]) => sumsOf(key))}
        currency={currency}
        rates={rates}
      />
    </>
  )
}
