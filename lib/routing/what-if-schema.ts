import { z } from 'zod'
import * as f from '../fields'

export const parts = ['day', 'morning', 'afternoon', 'evening'] as const

/** Who else there would be, or not be. */
export const whatIf = z.object({
  people: z.coerce
    .number()
    .int()
    .min(0, 'Please give 0 or more.')
    .max(20, 'Please give at most 20.')
    .default(0),
  skills: f.listOf(z.string().max(60)),
  language: f.optional(z.string().max(20)),
  part: z.enum(parts).default('day'),
  days: z.coerce.number().int().min(1).max(5).default(1),
  /** Who would not be there. */
  without: f.listOf(f.id),
  /** More or fewer tasks than usual, in a hundred. */
  arrivals: z.coerce.number().int().min(0).max(300).default(100),
})
export type WhatIf = z.output<typeof whatIf>

const outcome = z.object({
  tasks: z.number(),
  late: z.number(),
  left: z.number(),
  waitMedian: z.number().nullable(),
  waitLong: z.number().nullable(),
  /** How many wait to be begun at each of the result's moments, on average. */
  waiting: z.array(z.number()),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      busyMinutes: z.number(),
      atWorkMinutes: z.number(),
      tasks: z.number(),
    }),
  ),
})
export type Outcome = z.infer<typeof outcome>

export const whatIfResult = z.object({
  before: outcome,
  after: outcome,
  /** What changes, in a sentence. */
  sentence: z.string(),
  until: f.time,
  /** The moments of `waiting`. */
  moments: z.array(f.time),
  skills: z.array(z.string()),
  everybody: z.array(z.object({ id: f.id, name: z.string() })),
})
export type WhatIfResult = z.infer<typeof whatIfResult>

export const forecast = z.object({
  expectedMinutes: z.number().nullable(),
  /** How far it was off on the seven days before, on average. */
  errorMinutes: z.number().nullable(),
  openMinutes: z.number(),
  peopleMinutes: z.number(),
  sentence: z.string(),
  past: z.array(z.object({ day: f.day, expected: z.number(), actual: z.number() })),
})
export type ForecastResult = z.infer<typeof forecast>
