import { z } from 'zod'
import * as f from '../fields'

/** The first four belong to a partner, the others to the workspace. */
export const accountKinds = [
  'held',
  'payable',
  'paid',
  'clawed_back',
  'clearing',
  'commission_expense',
  'conversion',
  'rounding',
] as const
export type AccountKind = (typeof accountKinds)[number]
export const accountLabels: Record<AccountKind, string> = {
  held: 'Held',
  payable: 'Payable',
  paid: 'Paid',
  clawed_back: 'Clawed back',
  clearing: 'On its way',
  commission_expense: 'Commission expense',
  conversion: 'Conversion',
  rounding: 'Rounding',
}

export const transactionKinds = [
  'commission_earned',
  'commission_approved',
  'commission_held',
  'commission_rejected',
  'commission_reversed',
  'clawback',
  'adjustment',
  'imported',
  'payout_processing',
  'payout_paid',
  'payout_failed',
  'payout_converted',
  'conversion_undone',
  'rounding',
] as const
export type TransactionKind = (typeof transactionKinds)[number]
export const transactionLabels: Record<TransactionKind, string> = {
  commission_earned: 'Commission earned',
  commission_approved: 'Commission approved',
  commission_held: 'Commission put on hold',
  commission_rejected: 'Commission rejected',
  commission_reversed: 'Commission reversed',
  clawback: 'Clawback',
  adjustment: 'Adjustment',
  imported: 'Imported as paid',
  payout_processing: 'Payout sent',
  payout_paid: 'Payout arrived',
  payout_failed: 'Payout returned',
  payout_converted: 'Converted for a payout',
  conversion_undone: 'Conversion undone',
  rounding: 'Rounding difference',
}

/** Where a partner's money is, in one currency; every figure is a sum of ledger entries. */
export const balance = z.object({
  currency: z.string(),
  /** Earned, and waiting for approval or on hold. */
  held: f.signedAmount,
  /** Approved and not sent; negative when more was clawed back than is owed. */
  payable: f.signedAmount,
  onItsWay: f.signedAmount,
  paid: f.signedAmount,
  clawedBack: f.signedAmount,
  /** Held, payable, on its way and paid together: earned less clawed back, and less what was converted into another currency. */
  net: f.signedAmount,
})
export type Balance = z.infer<typeof balance>

export const entrySelection = z.object({
  partnerId: f.id.optional(),
  account: f.listOf(z.enum(accountKinds)),
  commissionId: f.id.optional(),
  payoutId: f.id.optional(),
  /** Days in the workspace's time zone, both included. */
  from: f.day.optional(),
  to: f.day.optional(),
})
export type EntrySelection = z.infer<typeof entrySelection>

export const entryFilter = entrySelection.extend({
  direction: z.enum(['asc', 'desc']).default('desc'),
  ...f.paging,
})
export type EntryFilter = z.infer<typeof entryFilter>

export const entryItem = z.object({
  id: f.id,
  transactionId: f.id,
  kind: z.enum(transactionKinds),
  account: z.enum(accountKinds),
  partnerId: f.id,
  partnerName: z.string(),
  commissionId: f.id.nullable(),
  payoutId: f.id.nullable(),
  /** The client of the commission, or the reference of the payout. */
  about: z.string().nullable(),
  amount: f.signedAmount,
  currency: z.string(),
  reason: z.string().nullable(),
  actorName: z.string().nullable(),
  occurredAt: f.time,
})
export type EntryItem = z.infer<typeof entryItem>
