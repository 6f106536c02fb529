import { formatDate, isoDate } from '../time'
import type { TransferStatus } from './labels'
import type { PayoutStatus } from './schema'

export const nextStatuses: Record<PayoutStatus, readonly PayoutStatus[]> = {
  draft: ['approved', 'cancelled'],
  approved: ['processing', 'cancelled'],
  processing: ['paid', 'failed', 'unknown'],
  unknown: ['paid', 'failed'],
  failed: ['processing', 'cancelled'],
  paid: [],
  cancelled: [],
}

/** The states from which a transfer comes to one. */
export const settlesFrom: Record<Exclude<TransferStatus, 'sending'>, TransferStatus[]> = {
  accepted: ['sending'],
  unknown: ['sending'],
  paid: ['sending', 'accepted', 'unknown'],
  failed: ['sending', 'accepted', 'unknown'],
}

export type Whereabouts = {
  status: PayoutStatus
  /** When the newest transfer was sent, and when its money arrives at the latest. */
  sentAt: Date | null
  expectedOn: string | null
  paidAt: Date | null
  reference: string | null
}

/** Where the money is and when it arrives, in a sentence for the partner. */
export function statusSentence(payout: Whereabouts, timeZone: string, now: Date): string {
  const { status, sentAt, expectedOn, paidAt, reference } = payout
  const by = expectedOn ? formatDate(expectedOn, 'UTC') : null
  const past = expectedOn !== null && expectedOn < isoDate(now, timeZone)
  switch (status) {
    case 'draft':
      return 'Being put together.'
    case 'approved':
      return 'Approved. The transfer is made next; banks take one to three working days from then.'
    case 'processing':
      return [
        sentAt ? `Sent on ${formatDate(sentAt, timeZone)}.` : 'Being sent.',
        by && (past ? `It was due by ${by}; the agency checks.` : `It arrives by ${by}.`),
      ]
        .filter(Boolean)
        .join(' ')
    case 'paid':
      return [
        paidAt ? `Sent on ${formatDate(sentAt ?? paidAt, timeZone)}` : 'Sent',
        reference && `, reference ${reference}`,
        '.',
        by && !past && ` It arrives by ${by}.`,
      ]
        .filter(Boolean)
        .join('')
    case 'failed':
      return 'The transfer did not go through. The agency will try again; please check your payout details.'
    case 'unknown':
      return 'The bank has not confirmed the transfer yet. Nothing is lost; the agency is asking.'
    case 'cancelled':
      return 'Cancelled. Its commissions come with a later payout.'
  }
}
