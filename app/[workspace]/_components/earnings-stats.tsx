import { Money } from '@/components/ui/money'
import { Stat, StatGroup } from '@/components/ui/stat'
import type { Rate } from '@/lib/currencies/schema'
import { formatMoney } from '@/lib/money'
import type { Earnings } from '@/lib/partners/schema'
import { inAll, RatesNote } from './in-all'

type Key = 'held' | 'payable' | 'onItsWay' | 'paid'

/** Each figure, and the list that tells its story. */
export const shownEarnings: readonly [key: Key, label: string, story: string][] = [
  ['held', 'Waiting for approval', 'commissions?status=pending,on_hold'],
  ['payable', 'Approved', 'commissions?status=approved'],
  ['onItsWay', 'On its way', 'payouts?status=processing,unknown'],
  ['paid', 'Paid', 'payouts?status=paid'],
]

type EarningsStatsProps = {
  earnings: readonly Earnings[]
  currency: string
  /** What the other currencies are worth today. */
  rates: readonly Rate[]
  /** Where the lists behind the figures are, and what narrows them. */
  lists: { base: string; query?: string }
}

/**
 * Where a partner's money is by the ledger: in the workspace's currency, or where there is none of it
 * in the first that there is; other currencies beneath.
 */
export function EarningsStats({ earnings, currency, rates, lists }: EarningsStatsProps) {
  const sumsOf = (key: (typeof shownEarnings)[number][0]) =>
    earnings
      .map((sum) => ({ currency: sum.currency, amount: sum[key] }))
      .filter(({ amount }) => amount !== 0)
      .sort((a, b) => Number(b.currency === currency) - Number(a.currency === currency))
  const onHold = earnings.filter((sum) => sum.onHold > 0)
  return (
    <>
      <StatGroup label="Earnings">
        {shownEarnings.map(([key, label, story]) => {
          const [main = { currency, amount: 0 }, ...others] = sumsOf(key)
          return (
            <Stat
              key={key}
              label={label}
              href={`${lists.base}/${story}${lists.query ?? ''}`}
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
