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

/** Where the money is, in a sentence for the partner. */
export function whereIsIt(payout: {
  status: PayoutStatus
  paidOn: string | null
  reference: string | null
}): string {
  switch (payout.status) {
    case 'draft':
      return 'Being put together.'
    case 'approved':
      return 'Approved. The transfer is made next; banks take one to three working days from then.'
    case 'processing':
      return 'On its way to your account. Banks take one to three working days.'
    case 'paid':
      return `Sent on ${payout.paidOn}, reference ${payout.reference}. It arrives within three working days of that.`
    case 'failed':
      return 'The transfer did not go through. The agency will try again; please check your payout details.'
    case 'unknown':
      return 'The bank has not confirmed the transfer yet. Nothing is lost; the agency is asking.'
    case 'cancelled':
      return 'Cancelled. Its commissions come with a later payout.'
  }
}
