import type { FormValues } from '@/components/form/form-values'
import { tiers } from '@/lib/partners/labels'
import type { Condition, RewardRule } from '@/lib/programme/schema'

/**
 * Which bonuses, groups and conditions there are, in order. What is typed into them stands in the form,
 * under the paths by which the procedure says what is wrong.
 */
export type ConditionShape = { id: string; field: Condition['field']; initial?: Condition }
export type GroupShape = { id: string; match: 'all' | 'any'; conditions: ConditionShape[] }
export type RuleShape = {
  id: string
  initial?: RewardRule
  groups: GroupShape[]
  reward: RewardRule['reward']['type']
  capped: boolean
}

export const newCondition = (field: Condition['field'] = 'deal_value'): ConditionShape => ({
  id: crypto.randomUUID(),
  field,
})

export const newGroup = (): GroupShape => ({
  id: crypto.randomUUID(),
  match: 'all',
  conditions: [newCondition()],
})

export const newRule = (): RuleShape => ({
  id: crypto.randomUUID(),
  groups: [newGroup()],
  reward: 'fixed',
  capped: false,
})

export const shapeOf = (rule: RewardRule): RuleShape => ({
  id: rule.ruleId,
  initial: rule,
  reward: rule.reward.type,
  capped: rule.cap !== null,
  groups: rule.groups.map(({ match, conditions }) => ({
    id: crypto.randomUUID(),
    match,
    conditions: conditions.map((initial) => ({
      id: crypto.randomUUID(),
      field: initial.field,
      initial,
    })),
  })),
})

const decimal = (value: unknown) => String(value ?? '').replace(',', '.')

function readCondition(field: Condition['field'], at: string, values: FormValues) {
  const op = values[`${at}.op`]
  switch (field) {
    case 'deal_value':
      return { field, op, amount: values[`${at}.amount`] }
    case 'industry':
      return {
        field,
        op,
        values: String(values[`${at}.values`] ?? '')
          .split(',')
          .map((word) => word.trim())
          .filter(Boolean),
      }
    case 'campaign':
      return { field, op, campaignIds: values[`${at}.campaignIds`] ?? [] }
    case 'new_client':
      return { field, is: op !== 'no' }
    case 'nth_deal':
      return { field, op, n: values[`${at}.n`] }
  }
}

function readRule(rule: RuleShape, at: string, values: FormValues, currency: string) {
  return {
    ruleId: rule.id,
    name: values[`${at}.name`] ?? '',
    currency: rule.initial?.currency ?? currency,
    match: values[`${at}.match`] ?? 'all',
    groups: rule.groups.map(({ conditions }, g) => ({
      match: values[`${at}.groups.${g}.match`] ?? 'all',
      conditions: conditions.map(({ field }, c) =>
        readCondition(field, `${at}.groups.${g}.conditions.${c}`, values),
      ),
    })),
    reward:
      rule.reward === 'percent'
        ? { type: 'percent', rate: decimal(values[`${at}.reward.rate`]) }
        : { type: 'fixed', amount: values[`${at}.reward.amount`] },
    cap: rule.capped
      ? { amount: values[`${at}.cap.amount`], period: values[`${at}.cap.period`] }
      : null,
  }
}

/** The rules as typed; whether they make sense is for the procedure to say. */
export const readTerms = (values: FormValues, rules: readonly RuleShape[], currency: string) => ({
  tiers: tiers.map((tier, i) => ({
    tier,
    minDeals: values[`tiers.${i}.minDeals`] ?? 0,
    rate: decimal(values[`tiers.${i}.rate`]),
    holdDays: values[`tiers.${i}.holdDays`] ?? 0,
  })),
  rules: rules.map((rule, r) => readRule(rule, `rules.${r}`, values, currency)),
  minimumPayout: values.minimumPayout ?? 0,
  payoutApprovalThreshold: values.payoutApprovalThreshold ?? 0,
})
