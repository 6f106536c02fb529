import { z } from 'zod'
import { visitorStages } from '../applications/schema'
import { eventType, id, listOf } from '../fields'
import { amount } from './answer-schema'
import {
  campaignColumns,
  cohortMeasures,
  dimensionKey,
  funnelKeys,
  interval,
  isoDay,
  metricKey,
  peopleSteps,
  unit,
  windowUnits,
} from './schema'

/** What a row of a figure is, so that a screen can open it. */
export const subjects = [
  'visitor',
  'application',
  'partner',
  'lead',
  'commission',
  'payout',
  'customer',
  'listing',
  'item',
  'task',
  'call',
  'event',
  'cost',
  'person',
] as const

export const row = z.object({
  subject: z.enum(subjects),
  id,
  label: z.string(),
  /** What belongs to it and tells it from others: the partner of a lead, the directory of a listing. */
  detail: z.string().nullable(),
  at: z.coerce.date(),
  value: amount,
  /** The record to look at: mostly the row itself, the listing of a queue item, the lead of a refund, the partner of a person, the application of a visitor. */
  opens: id.nullable(),
  /** Of calls: whether that is a lead or a task. */
  opensAs: z.enum(['lead', 'task']).optional(),
  /** Of people: when they began, and how many of the events asked for they did. */
  person: z.object({ began: z.coerce.date(), events: z.number() }).optional(),
  /** Of visitors: when they first came, and the furthest stage they came to. */
  visitor: z.object({ came: z.coerce.date(), stage: z.enum(visitorStages) }).optional(),
})
export type Row = z.infer<typeof row>

/** `partner:<id>`; nothing after the colon is what has no such thing. */
const filterText = z
  .string()
  .max(240)
  .transform((text, ctx) => {
    const colon = text.indexOf(':')
    const dimension = dimensionKey.safeParse(text.slice(0, colon)).data
    if (dimension) return { dimension, key: text.slice(colon + 1) || null }
    ctx.addIssue('Please name a dimension and a key, such as tier:gold.')
    return z.NEVER
  })
const oneOrMore = (most: number) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(filterText).max(most).default([]),
  )

/**
 * Which rows, where the number is no figure: who came to a step of a funnel, or may still come; a cell
 * of the cohorts, by the month they joined and so many months later; a cell of the campaigns; people
 * who came to a step (by its number), or who came back, by the period in which they began and so many
 * periods later, without that all who began.
 */
export const rowSetsAsked = {
  funnel: z.enum(funnelKeys).optional(),
  step: z.string().max(40).optional(),
  reach: z.enum(['reached', 'open']).optional(),
  window: z.coerce.number().int().min(1).max(730).optional(),
  cohort: isoDay
    .refine((day) => day.endsWith('-01'), 'Please give the first day of a month.')
    .optional(),
  months: z.coerce.number().int().min(0).max(1200).optional(),
  measure: z.enum(cohortMeasures).optional(),
  campaign: id.or(z.literal('none')).optional(),
  column: z.enum(campaignColumns).optional(),
  steps: listOf(eventType).pipe(peopleSteps.optional()),
  windowUnit: z.enum(windowUnits).optional(),
  start: eventType.optional(),
  back: eventType.optional(),
  interval: interval.optional(),
  period: isoDay.optional(),
  later: z.coerce.number().int().min(0).max(11).optional(),
}

/** Which rows: those behind a figure, of one key of a dimension, of several, or of all but some. */
export const rowsAsked = {
  metric: metricKey.optional(),
  /** Of all but cohorts. */
  from: isoDay.optional(),
  to: isoDay.optional(),
  dimension: dimensionKey.optional(),
  /** Of the dimension; empty for what has none. */
  key: z.string().max(200).optional(),
  filter: oneOrMore(8),
  not: oneOrMore(50),
  ...rowSetsAsked,
}
export type RowsAsked = z.output<z.ZodObject<typeof rowsAsked>>

/** What the rows make together. */
export const rowsTotal = z.object({
  title: z.string(),
  definition: z.string(),
  unit,
  value: amount,
  count: z.number(),
  /** Of a sample: one person in so many is counted and shown, and `value` is an estimate. */
  oneIn: z.number().optional(),
  /** What is known to be missing or estimated, in a sentence. */
  notes: z.array(z.string()),
  subject: z.enum(subjects),
  /** What they are narrowed to, in words. */
  filters: z.array(z.object({ dimension: dimensionKey, not: z.boolean(), label: z.string() })),
})
export type RowsTotal = z.infer<typeof rowsTotal>
