import { z } from 'zod'
import { commissionKinds } from '../commissions/schema'
import * as f from '../fields'
import { rate, tiers } from '../partners/schema'
import { payoutProviders } from './labels'

export const payoutStatuses = [
  'draft',
  'approved',
  'processing',
  'paid',
  'failed',
  'unknown',
  'cancelled',
] as const
export type PayoutStatus = (typeof payoutStatuses)[number]
export const payoutStatusLabels: Record<PayoutStatus, string> = {
  draft: 'Draft',
  approved: 'Approved',
  processing: 'Processing',
  paid: 'Paid',
  failed: 'Failed',
  unknown: 'Unknown',
  cancelled: 'Cancelled',
}

export const payoutFilter = z.object({
  status: f.listOf(z.enum(payoutStatuses)),
  partnerId: f.id.optional(),
  runId: f.id.optional(),
  direction: z.enum(['asc', 'desc']).default('desc'),
  ...f.paging,
})
export type PayoutFilter = z.infer<typeof payoutFilter>

export const payoutItem = z.object({
  id: f.id,
  runId: f.id,
  partnerId: f.id,
  partnerName: z.string(),
  amount: f.signedAmount,
  currency: z.string(),
  status: z.enum(payoutStatuses),
  items: z.int(),
  periodFrom: f.day,
  periodTo: f.day,
  reference: z.string().nullable(),
  createdAt: f.time,
  approvedAt: f.time.nullable(),
  paidAt: f.time.nullable(),
})
export type PayoutItem = z.infer<typeof payoutItem>

export const payoutLine = z.object({
  commissionId: f.id,
  kind: z.enum(commissionKinds),
  leadId: f.id,
  leadName: z.string(),
  /** False for who shares a deal that is not theirs. */
  leadReadable: z.boolean(),
  projectValue: f.signedAmount,
  commissionRate: rate,
  tierAtSale: z.enum(tiers),
  /** In the payout's currency. */
  amount: f.signedAmount,
  /** As it was earned. */
  sourceAmount: f.signedAmount,
  sourceCurrency: z.string(),
  /** What one unit was converted at, and the day of that rate; null when nothing was converted. */
  rate: z.string().nullable(),
  rateOn: f.day.nullable(),
  earnedAt: f.time,
})

export const payout = payoutItem.extend({
  reason: z.string().nullable(),
  note: z.string().nullable(),
  payoutHint: z.string().nullable(),
  createdByName: z.string().nullable(),
  approvedByName: z.string().nullable(),
  paidByName: z.string().nullable(),
  lines: z.array(payoutLine),
  /** The newest attempt to send it: how, when, where to, and by when it arrives. */
  provider: z.enum(payoutProviders).nullable(),
  sentAt: f.time.nullable(),
  destination: z.string().nullable(),
  expectedOn: f.day.nullable(),
  error: z.string().nullable(),
  /** Why the asking person may not approve it; null when they may. */
  approvalObstacle: z.string().nullable(),
})
export type Payout = z.infer<typeof payout>

export const payoutSelection = z
  .object({
    /** Days of closing in the workspace's time zone, both included. What is due from earlier days comes along. */
    periodFrom: f.day,
    periodTo: f.day,
    /** Everybody to whom something is due when left out. */
    partnerIds: f.listOf(f.id),
  })
  .refine(({ periodFrom, periodTo }) => periodFrom <= periodTo, {
    message: 'The period ends before it begins.',
    path: ['periodTo'],
  })
export type PayoutSelection = z.infer<typeof payoutSelection>

export const payoutRunInput = z
  .object({
    periodFrom: f.day,
    periodTo: f.day,
    partnerIds: f.listOf(f.id),
    note: f.optional(f.line(200)),
    /** The total that the person saw, per currency; another one refuses the run. */
    expected: z.array(z.object({ currency: f.currency, amount: f.signedAmount })).optional(),
  })
  .refine(({ periodFrom, periodTo }) => periodFrom <= periodTo, {
    message: 'The period ends before it begins.',
    path: ['periodTo'],
  })
export type PayoutRunInput = z.infer<typeof payoutRunInput>

/** What would happen to a partner's money: paid, or left for a later run and why. */
export const previewRow = z.object({
  partnerId: f.id,
  partnerName: z.string(),
  currency: z.string(),
  amount: f.signedAmount,
  commissions: z.int(),
  /** Part of the amount that was earned before the period. */
  carriedOver: f.signedAmount,
  /** Pending, on hold or in its holding period, so not part of the amount. */
  notYet: f.signedAmount,
  /** What of the amount was earned in other currencies, and the rate that a run made now would fix. */
  conversions: z.array(
    z.object({
      currency: z.string(),
      amount: f.signedAmount,
      converted: f.signedAmount,
      rate: z.string(),
      on: f.day,
    }),
  ),
  /** In no figure of this row, because a rate is missing. */
  unconverted: z.array(z.object({ currency: z.string(), amount: f.signedAmount })),
  payoutHint: z.string().nullable(),
  /** Why nothing is paid; null when it is. */
  leftOut: z.string().nullable(),
})
export type PreviewRow = z.infer<typeof previewRow>

export const payoutPreview = z.object({
  rows: z.array(previewRow),
  totals: z.array(z.object({ currency: z.string(), amount: f.signedAmount, payouts: z.int() })),
})
export type PayoutPreview = z.infer<typeof payoutPreview>

export const payoutRun = z.object({
  id: f.id,
  periodFrom: f.day,
  periodTo: f.day,
  note: z.string().nullable(),
  createdAt: f.time,
  createdByName: z.string().nullable(),
  payouts: z.array(payoutItem),
})
export type PayoutRun = z.infer<typeof payoutRun>

export const payment = z.object({
  id: f.id,
  /** What the bank statement will say. */
  reference: f.line(140),
})
