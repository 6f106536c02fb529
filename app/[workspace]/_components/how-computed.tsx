import { lineAmount } from '@/lib/commissions/amounts'
import { replay } from '@/lib/commissions/rules'
import type { AdjustmentSnapshot, Commission, Snapshot } from '@/lib/commissions/schema'
import { formatMoney } from '@/lib/money'
import { tierLabels } from '@/lib/partners/labels'
import { counted } from '@/lib/words'
import { ClawbackComputed } from './clawback-computed'

type Line = [label: string, value: string]

/** The steps from the value of the deal to what it earned. */
function steps(snapshot: Snapshot): Line[] {
  const money = (minor: number) => formatMoney(minor, snapshot.currency)
  const { reward, rule, shares, shareNo = 0, projectValue } = snapshot
  const lines: Line[] = [['Final project value', money(projectValue)]]
  if (!reward) lines.push([`${tierLabels[snapshot.tier]} rate`, `× ${Number(snapshot.rate)} %`])
  else if (reward.type === 'percent')
    lines.push([`Bonus “${rule?.name}”`, `× ${Number(snapshot.rate)} %`])
  else lines.push([`Bonus “${rule?.name}”`, money(reward.amount)])
  if (reward && reward.capLeft !== null) lines.push(['Left under its limit', money(reward.capLeft)])
  if (shares) {
    lines.push(['The whole deal earned', money(lineAmount(snapshot, projectValue))])
    lines.push([
      `Share, of ${counted(shares.length, 'partner')}`,
      `× ${(shares[shareNo] ?? 0) / 100} %`,
    ])
  }
  return lines
}

function AdjustedBecause({ snapshot }: { snapshot: AdjustmentSnapshot }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">Why this was made</h3>
      <p className="rounded-lg border bg-subtle px-4 py-3 text-sm">
        {snapshot.reason} <span className="text-muted">({snapshot.madeByName}, by hand)</span>
      </p>
    </section>
  )
}

/** The calculation from what was recorded at the sale, so that anybody can redo it. */
export function HowComputed({
  commission,
}: {
  commission: Pick<Commission, 'snapshot' | 'commissionAmount' | 'kind'>
}) {
  const { snapshot, commissionAmount, kind } = commission
  if ('baseId' in snapshot)
    return <ClawbackComputed snapshot={snapshot} amount={commissionAmount} />
  if ('madeBy' in snapshot) return <AdjustedBecause snapshot={snapshot} />
  const agrees = replay(snapshot) === commissionAmount
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">How this was computed</h3>
      <div className="rounded-lg border bg-subtle px-4 py-3 text-sm tabular-nums">
        {steps(snapshot).map(([label, value]) => (
          <div key={label} className="flex justify-between gap-4">
            <span className="text-muted">{label}</span>
            <span>{value}</span>
          </div>
        ))}
        <div className="mt-2 flex justify-between gap-4 border-t pt-2 font-medium">
          <span>{kind === 'bonus' ? 'Bonus' : 'Commission'}</span>
          <span>{formatMoney(commissionAmount, snapshot.currency)}</span>
        </div>
        <p className="mt-2 text-muted text-xs">
          Version {snapshot.tierVersion} of the rules.{' '}
          {counted(snapshot.dealsBefore, 'deal was', 'deals were')} won before this one. Rounded{' '}
          {snapshot.rounding}
          {snapshot.shares && ', cents by largest remainder'}.{' '}
          {agrees
            ? 'Computed again just now: the same.'
            : 'Computed again just now: a different amount.'}
        </p>
      </div>
    </section>
  )
}
