import { type RawBuilder, sql } from 'kysely'
import type { MetricInfo } from './answer-schema'
import { type Fact, facts } from './facts'
import type { DimensionKey, MetricKey, Unit } from './schema'

type Sql = RawBuilder<unknown>

/** A number over the rows of a fact. `v.value` is the value of a row, `v.counts` whether it counts towards a share. */
export type Metric = {
  label: string
  definition: string
  unit: Unit
  fact: Fact
  /** What a row is worth, in terms of its table; money in the row's own currency. */
  value?: Sql
  /** For shares: which rows are the part. */
  counts?: Sql
  good: MetricInfo['good']
}

const rows = sql`1`
const daysBetween = (from: Sql, to: Sql) => sql`extract(epoch from ${to} - ${from})::float8 / 86400`

/** Every figure: what it is in words, and over which rows. The words are shown beside the figure. */
export const metrics: Record<MetricKey, Metric> = {
  visitors: {
    label: 'Visitors',
    definition:
      'Visitors of the programme page, by the day they first came. Whoever asks not to be tracked is not counted.',
    unit: 'count',
    fact: facts.visitors,
    good: 'up',
  },
  applications: {
    label: 'Applications',
    definition: 'Applications to the partner programme, by the day they were last sent in.',
    unit: 'count',
    fact: facts.applications,
    good: 'up',
  },
  approval_rate: {
    label: 'Approval rate',
    definition: 'Of the applications decided in the period, the share that was approved.',
    unit: 'percent',
    fact: facts.reviewed,
    counts: sql`f.status = 'approved'`,
    good: 'neither',
  },
  partners_joined: {
    label: 'Partners joined',
    definition: 'Partners by the day they joined, whatever became of them.',
    unit: 'count',
    fact: facts.partners,
    good: 'up',
  },
  leads: {
    label: 'Leads',
    definition: 'Leads by the day they were registered.',
    unit: 'count',
    fact: facts.leads,
    good: 'up',
  },
  lead_value: {
    label: 'Value of new leads',
    definition: 'Estimated value of the leads registered in the period.',
    unit: 'money',
    fact: facts.leads,
    value: sql`f.estimated_value`,
    good: 'up',
  },
  won_deals: {
    label: 'Won deals',
    definition:
      'Deals won, by the day they were closed. A deal whose win was reversed is not among them.',
    unit: 'count',
    fact: facts.won,
    good: 'up',
  },
  won_value: {
    label: 'Won value',
    definition:
      'Value of the deals won, by the day they were closed; refunds are shown by themselves.',
    unit: 'money',
    fact: facts.won,
    value: sql`f.project_value`,
    good: 'up',
  },
  refunds: {
    label: 'Refunds',
    definition: 'What was refunded on won deals, by the day of the refund.',
    unit: 'money',
    fact: facts.refunds,
    value: sql`r.amount`,
    good: 'down',
  },
  win_rate: {
    label: 'Win rate',
    definition: 'Of the deals closed in the period, won or lost, the share that was won.',
    unit: 'percent',
    fact: facts.closed,
    counts: sql`f.status = 'closed_won'`,
    good: 'up',
  },
  days_to_close: {
    label: 'Days to close',
    definition:
      'Median days from registering a lead to winning it, of the deals won in the period.',
    unit: 'days',
    fact: facts.won,
    value: daysBetween(sql`f.created_at`, sql`f.closed_at`),
    good: 'down',
  },
  commissions_earned: {
    label: 'Commissions earned',
    definition:
      'Commissions by the day they were earned, clawbacks and adjustments included; rejected and reversed ones left out.',
    unit: 'money',
    fact: facts.earned,
    value: sql`f.commission_amount`,
    good: 'neither',
  },
  commissions_due: {
    label: 'Commissions falling due',
    definition:
      'Commissions by the day from which they may be paid, paid since or not; held ones by the end of their hold.',
    unit: 'money',
    fact: facts.due,
    value: sql`f.commission_amount`,
    good: 'neither',
  },
  clawbacks: {
    label: 'Clawbacks',
    definition:
      'What was taken back of commissions because of refunds and reversals; a negative amount.',
    unit: 'money',
    fact: facts.clawbacks,
    value: sql`f.commission_amount`,
    good: 'neither',
  },
  payouts_paid: {
    label: 'Paid out',
    definition: 'Payouts to partners by the day they were paid.',
    unit: 'money',
    fact: facts.payouts,
    value: sql`f.amount`,
    good: 'neither',
  },
  customers_joined: {
    label: 'New customers',
    definition: 'Customers by the day they were made.',
    unit: 'count',
    fact: facts.customers,
    good: 'up',
  },
  submissions: {
    label: 'Submissions',
    definition: 'Listings sent to a directory, by the day they were first accepted there.',
    unit: 'count',
    fact: facts.submitted,
    good: 'up',
  },
  listings_live: {
    label: 'Listings gone live',
    definition: 'Listings that a directory approved, by that day.',
    unit: 'count',
    fact: facts.live,
    good: 'up',
  },
  listing_approval_rate: {
    label: 'Approval by directories',
    definition:
      'Of the listings that directories decided on in the period, the share they approved.',
    unit: 'percent',
    fact: facts.judged,
    counts: sql`f.approved_at is not null`,
    good: 'up',
  },
  days_to_approval: {
    label: 'Days to approval',
    definition: 'Median days from submission to approval, of the listings approved in the period.',
    unit: 'days',
    fact: facts.live,
    value: daysBetween(sql`f.submitted_at`, sql`f.approved_at`),
    good: 'down',
  },
  failed_submissions: {
    label: 'Failed submissions',
    definition: 'Queue items that ended as failed after all their retries.',
    unit: 'count',
    fact: facts.failed,
    good: 'down',
  },
  credits_consumed: {
    label: 'Credits used',
    definition: 'Credits of customers that accepted submissions used up. Its rows are bookings.',
    unit: 'count',
    fact: facts.consumed,
    value: sql`f.credits`,
    good: 'up',
  },
  tasks_opened: {
    label: 'Tasks opened',
    definition: 'Tasks for virtual assistants by the day they arose.',
    unit: 'count',
    fact: facts.opened,
    good: 'neither',
  },
  tasks_completed: {
    label: 'Tasks completed',
    definition: 'Tasks by the day they were completed.',
    unit: 'count',
    fact: facts.completed,
    good: 'up',
  },
  handling_minutes: {
    label: 'Handling time',
    definition: 'Median minutes of active work on the tasks completed in the period.',
    unit: 'minutes',
    fact: facts.completed,
    value: sql`f.active_seconds::float8 / 60`,
    good: 'down',
  },
  task_quality: {
    label: 'Quality of tasks',
    definition: 'Average score, one to five, of the reviewed tasks completed in the period.',
    unit: 'score',
    fact: facts.completed,
    value: sql`f.quality_score::float8`,
    good: 'up',
  },
  tasks_on_time: {
    label: 'Tasks on time',
    definition:
      'Of the tasks completed in the period, the share that was done before its deadline.',
    unit: 'percent',
    fact: facts.completed,
    counts: sql`(f.deadline_at is null or f.completed_at <= f.deadline_at)`,
    good: 'up',
  },
  calls: {
    label: 'Calls',
    definition:
      'Calls about leads and those of tasks, by the day they began, whether anybody was reached or not.',
    unit: 'count',
    fact: facts.calls,
    good: 'up',
  },
  call_minutes: {
    label: 'Length of calls',
    definition: 'Median minutes of the calls that began in the period.',
    unit: 'minutes',
    fact: facts.calls,
    value: sql`f.seconds::float8 / 60`,
    good: 'neither',
  },
  customer_rating: {
    label: 'Rating of calls',
    definition:
      'Average of how people who were reached rated the calls of the period, one to five.',
    unit: 'score',
    fact: facts.rated,
    value: sql`f.rating::float8`,
    good: 'up',
  },
  events: {
    label: 'Events',
    definition:
      'Events captured from websites, programs and the product itself, by the day they happened, late ones included.',
    unit: 'count',
    fact: facts.events,
    value: sql`f.events`,
    good: 'up',
  },
  partner_events: {
    label: 'Events of partners',
    definition: 'The events that belong to a partner, by the day they happened.',
    unit: 'count',
    fact: facts.partnerEvents,
    value: sql`f.events`,
    good: 'up',
  },
  people: {
    label: 'People',
    definition:
      'Different people (or visitors) with at least one event in the period; each counts once however often they came.',
    unit: 'people',
    fact: { ...facts.events, dimensions: {} },
    good: 'up',
  },
}

/** The value of one row before it is put together: what is counted is worth one. */
export const rowValue = (metric: Metric): Sql => metric.value ?? rows

/** Whether parts add up to the whole: over days, and over the keys of a dimension. */
export const addsUp = (unit: Unit) => unit === 'count' || unit === 'money'

/** What a figure is where there is nothing: zero of what is counted, no average of nothing. */
export const ofNothing = (unit: Unit) => (addsUp(unit) || unit === 'people' ? 0 : null)

/** How the values of rows become the figure. */
export const aggregate = (unit: Unit): Sql => {
  switch (unit) {
    case 'count':
    case 'money':
      return sql`coalesce(sum(v.value), 0)::float8`
    case 'percent':
      return sql`(100.0 * count(*) filter (where v.counts) / nullif(count(*), 0))::float8`
    case 'score':
      return sql`avg(v.value)::float8`
    default:
      return sql`percentile_cont(0.5) within group (order by v.value)::float8`
  }
}

export const catalogue = (Object.entries(metrics) as [MetricKey, Metric][]).map(
  ([key, { label, definition, unit, fact, good }]): MetricInfo => ({
    key,
    label,
    definition,
    unit,
    good,
    dimensions: Object.keys(fact.dimensions) as DimensionKey[],
  }),
)
