import { z } from 'zod'
import * as f from '../fields'
import { conflictStates, leadStatuses, rulings } from './labels'

/** What the contender sent, as far as it was sent. */
const sent = z
  .object({
    clientName: z.string(),
    clientEmail: z.string(),
    clientPhone: z.string(),
    businessName: z.string(),
    website: z.string(),
    projectDescription: z.string(),
    estimatedValue: z.number(),
    currency: z.string(),
    expectedCloseOn: z.string(),
    source: z.string(),
  })
  .partial()
  .catch({})

const party = z.object({ partnerId: f.id, partnerName: z.string() })

export const conflictItem = z.object({
  id: f.id,
  state: z.enum(conflictStates),
  clientName: z.string(),
  holder: party.extend({ leadId: f.id, status: z.enum(leadStatuses) }),
  contender: party.extend({ leadId: f.id.nullable() }),
  /** What both name, such as `domain:acme.com`. */
  keys: z.array(z.string()),
  attempts: z.int(),
  /** The end of the holder's protection; null once the deal is won. */
  protectedUntil: f.time.nullable(),
  createdAt: f.time,
  lastAttemptAt: f.time,
  ruling: z.enum(rulings).nullable(),
  ruledAt: f.time.nullable(),
})
export type ConflictItem = z.infer<typeof conflictItem>

export const conflict = conflictItem.extend({
  sent,
  /** The holder's registration and how far it has come. */
  held: z.object({
    clientName: z.string().nullable(),
    clientEmail: z.string().nullable(),
    clientPhone: z.string().nullable(),
    businessName: z.string().nullable(),
    website: z.string().nullable(),
    projectDescription: z.string().nullable(),
    estimatedValue: f.amount,
    currency: z.string(),
    registeredAt: f.time,
    stageEnteredAt: f.time,
    moves: z.int(),
    lastActivityAt: f.time.nullable(),
    extended: z.boolean(),
  }),
  contenderStatus: z.string(),
  reason: z.string().nullable(),
  ruledByName: z.string().nullable(),
  newLeadId: f.id.nullable(),
})
export type Conflict = z.infer<typeof conflict>

export const conflictSelection = z.object({ state: f.listOf(z.enum(conflictStates)) })

export const conflictFilter = conflictSelection.extend({
  direction: z.enum(['asc', 'desc']).default('asc'),
  ...f.paging,
})
export type ConflictFilter = z.infer<typeof conflictFilter>

export const ruling = z.object({
  id: f.id,
  ruling: z.enum(rulings, { error: 'Please choose keep, transfer or release.' }),
  /** For the agency's own record; neither partner reads it. */
  reason: f.prose(500),
})
