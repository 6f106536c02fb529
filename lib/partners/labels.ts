/** What tiers are called. No zod here: the browser gets the words alone. */

export const tiers = ['bronze', 'silver', 'gold', 'platinum'] as const
export type Tier = (typeof tiers)[number]

export const tierLabels: Record<Tier, string> = {
  bronze: 'Bronze',
  silver: 'Silver',
  gold: 'Gold',
  platinum: 'Platinum',
}
