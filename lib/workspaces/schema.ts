import { z } from 'zod'
import * as f from '../fields'
import { rate, tiers } from '../partners/schema'
import { isTimeZone } from '../time'

export const settings = z.object({
  slug: z.string(),
  name: z.string(),
  timezone: z.string(),
  currency: z.string(),
  programmeTerms: z.string(),
  acceptsApplications: z.boolean(),
  /** Minor units of the workspace currency. */
  minimumPayout: f.amount,
  /** From this amount on, a second person approves a payout. */
  payoutApprovalThreshold: f.amount,
  updatedAt: f.time,
})
export type Settings = z.infer<typeof settings>

export const settingsEdit = z.object({
  name: f.line(120),
  timezone: z.string().refine(isTimeZone, 'This time zone does not exist.'),
  programmeTerms: z.preprocess((value) => value ?? '', z.union([z.literal(''), f.prose(20_000)])),
  acceptsApplications: z.boolean(),
  minimumPayout: f.amount,
  payoutApprovalThreshold: f.amount,
  /** As read; refused when somebody changed the settings since. */
  updatedAt: f.time,
})

const tierEdit = z.object({
  tier: z.enum(tiers),
  minDeals: z
    .int('Please give a whole number.')
    .min(0, 'Please give zero or more.')
    .max(100_000, 'Please give at most 100,000.'),
  rate,
})

export const tierTable = z.object({
  version: z.int(),
  effectiveFrom: f.time,
  tiers: z.array(z.object({ tier: z.enum(tiers), minDeals: z.int(), rate })),
})
export type TierTable = z.infer<typeof tierTable>

/** All four tiers from the lowest up, each asking for more deals than the one before. */
export const tierTableEdit = z.object({
  version: z.int(),
  tiers: z
    .array(tierEdit)
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
})
