import { z } from 'zod'
import * as f from '../fields'
import { batchStates, listingStates } from './work-labels'

export const ownListingFilter = z.object({
  group: z.enum(['live', 'coming', 'ended']).optional(),
  ...f.paging,
})

export const batchWork = z.object({
  id: f.id,
  batchName: z.string(),
  status: z.enum(batchStates),
  totalItems: z.int(),
  completedItems: z.int(),
  failedItems: z.int(),
  cancelledItems: z.int(),
  /** Of these, how many wait for a person. */
  reviewItems: z.int(),
  progressPercentage: z.int(),
  scheduledFor: f.time.nullable(),
  finishedAt: f.time.nullable(),
  createdAt: f.time,
})
export type BatchWork = z.infer<typeof batchWork>

export const listingWork = z.object({
  id: f.id,
  directoryName: z.string(),
  directoryUrl: z.string(),
  category: z.string(),
  status: z.enum(listingStates),
  listingUrl: z.string().nullable(),
  linkState: z.string().nullable(),
  rejectionReason: z.string().nullable(),
  submittedAt: f.time.nullable(),
  approvedAt: f.time.nullable(),
  createdAt: f.time,
})
export type ListingWork = z.infer<typeof listingWork>
