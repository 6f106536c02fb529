import { z } from 'zod'
import { linkTypes, pricings } from '../directories/labels'
import * as f from '../fields'
import { failureCodes, itemStatuses, methods } from '../queue/labels'
import { batchStatuses } from './labels'

export * from './labels'

const authority = z.coerce.number().int().min(0).max(100)

/** Which directories, by what they are like. It stays with the batch, for replacements. */
export const selection = z.object({
  category: f.listOf(z.string().max(60)),
  pricing: f.listOf(z.enum(pricings)),
  linkType: f.listOf(z.enum(linkTypes)),
  method: f.listOf(z.enum(methods)),
  minAuthority: authority.optional(),
  maxAuthority: authority.optional(),
  /** Expected share of approvals, in percent. */
  minApproval: authority.optional(),
  /** Directories of this country, and those of every country. */
  country: z.string().length(2).optional(),
  search: z.string().trim().max(100).optional(),
})
export type Selection = z.infer<typeof selection>

export const previewInput = selection.extend({
  customerId: f.id,
  sort: z.enum(['authority', 'approval', 'name', 'credits']).default('authority'),
  maxConcurrentItems: z.coerce.number().int().min(1).max(1000).optional(),
})

export const candidate = z.object({
  id: f.id,
  name: z.string(),
  url: z.string(),
  category: z.string(),
  daScore: z.int().nullable(),
  linkType: z.enum(linkTypes),
  pricing: z.enum(pricings),
  priceCents: z.number().nullable(),
  priceCurrency: z.string().nullable(),
  credits: z.int(),
  method: z.enum(methods),
  /** Percent. */
  expectedApproval: z.int(),
  /** Median days to approval, as seen here or else as the directory says. */
  approvalDays: z.int().nullable(),
  /** Why it cannot be chosen; null when it can. */
  obstacle: z.string().nullable(),
  /** What the directory asks for and the customer's profile does not have, in words. */
  missing: z.array(z.string()),
})
export type Candidate = z.infer<typeof candidate>

export const preview = z.object({
  candidates: z.array(candidate),
  /** More match than are shown. */
  more: z.boolean(),
  creditsLeft: z.int(),
  /** Why nothing can be queued for this customer; null when it can. */
  obstacle: z.string().nullable(),
  /** How many items wait before these, by method. */
  ahead: z.record(z.string(), z.int()),
})
export type Preview = z.infer<typeof preview>

/** A batch of more is two batches. */
export const mostItems = 10_000

export const options = z.object({
  priority: z.coerce.number().int().min(1).max(5).default(3),
  maxConcurrentItems: z.preprocess(
    (value) => (value === '' ? null : value),
    z.coerce
      .number()
      .int()
      .min(1, 'At least one at a time.')
      .max(1000, 'At most 1,000 at a time.')
      .nullish(),
  ),
  stopOnError: z.coerce.boolean().default(false),
})

export const batchInput = options.extend({
  customerId: f.id,
  name: f.line(200),
  directoryIds: z
    .array(f.id)
    .min(1, 'Choose at least one directory.')
    .max(mostItems, `A batch holds at most ${mostItems.toLocaleString('en')} directories.`),
  selection: selection.default({}),
  /** Not before then; null for as soon as possible. */
  scheduledFor: f.optional(f.time),
  notifyCustomer: z.boolean().default(false),
  /** As shown when the person decided; refused when it would cost more by now. */
  expectedCredits: z.int().optional(),
})
export type BatchInput = z.output<typeof batchInput>

export const batchEdit = options.extend({ id: f.id, name: f.line(200).optional() })

export const batch = z.object({
  id: f.id,
  customerId: f.id,
  customerName: z.string(),
  name: z.string(),
  status: z.enum(batchStatuses),
  priority: z.int(),
  maxConcurrentItems: z.int().nullable(),
  stopOnError: z.boolean(),
  scheduledFor: f.time.nullable(),
  totalItems: z.int(),
  completedItems: z.int(),
  failedItems: z.int(),
  cancelledItems: z.int(),
  reviewItems: z.int(),
  progressPercentage: z.int(),
  successRate: z.int().nullable(),
  pausedReason: z.string().nullable(),
  createdAt: f.time,
  startedAt: f.time.nullable(),
  finishedAt: f.time.nullable(),
  createdByName: z.string().nullable(),
})
export type Batch = z.infer<typeof batch>

export const batchDetail = batch.extend({
  selection,
  /** How many items stand in each status, of those that are not finished. */
  counts: z.array(z.object({ status: z.enum(itemStatuses), count: z.int() })),
  credits: z.object({ reserved: z.int(), consumed: z.int(), released: z.int() }),
})
export type BatchDetail = z.infer<typeof batchDetail>

export const batchSelection = z.object({
  status: f.listOf(z.enum(batchStatuses)),
  customerId: f.id.optional(),
})
export const batchFilter = batchSelection.extend({
  direction: z.enum(['asc', 'desc']).default('desc'),
  ...f.paging,
})
export type BatchFilter = z.infer<typeof batchFilter>

export const item = z.object({
  id: f.id,
  directoryId: f.id,
  directoryName: z.string(),
  submissionId: f.id,
  status: z.enum(itemStatuses),
  method: z.enum(methods),
  workerId: z.string().nullable(),
  currentStep: z.string().nullable(),
  progressPercentage: z.int(),
  attempts: z.int(),
  retryCount: z.int(),
  maxRetries: z.int(),
  scheduledFor: f.time,
  nextRetryAt: f.time.nullable(),
  errorCode: z.enum(failureCodes).nullable().catch('unknown'),
  errorMessage: z.string().nullable(),
  listingUrl: z.string().nullable(),
  finishedAt: f.time.nullable(),
  /** What a person has to do, while it waits for one. */
  action: z.object({ id: f.id, title: z.string(), status: z.string() }).nullable(),
  replacedByName: z.string().nullable(),
})
export type Item = z.infer<typeof item>

export const itemFilter = z.object({
  id: f.id,
  status: f.listOf(z.enum(itemStatuses)),
  ...f.paging,
})
export type ItemFilter = z.infer<typeof itemFilter>

export const steered = z.object({ items: z.int() })
