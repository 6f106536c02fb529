import { hrefWith, type TableUrl } from '@/components/table/table-url'
import { Money } from '@/components/ui/money'
import { Stat, StatGroup } from '@/components/ui/stat'
import type { CommissionStatus, StatusSum } from '@/lib/commissions/schema'
import type { Rate } from '@/lib/currencies/schema'
import { formatMoney } from '@/lib/money'
import { counted } from '@/lib/words'
import { inAll, RatesNote } from '../../../_components/in-all'

export const shownSums: readonly [status: CommissionStatus, label: string][] = [
  ['pending', 'Waiting for approval'],
  ['approved', 'Approved, to be paid'],
  ['on_hold', 'On hold'],
  ['paid', 'Paid'],
]

type StatusSumsProps = {
  sums: readonly StatusSum[]
  currency: string
  /** What the other currencies are worth today. */
  rates: readonly Rate[]
  url: TableUrl
}

/** Where the money stands, in the workspace's currency; other currencies beside it. */
export function StatusSums({ sums, currency, rates, url }: StatusSumsProps) {
  return (
    <>
      <StatGroup label="Commissions by status">
        {shownSums.map(([status, label]) => {
          const own = sums.filter((sum) => sum.status === status)
          const main = own.find((sum) => sum.currency === currency)
          const others = own.filter((sum) => sum.currency !== currency)
          const count = own.reduce((all, sum) => all + sum.count, 0)
          return (
            <Stat
              key={status}
              label={label}
              href={hrefWith({ ...url, params: {} }, { status })}
              value={
                <Money
                  minor={main?.amount ?? 0}
                  currency={currency}
                  compact={(main?.amount ?? 0) >= 100_000_000}
                />
              }
              hint={[
                counted(count, 'commission'),
                ...others.map((sum) => formatMoney(sum.amount, sum.currency)),
                inAll(own, currency, rates),
              ]
                .filter(Boolean)
                .join(' · ')}
            />
          )
        })}
      </StatGroup>
      <RatesNote
        sums={sums.filter(({ status }) => shownSums.some(([shown]) => shown === status))}
        currency={currency}
        rates={rates}
      />
    </>
  )
}
