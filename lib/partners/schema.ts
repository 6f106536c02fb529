import { z } from 'zod'
import * as f from '../fields'
import { balance } from '../ledger/schema'
import { tiers } from './labels'

export { type Tier, tierLabels, tiers } from './labels'

export const partnerStatuses = ['active', 'suspended', 'banned', 'inactive'] as const
export type PartnerStatus = (typeof partnerStatuses)[number]
export const partnerStatusLabels: Record<PartnerStatus, string> = {
  active: 'Active',
  suspended: 'Suspended',
  banned: 'Banned',
  inactive: 'Inactive',
}

/** Percent with at most two decimals, as exact text. */
export const rate = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,2})?$/, 'Please give a percentage, such as 20 or 12.5.')
  .refine((value) => Number(value) <= 100, 'A rate is at most 100 %.')

export const tierRow = z.object({ tier: z.enum(tiers), minDeals: z.int().min(0), rate })
export type TierRow = z.infer<typeof tierRow>

export const partnerSorts = ['created', 'name', 'deals', 'earnings'] as const

export const partnerFilter = z.object({
  status: f.listOf(z.enum(partnerStatuses)),
  tier: f.listOf(z.enum(tiers)),
  search: z.string().max(200).optional(),
  sort: z.enum(partnerSorts).default('created'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  ...f.paging,
})
export type PartnerFilter = z.infer<typeof partnerFilter>

export const partnerItem = z.object({
  id: f.id,
  name: z.string(),
  email: z.string().nullable(),
  company: z.string().nullable(),
  trackingCode: z.string(),
  status: z.enum(partnerStatuses),
  tier: z.enum(tiers),
  tierLocked: z.boolean(),
  totalDeals: z.int(),
  totalEarnings: f.signedAmount,
  currency: z.string(),
  /** False while earnings in another currency are not in the total, because a rate is missing. */
  earningsComplete: z.boolean(),
  createdAt: f.time,
})
export type PartnerItem = z.infer<typeof partnerItem>

/** The balance, and how much of what is held somebody put on hold. */
export const earnings = balance.extend({ onHold: f.signedAmount })
export type Earnings = z.infer<typeof earnings>

export const tierProgress = z.object({
  tier: z.enum(tiers),
  rate,
  deals: z.int(),
  locked: z.boolean(),
  next: z.object({ tier: z.enum(tiers), rate, minDeals: z.int(), missing: z.int() }).nullable(),
})
export type TierProgress = z.infer<typeof tierProgress>

export const partner = partnerItem.extend({
  phone: z.string().nullable(),
  website: z.string().nullable(),
  statusReason: z.string().nullable(),
  applicationId: f.id.nullable(),
  /** Whether somebody signs in as this partner, or has been invited to. */
  account: z.enum(['none', 'invited', 'active']),
  payoutHint: z.string().nullable(),
  /** What all that is due is converted into; null when each currency is paid as it was earned. */
  payoutCurrency: z.string().nullable(),
  origin: z.enum(['application', 'console', 'import']),
  earnings: z.array(earnings),
  progress: tierProgress,
  tierHistory: z.array(
    z.object({
      id: f.id,
      fromTier: z.enum(tiers).nullable(),
      toTier: z.enum(tiers),
      deals: z.int(),
      cause: z.enum(['joined', 'deals', 'hand']),
      reason: z.string().nullable(),
      createdAt: f.time,
    }),
  ),
})
export type Partner = z.infer<typeof partner>

/** A partner after a change by hand, and the operation by which it can be undone. */
export const operatedPartner = partner.extend({ operationId: f.id.nullable() })

export const statusChange = z.object({
  id: f.id,
  reason: f.prose(500),
})

export const tierChange = z.object({
  id: f.id,
  tier: z.enum(tiers),
  /** A locked tier stays where it was put; an unlocked one rises with the next won deal. */
  locked: z.boolean().default(true),
  reason: f.prose(500),
})

export const partnerInput = z.object({
  name: f.line(120),
  email: f.email,
  phone: f.optional(f.phone),
  company: f.optional(f.line(160)),
  website: f.optional(f.website),
})

export const payoutCurrencyChange = z.object({ currency: f.optional(f.currency) })

export const payoutDetails = z.discriminatedUnion('method', [
  z.object({
    method: z.literal('bank'),
    holder: f.line(120),
    iban: z
      .string()
      .transform((value) => value.replace(/\s+/g, '').toUpperCase())
      .pipe(z.string().regex(/^[A-Z0-9]{8,34}$/, 'This is not an IBAN or account number.')),
    bic: f.optional(
      z
        .string()
        .transform((value) => value.replace(/\s+/g, '').toUpperCase())
        .pipe(z.string().regex(/^[A-Z0-9]{8}([A-Z0-9]{3})?$/, 'This is not a BIC.')),
    ),
  }),
  z.object({ method: z.literal('paypal'), email: f.email }),
])
export type PayoutDetails = z.infer<typeof payoutDetails>
