import { z } from 'zod'
import * as f from '../fields'
import { result } from '../queue/schema'
import { actionStatuses, actionTypes } from './labels'

export * from './labels'

export const action = z.object({
  id: f.id,
  type: z.enum(actionTypes),
  title: z.string(),
  description: z.string(),
  priority: z.int(),
  status: z.enum(actionStatuses),
  customerId: f.id,
  customerName: z.string(),
  directoryName: z.string().nullable(),
  /** The page where it is done. */
  directoryUrl: z.string().nullable(),
  batchId: f.id.nullable(),
  itemId: f.id.nullable(),
  /** What helps: the last error, an address, the refused fields. */
  data: z.record(z.string(), z.unknown()),
  question: z.string().nullable(),
  answer: z.string().nullable(),
  askedAt: f.time.nullable(),
  answeredAt: f.time.nullable(),
  createdAt: f.time,
  completedAt: f.time.nullable(),
})
export type Action = z.infer<typeof action>

/** What a customer sees of it. */
export const question = action.pick({
  id: true,
  directoryName: true,
  status: true,
  question: true,
  answer: true,
  askedAt: true,
  answeredAt: true,
})
export type Question = z.infer<typeof question>

export const actionSelection = z.object({
  status: f.listOf(z.enum(actionStatuses)),
  type: f.listOf(z.enum(actionTypes)),
  customerId: f.id.optional(),
  batchId: f.id.optional(),
})
export const actionFilter = actionSelection.extend({
  direction: z.enum(['asc', 'desc']).default('asc'),
  ...f.paging,
})
export type ActionFilter = z.infer<typeof actionFilter>

/** The best one, or the one named. */
export const claiming = z.object({ id: f.id.optional() })
export const renewing = z.object({
  id: f.id,
  token: f.id,
  /** By the task's timer, which pauses. */
  activeSeconds: z.int().min(0).max(604_800).default(0),
})
export const asking = z.object({ id: f.id, question: f.prose(1000) })
export const answering = z.object({ id: f.id, answer: f.prose(4000) })

/** Why a submission is given up for good. */
export const endings = ['already_listed', 'directory_closed', 'refused'] as const

/** How it ended: submitted by hand, to be tried again with these data, or given up. */
export const resolution = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('submitted'), result }),
  z.object({
    outcome: z.literal('again'),
    /** Laid over the customer's data when it is tried again. */
    data: z.record(z.string().max(60), z.string().max(4000)).optional(),
    note: f.optional(f.prose(2000)),
  }),
  z.object({ outcome: z.literal('given_up'), code: z.enum(endings), reason: f.prose(2000) }),
])
export type Resolution = z.output<typeof resolution>
export const resolving = z.intersection(z.object({ id: f.id }), resolution)

/** A question behind the link of a mail. */
export const linkedQuestion = z.object({
  question: z.string(),
  directoryName: z.string().nullable(),
  state: z.enum(['open', 'answered', 'over', 'expired']),
  workspaceName: z.string(),
  workspaceSlug: z.string(),
  timezone: z.string(),
  askedAt: f.time,
})
export type LinkedQuestion = z.infer<typeof linkedQuestion>
export const answeringByLink = z.object({ token: z.string().max(200), answer: f.prose(4000) })
