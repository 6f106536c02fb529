import type { Weekday } from './hours'
import type { CreditKind, PaymentMethod, SocialNetwork } from './labels'
import type { BatchState, ListingGroup, ListingState } from './work-labels'

/** What is done for a customer, in the customer's words. No zod here. */

export const batchStateWords: Record<BatchState, string> = {
  pending: 'Waiting to start',
  processing: 'Under way',
  paused: 'Paused',
  completed: 'Finished',
  failed: 'Stopped',
  cancelled: 'Cancelled',
}

export const listingStateWords: Record<ListingState, string> = {
  pending: 'Waiting to start',
  submitting: 'Being submitted',
  submitted: 'Submitted',
  under_review: 'In review',
  approved: 'Live',
  rejected: 'Rejected',
  revision_needed: 'Changes needed',
  expired: 'Expired',
  removed: 'Gone',
  failed: 'Not submitted',
  cancelled: 'Cancelled',
}

export const listingGroupWords: Record<ListingGroup, string> = {
  live: 'Live',
  coming: 'On their way',
  ended: 'Not live',
}

export const creditKindLabels: Record<CreditKind, string> = {
  reserve: 'Reserved',
  consume: 'Used',
  release: 'Given back',
  grant: 'Granted',
  expire: 'Expired',
}

export const weekdayLabels: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

export const socialLabels: Record<SocialNetwork, string> = {
  facebook: 'Facebook',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  x: 'X',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  pinterest: 'Pinterest',
}

export const paymentMethodLabels: Record<PaymentMethod, string> = {
  cash: 'Cash',
  debit_card: 'Debit card',
  credit_card: 'Credit card',
  bank_transfer: 'Bank transfer',
  paypal: 'PayPal',
  apple_pay: 'Apple Pay',
  google_pay: 'Google Pay',
  invoice: 'Invoice',
  cheque: 'Cheque',
  crypto: 'Cryptocurrency',
}

export const linkStateWords = {
  dofollow: 'Counts for search engines',
  nofollow: 'Marked as not to follow',
  ugc: 'Marked as written by users',
  sponsored: 'Marked as paid',
  missing: 'Not found at the last look',
}
