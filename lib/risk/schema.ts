import { z } from 'zod'
import * as f from '../fields'
import { flagKinds, flagStatuses } from './labels'

export { type FlagKind, flagKindLabels, flagKinds, flagStatuses, flagStatusLabels } from './labels'

const wholeNumber = (min: number, max: number, unit: string) =>
  z.coerce
    .number('Please give a whole number.')
    .int('Please give a whole number.')
    .min(min, `Please give at least ${min} ${unit}.`)
    .max(max, `Please give at most ${max} ${unit}.`)

/** Kept in the workspace's settings; what is not there stands at its default. */
export const limits = z.object({
  protectionDays: wholeNumber(1, 730, 'days').default(90),
  extensionDays: wholeNumber(1, 365, 'days').default(30),
  /** How long before the end of protection the partner is reminded. */
  reminderDays: wholeNumber(0, 90, 'days').default(10),
  /** The country of phone numbers that do not name theirs, as ISO 3166 has it. */
  phoneCountry: f
    .optional(z.string().regex(/^[A-Z]{2}$/, 'Please choose a country.'))
    .default(null),
  /** Share of the won value of a year that may be refunded before a partner is flagged. */
  refundPercent: wholeNumber(1, 100, 'percent').default(30),
  /** Below this many won deals a share says nothing. */
  refundDeals: wholeNumber(1, 1000, 'deals').default(5),
  /** Registrations of a partner within a day, if that is far above their habit. */
  burstLeads: wholeNumber(2, 10_000, 'leads').default(25),
  /** Nothing is paid to changed details for this long, unless an admin has cleared them; 0 is off. */
  newDetailsDays: wholeNumber(0, 365, 'days').default(14),
})
export type Limits = z.output<typeof limits>

export const limitsRead = limits.extend({ updatedAt: f.time })
export const limitsEdit = limits.extend({
  /** As read; refused when somebody changed the settings since. */
  updatedAt: f.time,
})

const sums = z.array(z.object({ currency: z.string(), amount: f.signedAmount }))

export const flag = z.object({
  id: f.id,
  kind: z.enum(flagKinds),
  status: z.enum(flagStatuses),
  partnerId: f.id,
  partnerName: z.string(),
  leadId: f.id.nullable(),
  leadName: z.string().nullable(),
  /** What was found, in a sentence. */
  sentence: z.string(),
  evidence: z.record(z.string(), z.unknown()),
  /** Until when it holds by itself; null holds until it is settled. */
  holdsUntil: f.time.nullable(),
  raisedAt: f.time,
  settledAt: f.time.nullable(),
  settledByName: z.string().nullable(),
  settledReason: z.string().nullable(),
  /** Money that does not move while it is open. */
  held: sums,
  /** Why the asking person may not settle it; null when they may. */
  obstacle: z.string().nullable(),
})
export type Flag = z.infer<typeof flag>

export const flagSelection = z.object({
  status: f.listOf(z.enum(flagStatuses)),
  kind: f.listOf(z.enum(flagKinds)),
  partnerId: f.id.optional(),
  leadId: f.id.optional(),
})
export type FlagSelection = z.infer<typeof flagSelection>

export const flagFilter = flagSelection.extend({
  direction: z.enum(['asc', 'desc']).default('asc'),
  ...f.paging,
})
export type FlagFilter = z.infer<typeof flagFilter>

export const settling = z.object({ id: f.id, reason: f.prose(500) })
