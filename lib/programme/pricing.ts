import { lineAmount, type Reward } from '../commissions/amounts'
import type { Snapshot } from '../commissions/schema'
import { tierFor, tierRank } from '../partners/rules'
import type { Tier } from '../partners/schema'
import { matches } from './conditions'
import type { RewardRule, Terms } from './schema'

/** What the rules are asked about a deal. */
export type DealInputs = {
  /** Minor units of the deal's currency. */
  projectValue: number
  currency: string
  industry: string | null
  campaignId: string | null
  /** Nobody of the workspace has won this client before. */
  newClient: boolean
  /** Deals that the partner had won before this one. */
  dealsBefore: number
}

export type Line = {
  kind: 'base' | 'bonus'
  ruleId: string | null
  /** Of the whole line, before it is shared. */
  amount: number
  snapshot: Snapshot
}

type Pricing = Pick<Terms, 'tiers' | 'rules'> & { version: number }

/** Whether any bonus depends on it: finding out reads every win. */
export const asksForNewClients = (rules: readonly RewardRule[]) =>
  rules.some(({ groups }) =>
    groups.some(({ conditions }) => conditions.some(({ field }) => field === 'new_client')),
  )

/** The tier whose rate counts: the one held, or the one that the deals so far have reached. */
export function tierInForce(
  tiers: Terms['tiers'],
  partner: { tier: Tier; tierLocked: boolean },
  deals: number,
): Tier {
  const reached = tierFor(tiers, deals)
  return !partner.tierLocked && reached && tierRank(reached.tier) > tierRank(partner.tier)
    ? reached.tier
    : partner.tier
}

/**
 * What a deal earns: its base commission by tier, then every bonus that applies. `usedBefore` says how
 * much the partner got from a capped rule in the period so far. Lines of nothing are left out, save
 * the base.
 */
export function priceDeal(
  terms: Pricing,
  tier: Tier,
  deal: DealInputs,
  usedBefore: (rule: RewardRule) => number,
): Line[] {
  const row = terms.tiers.find((candidate) => candidate.tier === tier)
  if (!row) throw new Error(`the tier table has no row for ${tier}`)
  const common = {
    tier,
    tierVersion: terms.version,
    dealsBefore: deal.dealsBefore,
    projectValue: deal.projectValue,
    currency: deal.currency,
    rounding: 'half away from zero' as const,
    holdDays: row.holdDays,
  }
  const line = (kind: Line['kind'], ruleId: string | null, snapshot: Snapshot): Line => ({
    kind,
    ruleId,
    amount: lineAmount(snapshot, snapshot.projectValue),
    snapshot,
  })
  const inputs = {
    industry: deal.industry,
    campaignId: deal.campaignId,
    newClient: deal.newClient,
  }
  const bonuses = terms.rules
    .filter((rule) => matches(rule, deal))
    .map((rule) => {
      const capLeft = rule.cap ? Math.max(rule.cap.amount - usedBefore(rule), 0) : null
      const reward: Reward =
        rule.reward.type === 'fixed'
          ? { type: 'fixed', amount: rule.reward.amount, capLeft }
          : { type: 'percent', capLeft }
      return line('bonus', rule.ruleId, {
        ...common,
        rate: rule.reward.type === 'percent' ? rule.reward.rate : '0',
        reward,
        rule: { id: rule.ruleId, name: rule.name },
        inputs,
      })
    })
    .filter(({ amount }) => amount !== 0)
  return [line('base', null, { ...common, rate: row.rate }), ...bonuses]
}
