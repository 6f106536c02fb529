import { useEffect, useState } from 'react'
import { Spinner } from '@/components/ui/spinner'
import type { CommissionStatus } from '@/lib/commissions/schema'
import type { RefundPreview as Preview } from '@/lib/leads/schema'
import { formatMoney } from '@/lib/money'
import { previewRefund } from '../actions'

const PAUSE_MS = 200

const comesOff: Partial<Record<CommissionStatus, string>> = {
  paid: 'It was paid, so this comes off the next payout.',
  approved: 'It is approved; this comes off with its payout, or the next one.',
  pending: 'It waits for approval, and is approved together with this.',
  on_hold: 'It is on hold, and this with it.',
}

type RefundPreviewProps = { slug: string; leadId: string; amount: number | null }

/** What a refund would take back of each commission, computed by the server as one types. */
export function RefundPreview({ slug, leadId, amount }: RefundPreviewProps) {
  const [preview, setPreview] = useState<{ of: number; found: Preview } | null>(null)
  const [failure, setFailure] = useState<string | null>(null)

  useEffect(() => {
    if (!amount) return
    let current = true
    const load = async () => {
      const answer = await previewRefund(slug, leadId, amount).catch(() => null)
      if (!current) return
      const [refused, found] = answer ?? [null, null]
      setFailure(
        refused
          ? (refused.fields?.amount ?? refused.message)
          : found
            ? null
            : 'The preview could not be loaded.',
      )
      setPreview(found ? { of: amount, found } : null)
    }
    const timer = setTimeout(() => void load(), PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [slug, leadId, amount])

  return (
    <section
      aria-label="Clawback"
      aria-live="polite"
      aria-busy={Boolean(amount) && preview?.of !== amount && !failure}
      className="min-h-22 rounded-lg border bg-subtle px-4 py-3 text-sm"
    >
      {!amount ? (
        <p className="text-muted">Enter the amount to see what it takes back of the commission.</p>
      ) : failure ? (
        <p className="text-danger">{failure}</p>
      ) : preview ? (
        <div className={preview.of === amount ? undefined : 'opacity-60'}>
          <Figures preview={preview.found} />
        </div>
      ) : (
        <p className="flex items-center gap-2 text-muted">
          <Spinner /> Computing the clawback…
        </p>
      )}
    </section>
  )
}

function Figures({ preview: { netValue, currency, clawbacks } }: { preview: Preview }) {
  const money = (minor: number) => formatMoney(minor, currency)
  return (
    <>
      {clawbacks.map((row) => (
        <div key={row.commissionId} className="mb-2">
          <p className="flex items-baseline justify-between gap-4 font-medium">
            <span>Taken back from {row.partnerName}</span>
            <span className="text-base tabular-nums">{money(-row.clawback)}</span>
          </p>
          <p className="mt-1 text-muted">
            Of a commission of {money(row.commissionAmount)}
            {row.clawedBackBefore > 0 && `, ${money(row.clawedBackBefore)} taken back before`}.{' '}
            {comesOff[row.status]}
          </p>
        </div>
      ))}
      <p className="text-muted">
        {clawbacks.length === 0 && 'No commission is taken back. '}
        The deal is worth {money(netValue)} then.
      </p>
    </>
  )
}
