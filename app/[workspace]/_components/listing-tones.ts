import type { Tone } from '@/components/ui/badge'
import type { CheckOutcome, LinkState, ListingStatus } from '@/lib/listings/labels'

/** Colour means status: one table for every screen. */
export const listingTones: Record<ListingStatus, Tone> = {
  pending: 'neutral',
  submitting: 'info',
  submitted: 'info',
  under_review: 'info',
  approved: 'success',
  revision_needed: 'warning',
  rejected: 'danger',
  expired: 'warning',
  removed: 'danger',
  failed: 'danger',
  cancelled: 'neutral',
}

export const linkTones: Record<LinkState, Tone> = {
  dofollow: 'success',
  nofollow: 'warning',
  ugc: 'warning',
  sponsored: 'warning',
  missing: 'danger',
}

export const checkTones: Record<CheckOutcome, Tone> = {
  live: 'success',
  nofollow: 'warning',
  link_missing: 'danger',
  missing: 'danger',
  unreachable: 'neutral',
}
