import { z } from 'zod'
import { invalid } from '../errors'
import { eventType, id, listOf, amount as moneyAmount } from '../fields'

/** Questions to the numbers of a workspace, and what an answer holds. Pure: screens and reports share it. */

export const metricKeys = [
  'applications',
  'approval_rate',
  'partners_joined',
  'leads',
  'lead_value',
  'won_deals',
  'won_value',
  'refunds',
  'win_rate',
  'days_to_close',
  'commissions_earned',
  'commissions_due',
  'clawbacks',
  'payouts_paid',
  'customers_joined',
  'submissions',
  'listings_live',
  'listing_approval_rate',
  'days_to_approval',
  'failed_submissions',
  'credits_consumed',
  'tasks_opened',
  'tasks_completed',
  'handling_minutes',
  'task_quality',
  'tasks_on_time',
  'events',
  'partner_events',
  'people',
] as const
export const metricKey = z.enum(metricKeys)
export type MetricKey = z.infer<typeof metricKey>

export const dimensionKeys = [
  'partner',
  'tier',
  'campaign',
  'source',
  'industry',
  'stage',
  'origin',
  'status',
  'experience',
  'kind',
  'currency',
  'customer',
  'subscription',
  'directory',
  'category',
  'method',
  'reason',
  'assistant',
  'taskType',
  'priority',
  'eventType',
] as const
export const dimensionKey = z.enum(dimensionKeys)
export type DimensionKey = z.infer<typeof dimensionKey>

export const dimensionLabels: Record<DimensionKey, string> = {
  partner: 'Partner',
  tier: 'Tier',
  campaign: 'Campaign',
  source: 'Source',
  industry: 'Industry',
  stage: 'Stage',
  origin: 'Origin',
  status: 'Status',
  experience: 'Experience',
  kind: 'Kind',
  currency: 'Currency',
  customer: 'Customer',
  subscription: 'Subscription',
  directory: 'Directory',
  category: 'Category',
  method: 'Method',
  reason: 'Reason',
  assistant: 'Virtual assistant',
  taskType: 'Type of task',
  priority: 'Priority',
  eventType: 'Event',
}

/** `count` and `money` add up over time and over a breakdown; the others do not. Money is in minor units. */
export const units = ['count', 'money', 'people', 'percent', 'days', 'minutes', 'score'] as const
export type Unit = (typeof units)[number]

export const intervals = ['day', 'week', 'month'] as const
export const interval = z.enum(intervals)
export type Interval = z.infer<typeof interval>

const isoDay = z.iso.date('Please give a day such as 2026-03-29.')
export const maxRangeDays = 3660

const inOrder = (range: { from: string; to: string }) => range.from <= range.to
const notTooLong = (range: { from: string; to: string }) =>
  (Date.parse(range.to) - Date.parse(range.from)) / 86_400_000 < maxRangeDays

/** Days of the workspace, both included. */
export const range = z
  .object({ from: isoDay, to: isoDay })
  .refine(inOrder, { path: ['to'], message: 'The last day is before the first.' })
  .refine(notTooLong, { path: ['from'], message: 'Please choose at most ten years.' })
export type Range = z.infer<typeof range>

/** A range of two fields of their own, refused under their names. */
export function rangeOf(from: string, to: string, [first, last] = ['from', 'to']): Range {
  const parsed = range.safeParse({ from, to })
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path[0] === 'from' ? first : last
  throw invalid({ [field ?? 'to']: issue?.message ?? 'This is no range of days.' })
}

/** What a range is compared with: as many days just before it, or the same days a year earlier. */
export const comparisons = ['none', 'previous', 'year'] as const
export const comparison = z.enum(comparisons)
export type Comparison = z.infer<typeof comparison>

export const funnelKeys = ['programme', 'pipeline'] as const
export const cohortMeasures = ['active', 'leads', 'won', 'revenue'] as const
export const campaignColumns = ['leads', 'contacted', 'won', 'revenue', 'cost'] as const
export const windowUnits = ['hours', 'days'] as const
export const forecastMetrics = ['won_value', 'commissions_due', 'tasks_opened'] as const

