import { z } from 'zod'
import * as f from '../fields'

/** Days of the workspace, both counted in. */
export const dayRange = z
  .object({ from: f.day, to: f.day })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'This is before the beginning.' })
export type DayRange = z.output<typeof dayRange>

/** Of which events: all, those of a partner or those of a campaign; of some types or of every. */
export type EventScope = {
  types?: readonly string[] | undefined
} & (
  | { partnerId?: undefined; campaignId?: undefined }
  | { partnerId: string; campaignId?: undefined }
  | { partnerId?: undefined; campaignId: string }
)

export type EventQuestion = DayRange & EventScope

export const analyticsEvent = z.object({
  id: f.id,
  eventType: z.string(),
  eventData: z.record(z.string(), z.unknown()),
  userId: z.string().nullable(),
  partnerId: f.id.nullable(),
  campaignId: f.id.nullable(),
  source: z.enum(['api', 'browser', 'product']),
  createdAt: f.time,
})
export type AnalyticsEvent = z.infer<typeof analyticsEvent>

/** How many people: exact, or an estimate with its relative standard error. */
export const peopleCount = z.object({
  count: z.int(),
  exact: z.boolean(),
  error: z.number(),
})
export type PeopleCount = z.infer<typeof peopleCount>

/** How far the figures go. */
export const freshness = z.object({
  /** Everything committed before this moment is counted. */
  asOf: f.time,
  /** The zone that days are counted in. */
  timezone: z.string(),
  /** The first day whose rows are all kept; figures of earlier days can no longer be opened. */
  rowsFrom: f.day,
})
export type Freshness = z.infer<typeof freshness>
