import { StatusBadge, type Tone } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { providerLabels, type TransferStatus, transferStatusLabels } from '@/lib/payouts/labels'
import type { TransferItem } from '@/lib/payouts/sending-schema'

const tones: Record<TransferStatus, Tone> = {
  sending: 'info',
  accepted: 'warning',
  paid: 'success',
  failed: 'danger',
  unknown: 'warning',
}

/** Every attempt to send a payout, the newest first, with what was said about it. */
export function Attempts({
  transfers,
  timeZone,
}: {
  transfers: readonly TransferItem[]
  timeZone: string
}) {
  return (
    <ol className="divide-y border-t">
      {transfers.map((transfer) => (
        <li key={transfer.id} className="flex flex-col gap-1 px-4 py-2.5 text-sm">
          <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span className="font-medium">
              {transfer.attempt}. {providerLabels[transfer.provider]}
              {transfer.destination && `, ${transfer.destination}`}
            </span>
            <StatusBadge
              tone={tones[transfer.status]}
              label={transferStatusLabels[transfer.status]}
            />
          </span>
          <span className="text-muted">
            <Time at={transfer.createdAt} timeZone={timeZone} />
            {transfer.createdByName && ` by ${transfer.createdByName}`}
            {transfer.settledAt && (
              <>
                , settled <Time at={transfer.settledAt} timeZone={timeZone} />
                {transfer.settledByName && ` by ${transfer.settledByName}`}
              </>
            )}
            {transfer.askedAt && (
              <>
                , provider asked <Time at={transfer.askedAt} timeZone={timeZone} />
              </>
            )}
          </span>
          {transfer.error && <span className="text-danger">{transfer.error}</span>}
          {transfer.settledReason && transfer.settledReason !== transfer.error && (
            <span>{transfer.settledReason}</span>
          )}
          {transfer.providerReference && (
            <span className="break-all text-muted text-xs">
              Reference {transfer.providerReference}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