/** One key of a dimension; null is what has none. */
export const only = z.object({ dimension: dimensionKey, key: z.string().max(200).nullable() })
const filters = z.array(only).max(8).optional()

const peopleSteps = z
  .array(eventType)
  .min(2, 'Please choose at least two steps.')
  .max(8, 'Please choose at most eight steps.')

export const question = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('figure'), metric: metricKey, filters }),
  z.object({
    kind: z.literal('trend'),
    metric: metricKey,
    interval: interval.optional(),
    groupBy: dimensionKey.optional(),
    filters,
  }),
  z.object({
    kind: z.literal('breakdown'),
    metric: metricKey,
    dimension: dimensionKey,
    limit: z.number().int().min(1).max(50).default(10),
    filters,
  }),
  z.object({
    kind: z.literal('funnel'),
    funnel: z.enum(funnelKeys),
    /** Days that each step may take; without it, however long. */
    windowDays: z.number().int().min(1).max(730).optional(),
  }),
  z.object({ kind: z.literal('cohort'), measure: z.enum(cohortMeasures) }),
  z.object({ kind: z.literal('ltv') }),
  z.object({ kind: z.literal('leaderboard'), limit: z.number().int().min(1).max(50).default(10) }),
  z.object({
    kind: z.literal('forecast'),
    metric: z.enum(forecastMetrics),
    horizon: z.number().int().min(1).max(12).default(6),
  }),
  z.object({ kind: z.literal('campaigns') }),
  z.object({
    kind: z.literal('event-funnel'),
    steps: peopleSteps,
    /** How long it may take from the first step on; a day is 24 hours. Without it, however long. */
    window: z.number().int().min(1).max(730).optional(),
    windowUnit: z.enum(windowUnits).default('days'),
  }),
  z.object({
    kind: z.literal('retention'),
    start: eventType,
    /** What counts as coming back; without it, any event. */
    back: eventType.optional(),
    /** Without it, what suits the range. */
    interval: interval.optional(),
  }),
])
export type Question = z.infer<typeof question>
export type QuestionKind = Question['kind']

const day = z.string()
const amount = z.number().nullable()

/** What every answer says of itself. */
const about = {
  title: z.string(),
  definition: z.string(),
  /** When the rows behind it were read. */
  asOf: z.coerce.date(),
  timezone: z.string(),
  currency: z.string(),
  /** What is known to be missing or open, in a sentence. */
  notes: z.array(z.string()),
  /** What it is narrowed to, such as "Tier: Gold". */
  filters: z.array(z.string()),
}
const unit = z.enum(units)

export const point = z.object({ day, value: amount, count: z.number() })
export type Point = z.infer<typeof point>

export const slice = z.object({
  /** Null is whatever has no such thing. */
  key: z.string().nullable(),
  label: z.string(),
  value: amount,
  count: z.number(),
})

const anomaly = z.object({ day, value: z.number(), expected: z.number(), words: z.string() })

export const trendAnswer = z.object({
  kind: z.literal('trend'),
  ...about,
  metric: metricKey,
  unit,
  interval,
  total: amount,
  count: z.number(),
  series: z.array(
    z.object({ key: z.string().nullable(), label: z.string(), points: z.array(point) }),
  ),
  /** The compared range, laid under this one point by point. */
  before: z.object({ from: day, to: day, total: amount, points: z.array(point) }).nullable(),
  anomalies: z.array(anomaly),
})

export const funnelAnswer = z.object({
  kind: z.literal('funnel'),
  ...about,
  steps: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      reached: z.number(),
      /** Those of the step before who have not come this far, but may still. */
      open: z.number(),
      /** Median days from the step before. */
      medianDays: z.number().nullable(),
      /** Half of the 95 % interval around an estimate of `reached`. */
      margin: z.number().optional(),
    }),
  ),
})

