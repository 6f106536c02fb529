/** What flags are called. No zod here: the browser gets the words alone. */

export const flagKinds = [
  'self_referral',
  'disposable_email',
  'duplicate_payout_details',
  'refund_rate',
  'lead_burst',
  'new_payout_details',
] as const
export type FlagKind = (typeof flagKinds)[number]

export const flagKindLabels: Record<FlagKind, string> = {
  self_referral: 'Self-referral',
  disposable_email: 'Disposable e-mail',
  duplicate_payout_details: 'Duplicate payout details',
  refund_rate: 'Many refunds',
  lead_burst: 'Burst of leads',
  new_payout_details: 'New payout details',
}

export const flagStatuses = ['open', 'cleared', 'confirmed'] as const
export type FlagStatus = (typeof flagStatuses)[number]

export const flagStatusLabels: Record<FlagStatus, string> = {
  open: 'Open',
  cleared: 'Cleared',
  confirmed: 'Confirmed',
}
