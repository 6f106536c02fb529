import { z } from 'zod'
import { commissionStatuses } from '../commissions/schema'
import * as f from '../fields'
import { rate, tiers } from '../partners/schema'
import { leadStatuses } from './labels'

export { type LeadStatus, leadName, leadStatuses, leadStatusLabels } from './labels'

export const leadSorts = ['created', 'value', 'stage'] as const

export const leadSelection = z.object({
  status: f.listOf(z.enum(leadStatuses)),
  partnerId: f.id.optional(),
  /** Only those that this import made. */
  importId: f.id.optional(),
  search: z.string().max(200, 'Please search for less than 200 characters.').optional(),
})
export type LeadSelection = z.infer<typeof leadSelection>

export const leadFilter = leadSelection.extend({
  sort: z.enum(leadSorts).default('created'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  ...f.paging,
})
export type LeadFilter = z.infer<typeof leadFilter>

export const leadItem = z.object({
  id: f.id,
  clientName: z.string().nullable(),
  clientEmail: z.string().nullable(),
  businessName: z.string().nullable(),
  partnerId: f.id,
  partnerName: z.string(),
  status: z.enum(leadStatuses),
  estimatedValue: f.amount,
  projectValue: f.amount.nullable(),
  currency: z.string(),
  source: z.string(),
  stageEnteredAt: f.time,
  closedAt: f.time.nullable(),
  createdAt: f.time,
})
export type LeadItem = z.infer<typeof leadItem>

/** A page of the list with how many match, in one answer. */
export const leadPage = f.page(leadItem).extend({ total: f.cappedCount })

export const boardCard = leadItem.extend({ position: z.string() })
export type BoardCard = z.infer<typeof boardCard>

export const boardColumn = z.object({
  status: z.enum(leadStatuses),
  total: f.cappedCount,
  /** Σ value per currency, of the counted rows. */
  values: z.array(z.object({ currency: z.string(), amount: f.signedAmount })),
  ...f.page(boardCard).shape,
})
export type BoardColumn = z.infer<typeof boardColumn>

export const lead = leadItem.extend({
  clientPhone: z.string().nullable(),
  website: z.string().nullable(),
  industry: z.string().nullable(),
  campaignId: f.id.nullable(),
  campaignName: z.string().nullable(),
  projectDescription: z.string().nullable(),
  lostReason: z.string().nullable(),
  zeroCommissionReason: z.string().nullable(),
  expectedCloseOn: f.day.nullable(),
  protectedUntil: f.time.nullable(),
  protectionExtendedAt: f.time.nullable(),
  protectionExtensionReason: f.prose(500).nullable(),
  /** By how many days protection can be extended now; null when it cannot. */
  extensionDays: z.int().nullable(),
  closeNo: z.int(),
  origin: z.enum(['portal', 'console', 'api', 'import']),
  externalSource: z.string().nullable(),
  externalId: z.string().nullable(),
  version: z.int(),
  shares: z.array(z.object({ partnerId: f.id, partnerName: z.string(), bps: z.int() })),
  /** Until when a win can be taken back; null when it cannot. */
  undoUntil: f.time.nullable(),
  history: z.array(
    z.object({
      id: f.id,
      fromStatus: z.enum(leadStatuses).nullable(),
      toStatus: z.enum(leadStatuses),
      reason: z.string().nullable(),
      actorName: z.string(),
      createdAt: f.time,
    }),
  ),
})
export type Lead = z.infer<typeof lead>

const details = {
  clientName: f.line(160),
  clientEmail: f.optional(f.email),
  clientPhone: f.optional(f.phone),
  businessName: f.optional(f.line(200)),
  website: f.optional(f.website),
  industry: f.optional(f.line(80)),
  /** Set by the agency. */
  campaignId: f.optional(f.id),
  projectDescription: f.optional(f.prose(4000)),
  estimatedValue: f.amount.default(0),
  currency: f.currency.optional(),
  expectedCloseOn: f.optional(f.day),
}

export const leadInput = z
  .object({
    ...details,
    /** The owner; needed when staff register on a partner's behalf. */
    partnerId: f.id.optional(),
    source: f.optional(f.line(60)),
    externalSource: f.optional(f.line(60)),
    externalId: f.optional(f.line(200)),
  })
  .refine((input) => input.clientEmail || input.businessName || input.website, {
    message: 'Please give an e-mail address, a business name or a website.',
    path: ['clientEmail'],
  })
export type LeadInput = z.infer<typeof leadInput>

export const leadPatch = z
  .object({ ...details, estimatedValue: f.amount })
  .partial()
  .extend({
    id: f.id,
    /** The version that was edited; a newer one refuses the change. */
    version: f.version.optional(),
  })
export type LeadPatch = z.infer<typeof leadPatch>

export const extension = z.object({ id: f.id, reason: f.prose(500) })

export const stageMove = z.object({
  id: f.id,
  to: z.enum(leadStatuses, { error: 'This stage does not exist.' }),
  /** The stage the person saw; a different one refuses the move. */
  from: z.enum(leadStatuses).optional(),
  reason: f.optional(f.prose(500)),
  /** The final value in minor units; needed to win. */
  projectValue: f.amount.optional(),
  /** Where the card lands: just below this one, or on top. */
  afterId: f.id.nullish(),
})
export type StageMove = z.infer<typeof stageMove>

export const wholeDeal = 10_000

/** Hundredths of a percent; none means that the owner has the whole deal. */
export const sharesInput = z.object({
  id: f.id,
  shares: z
    .array(
      z.object({
        partnerId: f.id,
        bps: z
          .int('Please give a share with at most two decimals.')
          .min(1, 'Please give a share of more than zero.')
          .max(wholeDeal - 1, 'A share is less than the whole deal.'),
      }),
    )
    .max(20, 'At most 20 partners can share a deal.')
    .superRefine((shares, issues) => {
      const seen = new Set<string>()
      shares.forEach(({ partnerId }, i) => {
        if (seen.has(partnerId))
          issues.addIssue({
            code: 'custom',
            path: [i, 'partnerId'],
            message: 'This partner is here twice.',
          })
        seen.add(partnerId)
      })
      const sum = shares.reduce((total, { bps }) => total + bps, 0)
      if (shares.length > 0 && sum !== wholeDeal)
        issues.addIssue({
          code: 'custom',
          path: [shares.length - 1, 'bps'],
          message: `All shares add up to ${sum / 100} %. They must make 100 %.`,
        })
    }),
})
export type SharesInput = z.infer<typeof sharesInput>

export const leadShare = z.object({ partnerId: f.id, partnerName: z.string(), bps: z.int() })
export type LeadShare = z.infer<typeof leadShare>

export const refundInput = z.object({
  id: f.id,
  /** Minor units of the lead's currency. */
  amount: f.amount.min(1, 'Please give an amount of more than zero.'),
  reason: f.prose(500),
})
export type RefundInput = z.infer<typeof refundInput>

export const refundPreview = z.object({
  /** What the deal is worth after the refund. */
  netValue: f.amount,
  currency: z.string(),
  clawbacks: z.array(
    z.object({
      commissionId: f.id,
      partnerName: z.string(),
      status: z.enum(commissionStatuses),
      commissionAmount: f.signedAmount,
      clawedBackBefore: f.amount,
      clawback: f.amount,
    }),
  ),
})
export type RefundPreview = z.infer<typeof refundPreview>

export const leadRefunds = z.object({
  items: z.array(
    z.object({
      id: f.id,
      closeNo: z.int(),
      amount: f.amount,
      currency: z.string(),
      reason: z.string(),
      refundedAt: f.time,
      refundedByName: z.string().nullable(),
      /** What it took back of commissions. */
      clawedBack: f.amount,
    }),
  ),
  currency: z.string(),
  /** What is left to refund of a won deal. */
  left: f.amount,
})
export type LeadRefunds = z.infer<typeof leadRefunds>

export const winPreview = z.object({
  partnerName: z.string(),
  tier: z.enum(tiers),
  rate,
  dealsBefore: z.int(),
  projectValue: f.amount,
  commissionAmount: f.amount,
  currency: z.string(),
  /** The tier that this win lifts the partner to, if it does. */
  reaches: z.enum(tiers).nullable(),
  holdDays: z.int(),
  bonuses: z.array(z.object({ name: z.string(), amount: f.amount })),
  /** Who shares the deal, and what each would get in all; none when the owner has all of it. */
  shares: z.array(z.object({ partnerName: z.string(), bps: z.int(), amount: f.amount })),
})
export type WinPreview = z.infer<typeof winPreview>
