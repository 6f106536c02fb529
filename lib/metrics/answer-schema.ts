import { z } from 'zod'
import { id } from '../fields'
import {
  cohortMeasures,
  dimensionKey,
  interval,
  metricKey,
  type QuestionKind,
  unit,
} from './schema'

const day = z.string()
export const amount = z.number().nullable()

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
