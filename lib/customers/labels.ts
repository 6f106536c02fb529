/** What tiers and states of customers are called. No zod here: the browser gets the words alone. */

export const subscriptionTiers = ['basic', 'pro', 'enterprise'] as const
export type SubscriptionTier = (typeof subscriptionTiers)[number]

export const subscriptionTierLabels: Record<SubscriptionTier, string> = {
  basic: 'Basic',
  pro: 'Pro',
  enterprise: 'Enterprise',
}

/** Credits of a billing period, as tier_credits() of the database has them. */
export const tierCredits: Record<SubscriptionTier, number> = {
  basic: 100,
  pro: 500,
  enterprise: 2000,
}

export const subscriptionStatuses = [
  'trialing',
  'active',
  'past_due',
  'cancelled',
  'unpaid',
  'incomplete',
  'incomplete_expired',
] as const
export type SubscriptionStatus = (typeof subscriptionStatuses)[number]

export const subscriptionStatusLabels: Record<SubscriptionStatus, string> = {
  trialing: 'Trial',
  active: 'Active',
  past_due: 'Payment due',
  cancelled: 'Cancelled',
  unpaid: 'Unpaid',
  incomplete: 'First payment open',
  incomplete_expired: 'Never started',
}

export const onboardingStates = ['none', 'invited', 'profile', 'done'] as const

export const creditKinds = ['reserve', 'consume', 'release', 'grant', 'expire'] as const
export type CreditKind = (typeof creditKinds)[number]

export const socialNetworks = [
  'facebook',
  'instagram',
  'linkedin',
  'x',
  'youtube',
  'tiktok',
  'pinterest',
] as const

export const paymentMethods = [
  'cash',
  'debit_card',
  'credit_card',
  'bank_transfer',
  'paypal',
  'apple_pay',
  'google_pay',
  'invoice',
  'cheque',
  'crypto',
] as const

export type SocialNetwork = (typeof socialNetworks)[number]
export type PaymentMethod = (typeof paymentMethods)[number]
