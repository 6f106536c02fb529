import type Stripe from 'stripe'
import type { SubscriptionStatus, SubscriptionTier } from '../../customers/labels'
import { env } from '../../env'

/** A subscription as Stripe says it is, in our words; times are ISO. */
export type Said = {
  id: string
  status: SubscriptionStatus
  /** Null for a price that is none of ours. */
  tier: SubscriptionTier | null
  periodStart: string
  periodEnd: string
  cancelAtPeriodEnd: boolean
  trialEnd: string | null
  startedAt: string
}

const statuses: Record<string, SubscriptionStatus> = {
  trialing: 'trialing',
  active: 'active',
  past_due: 'past_due',
  canceled: 'cancelled',
  unpaid: 'unpaid',
  incomplete: 'incomplete',
  incomplete_expired: 'incomplete_expired',
  // A trial that ended without a way to pay: the same as ours.
  paused: 'past_due',
}

const iso = (seconds: number) => new Date(seconds * 1000).toISOString()

export function tierOfPrice(price: string | undefined): SubscriptionTier | null {
  const found = Object.entries(env.stripePrices).find(([, id]) => id !== undefined && id === price)
  return (found?.[0] as SubscriptionTier | undefined) ?? null
}

type Period = { current_period_start?: number; current_period_end?: number }

/** Null for what has no item or no period, and so is no subscription of ours. */
export function readSubscription(subscription: Stripe.Subscription): Said | null {
  const item = subscription.items?.data[0]
  // Older versions of the API say the period of the subscription, newer ones of each item.
  const period: Period = Object.assign({}, subscription, item)
  const { current_period_start: start, current_period_end: end } = period
  const status = statuses[subscription.status]
  if (!item || !start || !end || end <= start || !status) return null
  const { cancel_at: cancelAt, cancel_at_period_end: atEnd } = subscription
  return {
    id: subscription.id,
    status,
    tier: tierOfPrice(item.price?.id),
    periodStart: iso(start),
    periodEnd: iso(end),
    cancelAtPeriodEnd: atEnd || (typeof cancelAt === 'number' && cancelAt <= end),
    trialEnd: subscription.trial_end ? iso(subscription.trial_end) : null,
    startedAt: iso(subscription.created),
  }
}
