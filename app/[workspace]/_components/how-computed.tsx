import { replay } from '@/lib/commissions/rules'
import type { Commission } from '@/lib/commissions/schema'
import { formatMoney } from '@/lib/money'
import { tierLabels } from '@/lib/partners/schema'
import { counted } from '@/lib/words'
import { ClawbackComputed } from './clawback-computed'

/** The calculation from what was recorded at the sale, so that anybody can redo it. */
export function HowComputed({
  commission,
}: {
  commission: Pick<Commission, 'snapshot' | 'commissionAmount' | 'kind'>
}) {
  const { snapshot, commissionAmount } = commission
  if ('baseId' in snapshot)
    return <ClawbackComputed snapshot={snapshot} amount={commissionAmount} />
  const money = (minor: number) => formatMoney(minor, snapshot.currency)
  const agrees = replay(snapshot) === commissionAmount
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">How this was computed</h3>
      <div className="rounded-lg border bg-subtle px-4 py-3 text-sm tabular-nums">
        <div className="flex justify-between gap-4">
          <span className="text-muted">Final project value</span>
          <span>{money(snapshot.projectValue)}</span>
        </div>
        <div className="flex justify-between gap-4">
          <span className="text-muted">
            {tierLabels[snapshot.tier]} rate, tier table {snapshot.tierVersion}
          </span>
          <span>× {Number(snapshot.rate)} %</span>
        </div>
        <div className="mt-2 flex justify-between gap-4 border-t pt-2 font-medium">
          <span>Commission</span>
          <span>{money(commissionAmount)}</span>
        </div>
        <p className="mt-2 text-muted text-xs">
          {counted(snapshot.dealsBefore, 'deal was', 'deals were')} won before this one. Rounded{' '}
          {snapshot.rounding}.{' '}
          {agrees
            ? 'Computed again just now: the same.'
            : 'Computed again just now: a different amount.'}
        </p>
      </div>
    </section>
  )
}
