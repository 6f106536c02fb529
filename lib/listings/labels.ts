/** What listings are called. No zod here: the browser gets the words alone. */

export const listingStatuses = [
  'pending',
  'submitting',
  'submitted',
  'under_review',
  'approved',
  'revision_needed',
  'rejected',
  'expired',
  'removed',
  'failed',
  'cancelled',
] as const
export type ListingStatus = (typeof listingStatuses)[number]

export const listingStatusLabels: Record<ListingStatus, string> = {
  pending: 'Queued',
  submitting: 'Being submitted',
  submitted: 'Submitted',
  under_review: 'Under review',
  approved: 'Live',
  revision_needed: 'Changes wanted',
  rejected: 'Rejected',
  expired: 'Expired',
  removed: 'Gone',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

export const rejectionCategories = [
  'duplicate',
  'incomplete',
  'quality',
  'policy',
  'category',
  'unverifiable',
  'payment',
  'other',
] as const
export type RejectionCategory = (typeof rejectionCategories)[number]

export const rejectionCategoryLabels: Record<RejectionCategory, string> = {
  duplicate: 'Listed already',
  incomplete: 'Data missing',
  quality: 'Text or pictures not good enough',
  policy: 'Against their rules',
  category: 'Wrong category',
  unverifiable: 'Business could not be verified',
  payment: 'Payment wanted',
  other: 'Something else',
}

export const linkStates = ['dofollow', 'nofollow', 'ugc', 'sponsored', 'missing'] as const
export type LinkState = (typeof linkStates)[number]

export const linkStateLabels: Record<LinkState, string> = {
  dofollow: 'Link counts',
  nofollow: 'Nofollow',
  ugc: 'Marked as user content',
  sponsored: 'Marked as paid',
  missing: 'No link',
}

export const checkOutcomes = ['live', 'missing', 'link_missing', 'nofollow', 'unreachable'] as const
export type CheckOutcome = (typeof checkOutcomes)[number]

export const checkOutcomeLabels: Record<CheckOutcome, string> = {
  live: 'Live',
  missing: 'Page gone',
  link_missing: 'Link missing',
  nofollow: 'Live, link not followed',
  unreachable: 'Not reachable',
}

export const dueKinds = ['expiring', 'follow_up', 'maintenance'] as const
export type DueKind = (typeof dueKinds)[number]

export const dueKindLabels: Record<DueKind, string> = {
  expiring: 'Expires within 30 days',
  follow_up: 'Follow up now',
  maintenance: 'Maintain now',
}
