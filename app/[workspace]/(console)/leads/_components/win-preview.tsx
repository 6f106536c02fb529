import { useEffect, useState } from 'react'
import { Spinner } from '@/components/ui/spinner'
import type { WinPreview as Preview } from '@/lib/leads/schema'
import { formatMoney } from '@/lib/money'
import { tierLabels } from '@/lib/partners/labels'
import { counted } from '@/lib/words'
import { previewWin } from '../actions'
import type { MovableLead } from './use-move'

const PAUSE_MS = 200

type WinPreviewProps = { slug: string; lead: MovableLead; value: number | null }

/** The commission that winning at this value would make, computed by the server as one types. */
export function WinPreview({ slug, lead, value }: WinPreviewProps) {
  const [preview, setPreview] = useState<Preview | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const { id } = lead

  useEffect(() => {
    if (value === null) return
    let current = true
    const load = async () => {
      const answer = await previewWin(slug, id, value).catch(() => null)
      if (!current) return
      setFailure(answer ? (answer[0]?.message ?? null) : 'The preview could not be loaded.')
      setPreview(answer?.[1] ?? null)
    }
    const timer = setTimeout(() => void load(), PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [slug, id, value])

  const fresh = preview?.projectValue === value ? preview : null
  return (
    <section
      aria-label="Commission"
      aria-live="polite"
      aria-busy={value !== null && !fresh && !failure}
      className="min-h-22 rounded-lg border bg-subtle px-4 py-3 text-sm"
    >
      {value === null ? (
        <p className="text-muted">Enter the value to see the commission it will make.</p>
      ) : failure ? (
        <p className="text-danger">{failure}</p>
      ) : preview ? (
        <Figures preview={preview} stale={!fresh} />
      ) : (
        <p className="flex items-center gap-2 text-muted">
          <Spinner /> Computing the commission…
        </p>
      )}
    </section>
  )
}

function Figures({ preview, stale }: { preview: Preview; stale: boolean }) {
  const { partnerName, tier, rate, dealsBefore, commissionAmount, currency, reaches } = preview
  const { bonuses, shares, holdDays } = preview
  const before = counted(dealsBefore, 'deal')
  return (
    <div className={stale ? 'opacity-60' : undefined}>
      <p className="flex items-baseline justify-between gap-4 font-medium">
        <span>Commission {shares.length > 0 ? 'of the deal' : `for ${partnerName}`}</span>
        <span className="text-base tabular-nums">{formatMoney(commissionAmount, currency)}</span>
      </p>
      <p className="mt-1 text-muted">
        {formatMoney(preview.projectValue, currency)} × {Number(rate)} %, the rate of{' '}
        {tierLabels[tier]} with {before} won before this one.
        {commissionAmount === 0 && ' No commission is made.'}
      </p>
      {bonuses.map(({ name, amount }) => (
        <p key={name} className="mt-1 flex items-baseline justify-between gap-4">
          <span>Bonus “{name}”</span>
          <span className="tabular-nums">{formatMoney(amount, currency)}</span>
        </p>
      ))}
      {shares.length > 0 && (
        <p className="mt-1 text-muted">
          Shared:{' '}
          {shares
            .map(
              (share) =>
                `${share.partnerName} ${share.bps / 100} %, ${formatMoney(share.amount, currency)}`,
            )
            .join('; ')}
          .
        </p>
      )}
      {holdDays > 0 && (
        <p className="mt-1 text-muted">
          It can be paid out {counted(holdDays, 'day')} after the deal is won.
        </p>
      )}
      {reaches && (
        <p className="mt-1 text-success">
          This win lifts {partnerName} to {tierLabels[reaches]}, from the next deal on.
        </p>
      )}
    </div>
  )
}
