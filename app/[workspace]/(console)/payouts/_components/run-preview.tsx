'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DisabledAction } from '@/components/ui/disabled-action'
import { Money } from '@/components/ui/money'
import { toast } from '@/components/ui/toast'
import { formatMoney } from '@/lib/money'
import type { PreviewRow } from '@/lib/payouts/schema'
import { counted } from '@/lib/words'
import { createRun } from '../actions'
import { ConversionLines } from './conversion-lines'

type RunPreviewProps = {
  slug: string
  period: { periodFrom: string; periodTo: string }
  rows: readonly PreviewRow[]
  /** Partners chosen by the link that led here; null is everybody. */
  initial: readonly string[] | null
}

const totalsOf = (rows: readonly PreviewRow[]) => {
  const sums = new Map<string, number>()
  for (const { currency, amount } of rows) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return [...sums].map(([currency, amount]) => ({ currency, amount }))
}

/** Who would be paid what, like an invoice; the run is made from exactly this. */
export function RunPreview({ slug, period, rows, initial }: RunPreviewProps) {
  const router = useRouter()
  const payable = rows.filter(({ leftOut }) => leftOut === null)
  const left = rows.filter(({ leftOut }) => leftOut !== null)
  const [excluded, setExcluded] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        initial
          ? payable.filter((row) => !initial.includes(row.partnerId)).map((row) => row.partnerId)
          : [],
      ),
  )
  const [asking, setAsking] = useState(false)
  const chosen = payable.filter(({ partnerId }) => !excluded.has(partnerId))
  const totals = totalsOf(chosen)
  const sum = totals.map(({ amount, currency }) => formatMoney(amount, currency)).join(' and ')
  const count = counted(chosen.length, 'payout')

  const toggle = (partnerId: string) =>
    setExcluded((before) => {
      const next = new Set(before)
      if (!next.delete(partnerId)) next.add(partnerId)
      return next
    })

  const create = async () => {
    const partnerIds = [...new Set(chosen.map(({ partnerId }) => partnerId))]
    const [refused, run] = await createRun(slug, { ...period, partnerIds, expected: totals })
    if (refused) return refused.message
    toast(`Drafted ${count}`, { description: 'Have them approved next.', tone: 'success' })
    router.push(`/${slug}/payouts/runs/${run.id}`)
    return null
  }

  return (
    <div className="flex flex-col gap-5">
      <Card
        flush
        title="Will be paid"
        footer={
          <div className="flex flex-wrap items-center justify-between gap-3">
            <span className="font-medium tabular-nums" role="status">
              {count}
              {sum && `, ${sum}`}
            </span>
            <DisabledAction
              variant="primary"
              reason={chosen.length === 0 ? 'There is nothing to pay.' : null}
              onClick={() => setAsking(true)}
            >
              Make {count}…
            </DisabledAction>
          </div>
        }
      >
        {payable.length === 0 ? (
          <p className="px-4 pb-4 text-muted text-sm">
            Nobody has enough approved commissions yet.
          </p>
        ) : (
          <PreviewTable rows={payable} excluded={excluded} toggle={toggle} />
        )}
      </Card>
      {left.length > 0 && (
        <Card flush title="Left for later">
          <ul className="divide-y border-t text-sm">
            {left.map((row) => (
              <li
                key={row.partnerId + row.currency}
                className="flex flex-wrap justify-between gap-x-6 gap-y-1 px-4 py-2.5"
              >
                <span className="font-medium">{row.partnerName}</span>
                <span className="text-muted">
                  {row.leftOut}
                  {row.amount > 0 && ` ${formatMoney(row.amount, row.currency)} approved.`}
                  {row.notYet !== 0 && ` ${formatMoney(row.notYet, row.currency)} pending or held.`}
                  {row.unconverted.length > 0 &&
                    ` Waiting for a rate: ${row.unconverted.map((sum) => formatMoney(sum.amount, sum.currency)).join(' and ')}.`}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {chosen.some(({ payoutHint }) => payoutHint === null) && (
        <Callout tone="warning" title="Some partners have given no payout details">
          Their payout can be drafted and approved, but you will have to ask them where to send the
          money.
        </Callout>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Make ${count}, ${sum}?`}
        confirmLabel={`Make ${count}`}
        onConfirm={create}
      >
        They start as drafts: nothing is sent, and each can be cancelled.
      </ConfirmDialog>
    </div>
  )
}

type PreviewTableProps = {
  rows: readonly PreviewRow[]
  excluded: ReadonlySet<string>
  toggle: (partnerId: string) => void
}

function PreviewTable({ rows, excluded, toggle }: PreviewTableProps) {
  return (
    <div className="overflow-x-auto border-t">
      <table className="w-full text-sm sm:min-w-lg tabular-nums">
        <thead className="border-b text-left text-muted text-xs">
          <tr>
            <th scope="col" className="py-2 pl-4 font-medium">
              Partner
            </th>
            <th scope="col" className="px-4 py-2 font-medium max-sm:hidden">
              Send to
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium max-sm:hidden">
              Commissions
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium max-sm:hidden">
              From before
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium max-sm:hidden">
              Not yet
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.partnerId + row.currency} className="border-b last:border-0">
              <td className="py-2 pl-4">
                <label className="flex min-h-6 items-center gap-2.5 font-medium">
                  <input
                    type="checkbox"
                    className="size-4 accent-accent"
                    checked={!excluded.has(row.partnerId)}
                    onChange={() => toggle(row.partnerId)}
                  />
                  <span>
                    {row.partnerName}
                    <span className="block font-normal text-muted text-xs sm:hidden">
                      {row.payoutHint ?? 'No details yet'}
                    </span>
                  </span>
                </label>
              </td>
              <td className="px-4 py-2 text-muted max-sm:hidden">
                {row.payoutHint ?? 'No details yet'}
              </td>
              <td className="px-4 py-2 text-right max-sm:hidden">{row.commissions}</td>
              <td className="px-4 py-2 text-right text-muted max-sm:hidden">
                {row.carriedOver !== 0 && <Money minor={row.carriedOver} currency={row.currency} />}
              </td>
              <td className="px-4 py-2 text-right text-muted max-sm:hidden">
                {row.notYet !== 0 && <Money minor={row.notYet} currency={row.currency} />}
              </td>
              <td className="px-4 py-2 text-right font-medium">
                <Money minor={row.amount} currency={row.currency} />
                <ConversionLines row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
