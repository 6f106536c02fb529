/** What is done for a customer, in the customer's words. No zod here. */

export const batchStates = [
  'pending',
  'processing',
  'paused',
  'completed',
  'failed',
  'cancelled',
] as const
export type BatchState = (typeof batchStates)[number]

export const listingStates = [
  'pending',
  'submitting',
  'submitted',
  'under_review',
  'approved',
  'rejected',
  'revision_needed',
  'expired',
  'removed',
  'failed',
  'cancelled',
] as const
export type ListingState = (typeof listingStates)[number]

/** What a customer asks for: what is live, what is on its way, what did not work out. */
export const listingGroups = {
  live: ['approved'],
  coming: ['pending', 'submitting', 'submitted', 'under_review', 'revision_needed'],
  ended: ['rejected', 'expired', 'removed', 'failed', 'cancelled'],
} as const satisfies Record<string, readonly ListingState[]>
export type ListingGroup = keyof typeof listingGroups
