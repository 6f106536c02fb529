import { replayClawback } from '@/lib/commissions/rules'
import type { ClawbackSnapshot } from '@/lib/commissions/schema'
import { formatMoney } from '@/lib/money'

type ClawbackComputedProps = { snapshot: ClawbackSnapshot; amount: number }

/** What was taken back of a commission and why, so that anybody can redo it. */
export function ClawbackComputed({ snapshot, amount }: ClawbackComputedProps) {
  const money = (minor: number) => formatMoney(minor, snapshot.currency)
  const earned = snapshot.baseAmount + amount - snapshot.clawedBackBefore
  const lines: [label: string, value: string][] = [
    ['Project value when won', money(snapshot.projectValue)],
    snapshot.refundId
      ? ['This refund', money(-snapshot.refundAmount)]
      : ['The deal was lost', 'worth nothing'],
    ['The deal is worth now', money(snapshot.netValue)],
    [
      snapshot.reward || snapshot.shares
        ? 'What that would have earned'
        : `Commission on that at ${Number(snapshot.rate)} %`,
      money(earned),
    ],
    ['Commission made', money(snapshot.baseAmount)],
  ]
  if (snapshot.clawedBackBefore > 0)
    lines.push(['Taken back before', money(-snapshot.clawedBackBefore)])
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">How this was computed</h3>
      <div className="rounded-lg border bg-subtle px-4 py-3 text-sm tabular-nums">
        {lines.map(([label, value]) => (
          <div key={label} className="flex justify-between gap-4">
            <span className="text-muted">{label}</span>
            <span>{value}</span>
          </div>
        ))}
        <div className="mt-2 flex justify-between gap-4 border-t pt-2 font-medium">
          <span>Taken back</span>
          <span>{money(amount)}</span>
        </div>
        <p className="mt-2 text-muted text-xs">
          Rounded {snapshot.rounding}.{' '}
          {replayClawback(snapshot) === amount
            ? 'Computed again just now: the same.'
            : 'Computed again just now: a different amount.'}
        </p>
      </div>
      <p className="text-sm">
        <span className="text-muted">
          {snapshot.refundId ? 'Refunded because:' : 'Lost because:'}
        </span>{' '}
        {snapshot.reason}
      </p>
    </section>
  )
}
