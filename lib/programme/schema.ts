import { z } from 'zod'
import * as f from '../fields'
import { rate, tiers } from '../partners/schema'

export const capPeriods = ['month', 'quarter', 'year'] as const

const words = z.array(f.line(80)).min(1, 'Please name at least one.').max(50)
const count = z
  .int('Please give a whole number.')
  .min(1, 'Please give one or more.')
  .max(100_000, 'Please give at most 100,000.')

/** Amounts in rules are minor units of the rule's currency; a deal in another one does not match. */
export const condition = z.discriminatedUnion('field', [
  z.object({
    field: z.literal('deal_value'),
    op: z.enum(['at_least', 'less_than']),
    amount: f.amount,
  }),
  z.object({ field: z.literal('industry'), op: z.enum(['is', 'is_not']), values: words }),
  z.object({
    field: z.literal('campaign'),
    op: z.enum(['is', 'is_not']),
    campaignIds: z.array(f.id).min(1, 'Please choose at least one.').max(50),
  }),
  z.object({ field: z.literal('new_client'), is: z.boolean() }),
  z.object({
    field: z.literal('nth_deal'),
    op: z.enum(['is', 'at_least', 'every']),
    n: count,
  }),
])
export type Condition = z.infer<typeof condition>

/** Groups of conditions: within a group all or any, between groups all or any. */
export const conditionGroup = z.object({
  match: z.enum(['all', 'any']),
  conditions: z.array(condition).min(1, 'Please add a condition.').max(10),
})

export const rewardRule = z.object({
  ruleId: f.id,
  name: f.line(80),
  currency: f.currency,
  match: z.enum(['all', 'any']),
  /** None: every deal in the rule's currency. */
  groups: z.array(conditionGroup).max(5),
  reward: z.discriminatedUnion('type', [
    z.object({ type: z.literal('percent'), rate }),
    z.object({
      type: z.literal('fixed'),
      amount: f.amount.min(1, 'Please give an amount of more than zero.'),
    }),
  ]),
  /** The most that one partner gets from the rule in a calendar period of the workspace. */
  cap: z
    .object({
      amount: f.amount.min(1, 'Please give an amount of more than zero.'),
      period: z.enum(capPeriods),
    })
    .nullable(),
})
export type RewardRule = z.infer<typeof rewardRule>

const tierTerms = z.object({
  tier: z.enum(tiers),
  minDeals: z
    .int('Please give a whole number.')
    .min(0, 'Please give zero or more.')
    .max(100_000, 'Please give at most 100,000.'),
  rate,
  holdDays: z
    .int('Please give a whole number of days.')
    .min(0, 'Please give zero or more days.')
    .max(90, 'Money can be held for 90 days at most.'),
})

/** Everything that decides what a deal earns and when it is paid. */
export const terms = z.object({
  tiers: z
    .array(tierTerms)
    .length(tiers.length)
    .superRefine((rows, issues) => {
      rows.forEach((row, i) => {
        const issue = (field: 'tier' | 'minDeals', message: string) =>
          issues.addIssue({ code: 'custom', path: [i, field], message })
        const before = rows[i - 1]
        if (row.tier !== tiers[i]) issue('tier', 'The tiers go from bronze to platinum.')
        if (!before && row.minDeals !== 0) issue('minDeals', 'The first tier starts at zero deals.')
        if (before && row.minDeals <= before.minDeals)
          issue('minDeals', 'This must be more than the tier before asks for.')
      })
    }),
  rules: z
    .array(rewardRule)
    .max(30, 'A programme has at most 30 bonuses.')
    .superRefine((rules, issues) => {
      const seen = { id: new Set<string>(), name: new Set<string>() }
      rules.forEach(({ ruleId, name }, i) => {
        if (seen.id.has(ruleId))
          issues.addIssue({
            code: 'custom',
            path: [i, 'ruleId'],
            message: 'This bonus is here twice.',
          })
        if (seen.name.has(name.toLowerCase()))
          issues.addIssue({
            code: 'custom',
            path: [i, 'name'],
            message: 'Another bonus has this name.',
          })
        seen.id.add(ruleId)
        seen.name.add(name.toLowerCase())
      })
    }),
  /** Minor units of the workspace currency; less is carried over. */
  minimumPayout: f.amount,
  /** From this amount on, a second person approves a payout. */
  payoutApprovalThreshold: f.amount,
})
export type Terms = z.infer<typeof terms>

export const programmeVersion = terms.extend({
  version: z.int(),
  effectiveFrom: f.time,
  note: z.string().nullable(),
  createdAt: f.time,
  createdByName: z.string().nullable(),
  withdrawnAt: f.time.nullable(),
  state: z.enum(['past', 'in_force', 'scheduled', 'withdrawn']),
})
export type ProgrammeVersion = z.infer<typeof programmeVersion>

export const adoption = terms.extend({
  /** The latest version as the person saw it; a newer one refuses the change. */
  basedOn: z.int(),
  /** The first day, in the workspace's time zone; none means at once. */
  effectiveOn: f.day.nullish(),
  note: f.optional(f.line(200)),
})
export type Adoption = z.infer<typeof adoption>

export const dryRunInput = terms.extend({
  /** Days of closing in the workspace's time zone, both included. */
  from: f.day,
  to: f.day,
})
export type DryRunInput = z.infer<typeof dryRunInput>

const outcome = { deals: z.int(), earned: f.signedAmount, wouldEarn: f.signedAmount }

export const dryRun = z.object({
  /** Net of refunds, per currency. */
  totals: z.array(z.object({ currency: z.string(), ...outcome })),
  partners: z.array(
    z.object({ partnerId: f.id, partnerName: z.string(), currency: z.string(), ...outcome }),
  ),
  /** The deals that would change most, largest difference first. */
  examples: z.array(
    z.object({
      leadId: f.id,
      leadName: z.string(),
      partnerName: z.string(),
      currency: z.string(),
      projectValue: f.amount,
      closedAt: f.time,
      earned: f.signedAmount,
      wouldEarn: f.signedAmount,
      because: z.string(),
    }),
  ),
})
export type DryRun = z.infer<typeof dryRun>

export const campaign = z.object({ id: f.id, name: z.string() })
export type Campaign = z.infer<typeof campaign>