export const answer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('figure'),
    ...about,
    metric: metricKey,
    unit,
    value: amount,
    /** How many rows are behind it. */
    count: z.number(),
    before: z.object({ value: amount, count: z.number(), from: day, to: day }).nullable(),
    series: z.array(point),
  }),
  trendAnswer,
  z.object({
    kind: z.literal('breakdown'),
    ...about,
    metric: metricKey,
    unit,
    dimension: dimensionKey,
    slices: z.array(slice),
    /** What the slices leave out: they and it make the total. Null for figures that do not add up. */
    other: slice.omit({ key: true }).nullable(),
    total: amount,
    count: z.number(),
  }),
  funnelAnswer,
  z.object({
    kind: z.literal('cohort'),
    ...about,
    measure: z.enum([...cohortMeasures, 'back']),
    unit,
    /** Partners by the month they joined, or people by the period in which they first did something. */
    of: z.enum(['partners', 'people']),
    interval,
    cohorts: z.array(
      z.object({
        /** The first day of the period. */
        month: day,
        size: z.number(),
        /** By periods since; null is the future. */
        cells: z.array(
          z
            .object({
              value: z.number(),
              complete: z.boolean(),
              /** Half of the 95 % interval around an estimate, in points. */
              margin: z.number().optional(),
            })
            .nullable(),
        ),
      }),
    ),
  }),
  z.object({
    kind: z.literal('ltv'),
    ...about,
    partners: z.number(),
    observed: amount,
    projected: z
      .object({ value: z.number(), low: z.number(), high: z.number(), months: z.number() })
      .nullable(),
    /** Average net value of a partner by months since joining; `partners` is how many are old enough. */
    curve: z.array(z.object({ month: z.number(), value: z.number(), partners: z.number() })),
  }),
  z.object({
    kind: z.literal('leaderboard'),
    ...about,
    rows: z.array(
      z.object({
        id,
        name: z.string(),
        tier: z.string(),
        leads: z.number(),
        won: z.number(),
        wonValue: z.number(),
        winRate: amount,
        earned: z.number(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('forecast'),
    ...about,
    metric: metricKey,
    unit,
    history: z.array(z.object({ day, value: z.number() })),
    forecast: z.array(z.object({ day, value: z.number(), low: z.number(), high: z.number() })),
    method: z.enum(['seasonal-naive', 'holt-winters', 'mean']),
    /** Mean absolute error in the backtest, of the method and of the seasonal-naive baseline; null with too short a past. */
    error: amount,
    baselineError: amount,
    coverage: z.number(),
  }),
  z.object({
    kind: z.literal('campaigns'),
    ...about,
    rows: z.array(
      z.object({
        id: id.nullable(),
        name: z.string(),
        leads: z.number(),
        contacted: z.number(),
        won: z.number(),
        conversionRate: amount,
        revenue: z.number(),
        cost: amount,
        roi: amount,
        costPerLead: amount,
      }),
    ),
  }),
])
export type Answer = z.infer<typeof answer>
export type AnswerOf<K extends QuestionKind> = Extract<Answer, { kind: K }>

export const metricInfo = z.object({
  key: metricKey,
  label: z.string(),
  definition: z.string(),
  unit,
  dimensions: z.array(dimensionKey),
  /** Whether more is better, worse, or neither. */
  good: z.enum(['up', 'down', 'neither']),
})
export type MetricInfo = z.infer<typeof metricInfo>

/** What a row of a figure is, so that a screen can open it. */
export const subjects = [
  'application',
  'partner',
  'lead',
  'commission',
  'payout',
  'customer',
  'listing',
  'item',
  'task',
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
  /** The record to look at: mostly the row itself, the listing of a queue item, the lead of a refund, the partner of a person. */
  opens: id.nullable(),
  /** Of people: when they began, and how many of the events asked for they did. */
  person: z.object({ began: z.coerce.date(), events: z.number() }).optional(),
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

export const campaignCost = z.object({ id, day: isoDay, amount: moneyAmount })
export type CampaignCost = z.infer<typeof campaignCost>
