import { z } from 'zod'
import * as f from '../fields'
import { isValidIban } from '../partners/rules'
import { payoutProviders, transferStatuses } from './labels'
import { payoutItem, payoutStatuses } from './schema'

const compact = z.string().transform((value) => value.replace(/\s+/g, '').toUpperCase())

export const payoutSettings = z.object({
  debtorName: f.optional(f.line(70)).transform((value) => value ?? null),
  debtorIban: f
    .optional(
      compact.pipe(
        z
          .string()
          .regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/, 'This is not an IBAN.')
          .refine(
            isValidIban,
            'The check digits of this IBAN do not match. Is there a typing mistake?',
          ),
      ),
    )
    .transform((value) => value ?? null),
  debtorBic: f
    .optional(compact.pipe(z.string().regex(/^[A-Z0-9]{8}([A-Z0-9]{3})?$/, 'This is not a BIC.')))
    .transform((value) => value ?? null),
  sandbox: z.boolean(),
})

export const payoutSettingsEdit = payoutSettings.superRefine((value, issues) => {
  if ((value.debtorName === null) === (value.debtorIban === null)) return
  issues.addIssue({
    code: 'custom',
    path: [value.debtorName === null ? 'debtorName' : 'debtorIban'],
    message: 'Please give the holder and the IBAN together.',
  })
})

export const runFilter = z.object({
  direction: z.enum(['asc', 'desc']).default('desc'),
  ...f.paging,
})
export type RunFilter = z.infer<typeof runFilter>

const sums = z.array(z.object({ currency: z.string(), amount: f.signedAmount }))
const counts = z.partialRecord(z.enum(payoutStatuses), z.int())

export const runItem = z.object({
  id: f.id,
  periodFrom: f.day,
  periodTo: f.day,
  note: z.string().nullable(),
  createdAt: f.time,
  createdByName: z.string().nullable(),
  totals: sums,
  counts,
})
export type RunItem = z.infer<typeof runItem>

export const transfer = z.object({
  id: f.id,
  payoutId: f.id,
  partnerName: z.string(),
  attempt: z.int(),
  provider: z.enum(payoutProviders),
  status: z.enum(transferStatuses),
  amount: f.signedAmount,
  currency: z.string(),
  destination: z.string().nullable(),
  idempotencyKey: z.string(),
  providerReference: z.string().nullable(),
  error: z.string().nullable(),
  createdByName: z.string().nullable(),
  settledByName: z.string().nullable(),
  settledReason: z.string().nullable(),
  createdAt: f.time,
  calledAt: f.time.nullable(),
  askedAt: f.time.nullable(),
  settledAt: f.time.nullable(),
})
export type TransferItem = z.infer<typeof transfer>

export const transferFilter = z.object({
  runId: f.id.optional(),
  payoutId: f.id.optional(),
  status: f.listOf(z.enum(transferStatuses)),
  direction: z.enum(['asc', 'desc']).default('desc'),
  ...f.paging,
})
export type TransferFilter = z.infer<typeof transferFilter>

export const payoutFile = z.object({
  id: f.id,
  fileNo: z.int(),
  format: z.enum(['pain.001', 'csv']),
  name: z.string(),
  payments: z.int(),
  createdAt: f.time,
  /** Payments of it that nobody has confirmed yet. */
  open: z.int(),
})

/** A payout of a run with where its money is. */
export const runPayout = payoutItem.extend({
  provider: z.enum(payoutProviders).nullable(),
  payoutHint: z.string().nullable(),
  sentAt: f.time.nullable(),
  expectedOn: f.day.nullable(),
  error: z.string().nullable(),
  attempts: z.int(),
  /** Why the asking person may not approve it; null when they may. */
  approvalObstacle: z.string().nullable(),
})
export type RunPayout = z.infer<typeof runPayout>

export const runDetail = runItem.extend({
  payouts: z.array(runPayout),
  files: z.array(payoutFile),
  sandbox: z.boolean(),
  /** An account to pay euros from is in the settings. */
  debtor: z.boolean(),
})
export type RunDetail = z.infer<typeof runDetail>

export const sendInput = z.object({ id: f.id, provider: z.enum(['bank_file', 'sandbox']) })
export const results = z.object({ results: z.array(f.rowResult) })

export const settlement = z
  .object({
    id: f.id,
    outcome: z.enum(['paid', 'failed']),
    /** What the bank statement says; asked for when it was paid. */
    reference: f.optional(f.line(140)),
    /** How the person knows. */
    reason: f.prose(500),
  })
  .refine(({ outcome, reference }) => outcome === 'failed' || !!reference, {
    message: 'Please give the reference on the bank statement.',
    path: ['reference'],
  })
export type Settlement = z.infer<typeof settlement>

export const delegation = z.object({
  id: f.id,
  fromName: z.string(),
  toName: z.string(),
  startsAt: f.time,
  endsAt: f.time,
  reason: z.string(),
  revokedAt: f.time.nullable(),
  own: z.boolean(),
})
export type Delegation = z.infer<typeof delegation>

export const delegationInput = z
  .object({
    /** The manager. */
    userId: f.id,
    /** Days in the workspace's time zone, both included. */
    from: f.day,
    to: f.day,
    reason: f.prose(500),
  })
  .refine(({ from, to }) => from <= to, { message: 'It ends before it begins.', path: ['to'] })
