import type { DealInputs } from './pricing'
import type { Condition, RewardRule } from './schema'

const among = (values: readonly string[], value: string | null) =>
  value !== null && values.some((one) => one.toLowerCase() === value.trim().toLowerCase())

function holds(condition: Condition, deal: DealInputs): boolean {
  switch (condition.field) {
    case 'deal_value':
      return condition.op === 'at_least'
        ? deal.projectValue >= condition.amount
        : deal.projectValue < condition.amount
    case 'industry':
      return among(condition.values, deal.industry) === (condition.op === 'is')
    case 'campaign':
      return (
        (deal.campaignId !== null && condition.campaignIds.includes(deal.campaignId)) ===
        (condition.op === 'is')
      )
    case 'new_client':
      return deal.newClient === condition.is
    case 'nth_deal': {
      const nth = deal.dealsBefore + 1
      if (condition.op === 'every') return nth % condition.n === 0
      return condition.op === 'is' ? nth === condition.n : nth >= condition.n
    }
  }
}

/** Whether a bonus applies to a deal. */
export function matches(rule: RewardRule, deal: DealInputs): boolean {
  if (rule.currency !== deal.currency) return false
  if (rule.groups.length === 0) return true
  const group = ({ match, conditions }: RewardRule['groups'][number]) =>
    match === 'all'
      ? conditions.every((one) => holds(one, deal))
      : conditions.some((one) => holds(one, deal))
  return rule.match === 'all' ? rule.groups.every(group) : rule.groups.some(group)
}
