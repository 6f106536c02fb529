import { z } from 'zod'
import * as f from '../fields'
import { failureCodes, itemStatuses, methods } from './labels'

export * from './labels'

/** Seconds that a worker may be silent before its item goes to somebody else. */
const leaseSeconds = z.coerce
  .number()
  .int()
  .min(15, 'A lease lasts at least 15 seconds.')
  .max(900, 'A lease lasts at most 15 minutes.')
  .default(120)

export const claimInput = z.object({
  /** The worker's own name, by which the queue monitor shows it. */
  workerId: f.line(100),
  capabilities: z.array(z.enum(methods)).min(1, 'Name at least one method.').max(4),
  count: z.coerce.number().int().min(1).max(100, 'Claim at most 100 at a time.').default(1),
  leaseSeconds,
})
export type ClaimInput = z.infer<typeof claimInput>

export const claimedItem = z.object({
  token: z.string(),
  itemId: f.id,
  workspaceId: f.id,
  /** 1 for the first claim of the item. */
  attempt: z.int(),
  retryCount: z.int(),
  leaseExpiresAt: f.time,
  method: z.enum(methods),
  priority: z.int(),
  batchId: f.id,
  submissionId: f.id,
  /** Put it into the form where there is room, to find the listing again. */
  referenceId: z.string(),
  customer: z.object({
    id: f.id,
    companyName: z.string(),
    fullName: z.string(),
    email: z.string(),
  }),
  /** The customer's business, with what was set for this item laid over it. */
  business: z.record(z.string(), z.unknown()),
  directory: z.object({
    id: f.id,
    name: z.string(),
    url: z.string(),
    submissionUrl: z.string().nullable(),
    requirements: z.record(z.string(), z.unknown()),
    automation: z.record(z.string(), z.unknown()).nullable(),
  }),
})
export type ClaimedItem = z.infer<typeof claimedItem>

const token = z.string().max(100)
export const claim = z.object({ token })
export const heartbeat = z.object({ token, leaseSeconds })
export const progress = z.object({
  token,
  leaseSeconds,
  /** What is being done, in a few words. */
  step: f.line(200),
  percent: z.coerce.number().int().min(0).max(100).optional(),
})

const webAddress = z.url({ protocol: /^https?$/, message: 'This is not a web address.' }).max(2000)

export const outcomes = ['submitted', 'under_review', 'live'] as const

/** What a submission has come to, from a worker or from a person. */
export const result = z
  .object({
    outcome: z.enum(outcomes).default('submitted'),
    listingUrl: f.optional(webAddress),
    /** The directory's own number for it. */
    externalReference: f.optional(f.line(200)),
    /** What was sent. */
    submittedData: z.record(z.string(), z.unknown()).optional(),
    costCents: f.optional(f.amount),
    costCurrency: f.optional(f.currency),
    notes: f.optional(f.prose(2000)),
  })
  .refine(({ outcome, listingUrl }) => outcome !== 'live' || listingUrl, {
    path: ['listingUrl'],
    message: 'A live listing has an address. Please give it.',
  })
  .refine(({ costCents, costCurrency }) => (costCents == null) === (costCurrency == null), {
    path: ['costCurrency'],
    message: 'Please give the amount and its currency.',
  })
export type Result = z.output<typeof result>

export const completion = z.intersection(z.object({ token }), result)

const said = z.object({
  code: z.enum(failureCodes),
  /** For people: what happened. */
  message: f.prose(2000),
  /** How long the directory asks to wait. */
  retryAfterSeconds: z.coerce.number().int().min(0).max(86_400).optional(),
  /** What helps the person who goes on: a question, an address, the refused fields. */
  actionData: z.record(z.string(), z.unknown()).optional(),
  /** Where the business is listed already. */
  listingUrl: f.optional(webAddress),
})
export type Said = z.output<typeof said>

export const failure = said.extend({ token })
export type Failure = z.output<typeof failure>

export const outcome = z
  .object({ token, completion: result.optional(), failure: said.optional() })
  .refine(({ completion, failure }) => !completion !== !failure, {
    message: 'Give what it has come to: a completion or a failure.',
  })
export type Outcome = z.output<typeof outcome>

export const exchange = z.object({
  results: z
    .array(outcome)
    .max(100, 'Hand in at most 100 at a time.')
    // A token names its item first: an old one and the current one are two results of one item.
    .refine((all) => new Set(all.map((one) => one.token.split('.')[0])).size === all.length, {
      message: 'Each item has one result.',
    }),
  /** What to claim when they are in; left out by a worker that stops. */
  next: claimInput.optional(),
})
export type Exchange = z.output<typeof exchange>

export const settled = z.object({ itemId: f.id, status: z.enum(itemStatuses) })
export type Settled = z.infer<typeof settled>

export const exchanged = z.object({
  /** In the order of what was handed in. Of a lost lease nothing is taken: the item may be somebody else’s by now. */
  results: z.array(
    z.object({ token, accepted: z.boolean(), status: z.enum(itemStatuses).nullable() }),
  ),
  items: z.array(claimedItem),
})
export type Exchanged = z.infer<typeof exchanged>
