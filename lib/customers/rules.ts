import { type SubscriptionStatus, type SubscriptionTier, subscriptionTiers } from './labels'

export const trialDays = 14

type Credits = {
  creditsLimit: number
  creditsGranted: number
  currentPeriodUsage: number
  creditsReserved: number
}

/** What can still be reserved in this billing period; never below zero, however low the limit went. */
export const creditsLeft = (credits: Credits): number =>
  Math.max(
    0,
    credits.creditsLimit +
      credits.creditsGranted -
      credits.currentPeriodUsage -
      credits.creditsReserved,
  )

export type Standing = { archivedAt: Date | string | null; subscriptionStatus: SubscriptionStatus }

const obstacles: Record<SubscriptionStatus, string | null> = {
  trialing: null,
  active: null,
  past_due: 'A payment is due. Work under way goes on; nothing new starts until it is paid.',
  unpaid: 'The subscription is unpaid. Nothing new starts until it is paid.',
  cancelled: 'The subscription was cancelled. Start it again to go on.',
  incomplete: 'The first payment has not arrived yet.',
  incomplete_expired: 'The subscription never started, because its first payment did not arrive.',
}

/** Why nothing can be queued for a customer, in a sentence; null when it can. */
export const queueObstacle = ({ archivedAt, subscriptionStatus }: Standing): string | null =>
  archivedAt ? 'This customer is archived. Restore them to go on.' : obstacles[subscriptionStatus]

export const tierRank = (tier: SubscriptionTier) => subscriptionTiers.indexOf(tier)

/** Up at once, down at the end of the period that is paid for. */
export function tierChange(
  current: SubscriptionTier,
  wanted: SubscriptionTier,
): { tier: SubscriptionTier; nextTier: SubscriptionTier | null } {
  return tierRank(wanted) < tierRank(current)
    ? { tier: current, nextTier: wanted }
    : { tier: wanted, nextTier: null }
}

/** Whether a change to active starts a subscription, and so a billing period, anew. */
export const startsAnew = (from: SubscriptionStatus): boolean =>
  from === 'trialing' ||
  from === 'cancelled' ||
  from === 'incomplete' ||
  from === 'incomplete_expired'

type Occasion = 'question' | 'listingLive' | 'batchFinished'

/** Whether a customer wants mail on an occasion; they do until they say otherwise. */
export const wants = (preferences: unknown, occasion: Occasion): boolean =>
  (preferences as Partial<Record<Occasion, boolean>> | null)?.[occasion] !== false
