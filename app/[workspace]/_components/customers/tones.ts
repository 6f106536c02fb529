import type { Tone } from '@/components/ui/badge'
import type { SubscriptionStatus } from '@/lib/customers/labels'
import type { BatchState, ListingState } from '@/lib/customers/work-labels'

/** Colour means status. */
export const subscriptionTones: Record<SubscriptionStatus, Tone> = {
  trialing: 'info',
  active: 'success',
  past_due: 'warning',
  cancelled: 'neutral',
  unpaid: 'danger',
  incomplete: 'warning',
  incomplete_expired: 'neutral',
}

export const batchTones: Record<BatchState, Tone> = {
  pending: 'neutral',
  processing: 'info',
  paused: 'warning',
  completed: 'success',
  failed: 'danger',
  cancelled: 'neutral',
}

export const listingTones: Record<ListingState, Tone> = {
  pending: 'neutral',
  submitting: 'info',
  submitted: 'info',
  under_review: 'info',
  approved: 'success',
  rejected: 'danger',
  revision_needed: 'warning',
  expired: 'warning',
  removed: 'danger',
  failed: 'danger',
  cancelled: 'neutral',
}
