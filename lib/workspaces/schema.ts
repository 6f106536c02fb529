import { z } from 'zod'
import * as f from '../fields'
import { isTimeZone } from '../time'

export const settings = z.object({
  slug: z.string(),
  name: z.string(),
  timezone: z.string(),
  currency: z.string(),
  programmeTerms: z.string(),
  acceptsApplications: z.boolean(),
  updatedAt: f.time,
})
export type Settings = z.infer<typeof settings>

export const settingsEdit = z.object({
  name: f.line(120),
  timezone: z.string().refine(isTimeZone, 'This time zone does not exist.'),
  programmeTerms: z.preprocess((value) => value ?? '', z.union([z.literal(''), f.prose(20_000)])),
  acceptsApplications: z.boolean(),
  /** As read; refused when somebody changed the settings since. */
  updatedAt: f.time,
})
