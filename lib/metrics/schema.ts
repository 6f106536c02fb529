import { z } from 'zod'
import { invalid } from '../errors'
import { eventType, id, amount as moneyAmount } from '../fields'

/** Questions to the numbers of a workspace. Pure: screens and reports share it, and what answers and rows hold. */

export const metricKeys = [
  'visitors',
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
  'calls',
  'call_minutes',
  'customer_rating',
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
  'caller',
  'outcome',
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
  caller: 'Who called',
  outcome: 'Outcome',
}

/** `count` and `money` add up over time and over a breakdown; the others do not. Money is in minor units. */
export const units = ['count', 'money', 'people', 'percent', 'days', 'minutes', 'score'] as const
export const unit = z.enum(units)
export type Unit = z.infer<typeof unit>

export const intervals = ['day', 'week', 'month'] as const
export const interval = z.enum(intervals)
export type Interval = z.infer<typeof interval>

export const isoDay = z.iso.date('Please give a day such as 2026-03-29.')
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

export const funnelKeys = ['visitors', 'programme', 'pipeline'] as const
export type FunnelKey = (typeof funnelKeys)[number]
export const cohortMeasures = ['active', 'leads', 'won', 'revenue'] as const
export const campaignColumns = ['leads', 'contacted', 'won', 'revenue', 'cost'] as const
export const windowUnits = ['hours', 'days'] as const
export const forecastMetrics = ['won_value', 'commissions_due', 'tasks_opened'] as const

/** One key of a dimension; null is what has none. */
export const only = z.object({ dimension: dimensionKey, key: z.string().max(200).nullable() })
const filters = z.array(only).max(8).optional()

export const peopleSteps = z
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

/** What a campaign cost on a day. */
export const campaignCost = z.object({ id, day: isoDay, amount: moneyAmount })
export type CampaignCost = z.infer<typeof campaignCost>
