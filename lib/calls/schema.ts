import { z } from 'zod'
import * as f from '../fields'
import { callOutcomes } from './labels'

export const rating = z
  .int('Please give a whole number from 1 to 5.')
  .min(1, 'Please give a whole number from 1 to 5.')
  .max(5, 'Please give a whole number from 1 to 5.')

const aDay = 86_400

export const callInput = z
  .object({
    leadId: f.id,
    /** A member, by their user, or a virtual assistant; without it, whoever asks. */
    callerId: f.optional(f.id),
    contact: f.line(200),
    phone: f.optional(f.phone),
    /** Without it, the call has just ended. */
    startedAt: f.optional(f.time),
    seconds: z
      .int('Please give whole seconds.')
      .min(0, 'Please give a length of zero or more.')
      .max(aDay, 'Please give a length of a day at most.'),
    outcome: z.enum(callOutcomes, { error: 'Please choose what came of it.' }),
    /** How they rated it, 1 to 5. */
    rating: f.optional(rating),
    note: f.optional(f.prose(2000)),
  })
  .refine(({ outcome, rating }) => rating == null || outcome === 'reached', {
    message: 'Only somebody who was reached can have rated the call.',
    path: ['rating'],
  })
export type CallInput = z.output<typeof callInput>

export const callItem = z.object({
  id: f.id,
  /** Null when their account is gone; the name stays. */
  callerId: f.id.nullable(),
  callerName: z.string(),
  leadId: f.id.nullable(),
  actionId: f.id.nullable(),
  /** The name of the lead, or the title of the task. */
  about: z.string(),
  contact: z.string(),
  phone: z.string().nullable(),
  startedAt: f.time,
  seconds: z.int(),
  outcome: z.enum(callOutcomes),
  rating: rating.nullable(),
  note: z.string(),
  loggedBy: f.id.nullable(),
})
export type CallItem = z.infer<typeof callItem>

export const callSelection = z.object({
  callerId: f.id.optional(),
  outcome: f.listOf(z.enum(callOutcomes)),
  /** Days of the workspace, both included. */
  from: f.day.optional(),
  to: f.day.optional(),
})
export const callFilter = callSelection.extend(f.paging)
export type CallFilter = z.output<typeof callFilter>

export const leadCalls = z.object({ leadId: f.id, ...f.paging })
export type LeadCalls = z.output<typeof leadCalls>

export const caller = z.object({ id: f.id, name: z.string(), assistant: z.boolean() })
export type Caller = z.infer<typeof caller>
