import { z } from 'zod'
import * as f from '../fields'
import { checkOutcomes, dueKinds, linkStates, listingStatuses, rejectionCategories } from './labels'

export * from './labels'

const webAddress = f.website.pipe(z.string().max(300))
const count = z
  .union(
    [z.int(), z.string().trim().regex(/^\d+$/).transform(Number)],
    'Please give a whole number.',
  )
  .pipe(z.int('Please give a whole number.').min(0).max(2_000_000_000, 'This number is too large.'))

export const listingItem = z.object({
  id: f.id,
  customerId: f.id,
  customerName: z.string(),
  directoryId: f.id,
  directoryName: z.string(),
  status: z.enum(listingStatuses),
  listingUrl: z.string().nullable(),
  linkState: z.enum(linkStates).nullable(),
  referenceId: z.string(),
  proofs: z.int(),
  submittedAt: f.time.nullable(),
  approvedAt: f.time.nullable(),
  lastCheckedAt: f.time.nullable(),
  expiresAt: f.time.nullable(),
  statusChangedAt: f.time.nullable(),
  createdAt: f.time,
})
export type ListingItem = z.infer<typeof listingItem>

export const figures = z.object({
  backlinkUrl: z.string().nullable(),
  searchRank: z.int().nullable(),
  impressions: z.int().nullable(),
  clicks: z.int().nullable(),
  trafficEstimate: z.int().nullable(),
  leadEstimate: z.int().nullable(),
})

export const listing = listingItem.extend({
  ...figures.shape,
  figuresAt: f.time.nullable(),
  externalReference: z.string().nullable(),
  automationMethod: z.string().nullable(),
  manual: z.boolean(),
  website: z.string().nullable(),
  rejectedAt: f.time.nullable(),
  endedAt: f.time.nullable(),
  rejectionReason: z.string().nullable(),
  rejectionCategory: z.enum(rejectionCategories).nullable(),
  revisionNotes: z.string().nullable(),
  checkFailures: z.int(),
  nextCheckAt: f.time.nullable(),
  costCents: z.int().nullable(),
  costCurrency: z.string().nullable(),
  creditsConsumed: z.int(),
  followUpAt: f.time.nullable(),
  maintenanceAt: f.time.nullable(),
})
export type Listing = z.infer<typeof listing>

export const listingSelection = z.object({
  status: f.listOf(z.enum(listingStatuses)),
  linkState: f.listOf(z.enum(linkStates)),
  customerId: f.id.optional(),
  directoryId: f.id.optional(),
  due: z.enum(dueKinds).optional(),
  search: z.string().max(200).optional(),
})
export type ListingSelection = z.infer<typeof listingSelection>

export const listingFilter = listingSelection.extend({
  direction: z.enum(['asc', 'desc']).default('desc'),
  ...f.paging,
})
export type ListingFilter = z.infer<typeof listingFilter>

export const check = z.object({
  id: f.id,
  outcome: z.enum(checkOutcomes),
  httpStatus: z.int().nullable(),
  pageUrl: z.string().nullable(),
  linkUrl: z.string().nullable(),
  linkRel: z.string().nullable(),
  detail: z.string().nullable(),
  checkedAt: f.time,
})
export type Check = z.infer<typeof check>

const byId = z.object({ id: f.id })
export const approving = byId.extend({
  /** Needed unless the listing has one. */
  listingUrl: f.optional(webAddress),
  expiresAt: f.optional(f.time),
})
export const rejecting = byId.extend({
  category: z.enum(rejectionCategories, 'Please choose why.'),
  reason: f.prose(1000),
})
export const revising = byId.extend({ reason: f.prose(1000) })
export const noting = byId.extend({ reason: f.optional(f.prose(1000)) })

export const figuresInput = z.object({
  backlinkUrl: f.optional(webAddress),
  searchRank: f.optional(count.pipe(z.int().min(1, 'The first place is 1.'))),
  impressions: f.optional(count),
  clicks: f.optional(count),
  trafficEstimate: f.optional(count),
  leadEstimate: f.optional(count),
})
export type FiguresInput = z.output<typeof figuresInput>

/** What is left out stays; null empties. */
export const editing = byId
  .extend({
    ...figuresInput.shape,
    listingUrl: f.optional(webAddress),
    externalReference: f.optional(f.line(200)),
    costCents: f.optional(f.amount),
    costCurrency: f.optional(f.currency),
    expiresAt: f.optional(f.time),
    followUpAt: f.optional(f.time),
    maintenanceAt: f.optional(f.time),
  })
  .refine(({ costCents, costCurrency }) => (costCents == null) === (costCurrency == null), {
    path: ['costCurrency'],
    message: 'Please give the amount and its currency.',
  })
export type Editing = z.output<typeof editing>

export const figuresReport = z.object({
  dryRun: z.boolean(),
  rows: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** Rows that no listing answers to. */
  unknown: z.int(),
  errors: z.array(z.object({ line: z.int(), message: z.string() })),
})
export type FiguresReport = z.infer<typeof figuresReport>
