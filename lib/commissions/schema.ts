import { z } from 'zod'
import * as f from '../fields'
import { rate, tiers } from '../partners/schema'

export const commissionStatuses = [
  'pending',
  'approved',
  'on_hold',
  'paid',
  'rejected',
  'reversed',
] as const
export type CommissionStatus = (typeof commissionStatuses)[number]
export const commissionStatusLabels: Record<CommissionStatus, string> = {
  pending: 'Pending',
  approved: 'Approved',
  on_hold: 'On hold',
  paid: 'Paid',
  rejected: 'Rejected',
  reversed: 'Reversed',
}

export const commissionKinds = ['base', 'bonus', 'clawback', 'adjustment'] as const
export type CommissionKind = (typeof commissionKinds)[number]
export const commissionKindLabels: Record<CommissionKind, string> = {
  base: 'Commission',
  bonus: 'Bonus',
  clawback: 'Clawback',
  adjustment: 'Adjustment',
}

const capLeft = f.amount.nullable()

/** Of a bonus and of a part of a shared deal; see lib/commissions/amounts.ts. */
const formula = {
  reward: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('percent'), capLeft }),
      z.object({ type: z.literal('fixed'), amount: f.amount, capLeft }),
    ])
    .optional(),
  shares: z.array(z.int()).optional(),
  shareNo: z.int().optional(),
}

/** How an amount came about; replaying it gives the amount. */
export const snapshot = z.object({
  tier: z.enum(tiers),
  /** The version of the rules. */
  tierVersion: z.int(),
  rate,
  dealsBefore: z.int(),
  projectValue: f.signedAmount,
  currency: z.string(),
  rounding: z.literal('half away from zero'),
  ...formula,
  /** The bonus. */
  rule: z.object({ id: f.id, name: z.string() }).optional(),
  /** What its conditions were asked of. */
  inputs: z
    .object({
      industry: z.string().nullable(),
      campaignId: f.id.nullable(),
      newClient: z.boolean(),
    })
    .optional(),
  holdDays: z.int().optional(),
})
export type Snapshot = z.infer<typeof snapshot>

/** How a clawback came about: its commission, what the deal is worth now, what was taken back before. */
export const clawbackSnapshot = z.object({
  tier: z.enum(tiers),
  rate,
  currency: z.string(),
  rounding: z.literal('half away from zero'),
  ...formula,
  baseId: f.id,
  baseAmount: f.signedAmount,
  projectValue: f.signedAmount,
  /** None when the deal was lost altogether. */
  refundId: f.id.nullable(),
  refundAmount: f.amount,
  netValue: f.amount,
  clawedBackBefore: f.amount,
  reason: z.string(),
})
export type ClawbackSnapshot = z.infer<typeof clawbackSnapshot>

/** A correction by hand: why, and who made it, for whom it is not to approve. */
export const adjustmentSnapshot = z.object({
  tier: z.enum(tiers),
  currency: z.string(),
  rounding: z.literal('half away from zero'),
  amount: f.signedAmount,
  reason: z.string(),
  madeBy: f.id,
  madeByName: z.string(),
})
export type AdjustmentSnapshot = z.infer<typeof adjustmentSnapshot>

export const adjustment = z.object({
  /** A commission of the deal and partner that it corrects. */
  id: f.id,
  /** Minor units of its currency; less than zero takes money back. */
  amount: f.signedAmount.refine((amount) => amount !== 0, 'Please give an amount.'),
  reason: f.prose(500),
})
export type Adjustment = z.infer<typeof adjustment>

export const commissionSorts = ['earned', 'amount'] as const

/** What a list and a bulk change select by. */
export const commissionSelection = z.object({
  kind: f.listOf(z.enum(commissionKinds)),
  status: f.listOf(z.enum(commissionStatuses)),
  partnerId: f.id.optional(),
  leadId: f.id.optional(),
  origin: z.enum(['sale', 'import']).optional(),
  currency: f.currency.optional(),
  /** Days of closing in the workspace's time zone, both included. */
  earnedFrom: f.day.optional(),
  earnedTo: f.day.optional(),
})
export type CommissionSelection = z.infer<typeof commissionSelection>

export const commissionFilter = commissionSelection.extend({
  sort: z.enum(commissionSorts).default('earned'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  ...f.paging,
})
export type CommissionFilter = z.infer<typeof commissionFilter>

export const commissionItem = z.object({
  id: f.id,
  kind: z.enum(commissionKinds),
  /** The commission that a clawback takes back. */
  baseId: f.id.nullable(),
  partnerId: f.id,
  partnerName: z.string(),
  leadId: f.id,
  leadName: z.string(),
  projectValue: f.signedAmount,
  commissionRate: rate,
  commissionAmount: f.signedAmount,
  currency: z.string(),
  tierAtSale: z.enum(tiers),
  /** It is in no payout before then. */
  holdUntil: f.time.nullable(),
  status: z.enum(commissionStatuses),
  origin: z.enum(['sale', 'import']),
  reason: z.string().nullable(),
  earnedAt: f.time,
  approvedAt: f.time.nullable(),
  paidAt: f.time.nullable(),
})
export type CommissionItem = z.infer<typeof commissionItem>

export const commission = commissionItem.extend({
  /** Of a clawback or an adjustment when the kind says so, of a sale otherwise. */
  snapshot: z.union([clawbackSnapshot, adjustmentSnapshot, snapshot]),
  clawbacks: z.array(
    z.object({
      id: f.id,
      amount: f.signedAmount,
      status: z.enum(commissionStatuses),
      earnedAt: f.time,
    }),
  ),
  approvedByName: z.string().nullable(),
  /** False for who shares a deal that is not theirs. */
  leadReadable: z.boolean(),
  payoutId: f.id.nullable(),
  /** Why the asking person may not approve it; null when they may. */
  approvalObstacle: z.string().nullable(),
})
export type Commission = z.infer<typeof commission>

export const statusSum = z.object({
  status: z.enum(commissionStatuses),
  currency: z.string(),
  count: z.int(),
  amount: f.signedAmount,
})
export type StatusSum = z.infer<typeof statusSum>

export const reasoned = z.object({ id: f.id, reason: f.prose(500) })

/** Rows by id, or every row that a selection matches. */
export const bulkTarget = z.union([
  z.object({ ids: z.array(f.id).min(1, 'Please choose at least one.').max(1000) }),
  z.object({
    filter: commissionSelection,
    /** How many rows the person saw; a different number refuses the change. */
    expectedCount: z.int().min(0).optional(),
  }),
])

export const bulkRejection = z.object({
  ids: z.array(f.id).min(1, 'Please choose at least one.').max(1000),
  reason: f.prose(500),
})

export const bulkRejected = z.object({
  rejected: z.int(),
  results: z.array(f.rowResult),
  /** By which it can be undone; null when nothing was rejected. */
  operationId: f.id.nullable(),
})
