import { type RawBuilder, sql } from 'kysely'
import { actionTypeLabels } from '../actions/labels'
import {
  applicationStatusLabels,
  experienceLabels,
  visitorStageLabels,
  visitorStages,
} from '../applications/schema'
import { callOutcomeLabels } from '../calls/labels'
import { commissionKindLabels, commissionStatusLabels } from '../commissions/schema'
import { subscriptionTierLabels } from '../customers/labels'
import { categoryLabels } from '../directories/labels'
import { leadStatusLabels } from '../leads/labels'
import { listingStatusLabels } from '../listings/labels'
import { partnerStatusLabels, tierLabels } from '../partners/schema'
import { payoutStatusLabels } from '../payouts/schema'
import { failureLabels, methodLabels } from '../queue/labels'
import type { Row } from './rows-schema'
import type { DimensionKey } from './schema'

type Sql = RawBuilder<unknown>

/** One key of a fact's rows: in SQL, and its name in words: by a list, or looked up by id. */
export type Dimension = {
  key: Sql
  labels?: Record<string, string>
  /** The name of the key `k.key`, asked once per key shown. */
  name?: Sql
}

/** Rows of one kind, each at one time, that figures count and sum. */
export type Fact = {
  subject: Row['subject']
  from: Sql
  id: Sql
  /** When it happened; rows without a time are not among them. */
  at: Sql
  label: Sql
  detail: Sql
  /** The record that a row opens, where it is none itself: the lead of a refund, the listing of an item. */
  opens?: Sql
  /** Which kind of record that is, where rows open several. */
  opensAs?: Sql
  where?: Sql
  /** Of visitors: when they first came, and the furthest stage they came to. */
  visitor?: { came: Sql; stage: Sql }
  /** Rows that are sums of a day: the day they are of, and how many they stand for. */
  sums?: { day: Sql; count: Sql }
  /** What its money is in; the fact has money only with one. */
  currency?: Sql
  dimensions: Partial<Record<DimensionKey, Dimension>>
}

const nameOf = (table: string, column = 'name') =>
  sql`(select t.${sql.raw(column)} from ${sql.raw(table)} t where t.id = k.key::uuid)`

const partner = (key: Sql): Dimension => ({ key, name: nameOf('partners') })
const customer = (key: Sql): Dimension => ({ key, name: nameOf('customers', 'company_name') })
const directory = (key: Sql): Dimension => ({ key, name: nameOf('directories') })
const assistant = (key: Sql): Dimension => ({ key, name: nameOf('virtual_assistants') })
const plain = (key: Sql, labels?: Record<string, string>): Dimension => ({
  key,
  ...(labels ? { labels } : {}),
})

const leadLabel = sql`coalesce(f.business_name, f.client_name, f.external_id, 'Unnamed client')`
const partnerName = sql`(select p.name from partners p where p.id = f.partner_id)`
const partnerTier = sql`(select p.tier from partners p where p.id = f.partner_id)`
const directoryName = sql`(select d.name from directories d where d.id = f.directory_id)`
const directoryCategory = sql`(select d.category from directories d where d.id = f.directory_id)`
const companyName = sql`(select c.company_name from customers c where c.id = f.customer_id)`
const origins = {
  application: 'Application',
  console: 'Console',
  portal: 'Portal',
  import: 'Import',
  api: 'API',
  sale: 'Sale',
}

const campaign: Dimension = { key: sql`f.campaign_id`, name: nameOf('campaigns') }

const leadDimensions: Fact['dimensions'] = {
  partner: partner(sql`f.partner_id`),
  tier: plain(partnerTier, tierLabels),
  campaign,
  source: plain(sql`f.source`),
  industry: plain(sql`f.industry`),
  stage: plain(sql`f.status`, leadStatusLabels),
  origin: plain(sql`f.origin`, origins),
  currency: plain(sql`f.currency`),
}
const lead = {
  subject: 'lead',
  from: sql`client_leads f`,
  id: sql`f.id`,
  label: leadLabel,
  detail: partnerName,
  currency: sql`f.currency`,
  dimensions: leadDimensions,
} as const

const commission = {
  subject: 'commission',
  from: sql`commissions f`,
  id: sql`f.id`,
  label: sql`coalesce((select coalesce(l.business_name, l.client_name, l.external_id) from client_leads l where l.id = f.client_lead_id), 'Unnamed client')`,
  detail: partnerName,
  currency: sql`f.currency`,
  dimensions: {
    partner: partner(sql`f.partner_id`),
    tier: plain(sql`f.tier_at_sale`, tierLabels),
    kind: plain(sql`f.kind`, commissionKindLabels),
    status: plain(sql`f.status`, commissionStatusLabels),
    origin: plain(sql`f.origin`, origins),
    currency: plain(sql`f.currency`),
  },
} as const

const listing = {
  subject: 'listing',
  from: sql`directory_submissions f`,
  id: sql`f.id`,
  label: companyName,
  detail: directoryName,
  dimensions: {
    customer: customer(sql`f.customer_id`),
    directory: directory(sql`f.directory_id`),
    category: plain(directoryCategory, categoryLabels),
    method: plain(sql`f.automation_method`, methodLabels),
    status: plain(sql`f.status`, listingStatusLabels),
  },
} as const

const task = {
  subject: 'task',
  from: sql`pending_actions f`,
  id: sql`f.id`,
  label: sql`f.title`,
  detail: companyName,
  dimensions: {
    assistant: assistant(sql`coalesce(f.completed_by_va_id, f.assigned_to_va_id)`),
    taskType: plain(sql`f.action_type`, actionTypeLabels),
    customer: customer(sql`f.customer_id`),
    directory: directory(sql`f.directory_id`),
    priority: plain(sql`f.priority::text`),
  },
} as const

const call = {
  subject: 'call',
  from: sql`calls f`,
  id: sql`f.id`,
  at: sql`f.started_at`,
  label: sql`f.contact`,
  detail: sql`f.caller_name`,
  opens: sql`coalesce(f.client_lead_id, f.action_id)`,
  opensAs: sql`case when f.action_id is null then 'lead' else 'task' end`,
  dimensions: {
    caller: {
      key: sql`coalesce(f.va_id, f.user_id)`,
      name: sql`coalesce((select v.name from virtual_assistants v where v.id = k.key::uuid),
        (select coalesce(nullif(u.name, ''), u.email) from users u where u.id = k.key::uuid))`,
    },
    outcome: plain(sql`f.outcome`, callOutcomeLabels),
    kind: plain(sql`case when f.action_id is null then 'lead' else 'task' end`, {
      lead: 'About leads',
      task: 'From tasks',
    }),
  },
} as const

/** Counted from the rollups of events; the rows behind them are the events themselves. */
const event = {
  subject: 'event',
  id: sql`f.workspace_id`,
  at: sql`f.day::timestamp`,
  label: sql`f.event_type`,
  detail: sql`null`,
  sums: { day: sql`f.day`, count: sql`f.events` },
} as const

const applicationOf = (column: string) => sql`(
  select a.${sql.raw(column)} from partner_applications a
  where a.workspace_id = f.workspace_id and a.visitor_id = f.visitor_id order by a.created_at, a.id limit 1)`
const furthestStage = sql`(
  select s.stage from conversion_funnels s where s.workspace_id = f.workspace_id and s.visitor_id = f.visitor_id
  order by array_position(array[${sql.join(visitorStages.map((stage) => sql.lit(stage)))}], s.stage) desc limit 1)`

export const facts = {
  visitors: {
    subject: 'visitor',
    from: sql`(select v.* from conversion_funnels v where v.stage = 'visited') f`,
    id: sql`f.visitor_id`,
    opens: applicationOf('id'),
    at: sql`f.entered_at`,
    label: sql`coalesce(${applicationOf('name')}, 'Visitor')`,
    detail: sql`(select c.name from campaigns c where c.id = f.campaign_id)`,
    visitor: { came: sql`f.entered_at`, stage: furthestStage },
    dimensions: {
      campaign,
      stage: plain(furthestStage, visitorStageLabels),
    },
  },
  applications: {
    subject: 'application',
    from: sql`partner_applications f`,
    id: sql`f.id`,
    at: sql`f.submitted_at`,
    label: sql`f.name`,
    detail: sql`f.company`,
    dimensions: {
      experience: plain(sql`f.experience_level`, experienceLabels),
      status: plain(sql`f.status`, applicationStatusLabels),
      partner: partner(sql`f.referred_by_partner_id`),
    },
  },
  reviewed: {
    subject: 'application',
    from: sql`partner_applications f`,
    id: sql`f.id`,
    at: sql`f.reviewed_at`,
    where: sql`f.status in ('approved', 'rejected')`,
    label: sql`f.name`,
    detail: sql`f.company`,
    dimensions: { experience: plain(sql`f.experience_level`, experienceLabels) },
  },
  partners: {
    subject: 'partner',
    from: sql`partners f`,
    id: sql`f.id`,
    at: sql`f.created_at`,
    label: sql`f.name`,
    detail: sql`f.company`,
    dimensions: {
      tier: plain(sql`f.tier`, tierLabels),
      status: plain(sql`f.status`, partnerStatusLabels),
      origin: plain(sql`f.origin`, origins),
    },
  },
  leads: { ...lead, at: sql`f.created_at` },
  closed: { ...lead, at: sql`f.closed_at`, where: sql`f.status in ('closed_won', 'closed_lost')` },
  won: { ...lead, at: sql`f.closed_at`, where: sql`f.status = 'closed_won'` },
  refunds: {
    ...lead,
    from: sql`lead_refunds r join client_leads f on f.workspace_id = r.workspace_id and f.id = r.client_lead_id`,
    id: sql`r.id`,
    opens: sql`f.id`,
    at: sql`r.refunded_at`,
    currency: sql`r.currency`,
  },
  earned: {
    ...commission,
    at: sql`f.earned_at`,
    where: sql`f.status in ('pending', 'approved', 'on_hold', 'paid')`,
  },
  due: {
    ...commission,
    at: sql`coalesce(f.hold_until, f.earned_at)`,
    where: sql`f.status in ('pending', 'approved', 'on_hold', 'paid')`,
  },
  clawbacks: { ...commission, at: sql`f.earned_at`, where: sql`f.kind = 'clawback'` },
  payouts: {
    subject: 'payout',
    from: sql`payouts f`,
    id: sql`f.id`,
    at: sql`f.paid_at`,
    where: sql`f.status = 'paid'`,
    label: partnerName,
    detail: sql`f.reference`,
    currency: sql`f.currency`,
    dimensions: {
      partner: partner(sql`f.partner_id`),
      tier: plain(partnerTier, tierLabels),
      status: plain(sql`f.status`, payoutStatusLabels),
      currency: plain(sql`f.currency`),
    },
  },
  customers: {
    subject: 'customer',
    from: sql`customers f`,
    id: sql`f.id`,
    at: sql`f.created_at`,
    label: sql`f.company_name`,
    detail: sql`f.full_name`,
    dimensions: {
      subscription: plain(sql`f.subscription_tier`, subscriptionTierLabels),
      source: plain(sql`f.source`),
    },
  },
  submitted: { ...listing, at: sql`f.submitted_at` },
  live: { ...listing, at: sql`f.approved_at` },
  judged: {
    ...listing,
    at: sql`coalesce(f.approved_at, f.rejected_at)`,
    where: sql`(f.approved_at is not null or f.rejected_at is not null)`,
  },
  failed: {
    subject: 'item',
    from: sql`submission_queue f`,
    id: sql`f.id`,
    opens: sql`f.submission_id`,
    at: sql`f.finished_at`,
    where: sql`f.status = 'failed'`,
    label: companyName,
    detail: directoryName,
    dimensions: {
      reason: plain(sql`f.error_code`, failureLabels),
      method: plain(sql`f.automation_method`, methodLabels),
      customer: customer(sql`f.customer_id`),
      directory: directory(sql`f.directory_id`),
    },
  },
  consumed: {
    subject: 'item',
    from: sql`credit_entries f left join submission_queue q on q.workspace_id = f.workspace_id and q.id = f.queue_item_id`,
    id: sql`f.id`,
    opens: sql`q.submission_id`,
    at: sql`f.created_at`,
    where: sql`f.kind = 'consume'`,
    label: companyName,
    detail: sql`(select d.name from directories d where d.id = q.directory_id)`,
    dimensions: {
      customer: customer(sql`f.customer_id`),
      directory: directory(sql`q.directory_id`),
    },
  },
  events: {
    ...event,
    from: sql`analytics_event_days f`,
    dimensions: { eventType: plain(sql`f.event_type`) },
  },
  partnerEvents: {
    ...event,
    from: sql`analytics_partner_days f`,
    dimensions: { partner: partner(sql`f.partner_id`), eventType: plain(sql`f.event_type`) },
  },
  opened: { ...task, at: sql`f.created_at` },
  completed: { ...task, at: sql`f.completed_at`, where: sql`f.status = 'completed'` },
  calls: call,
  rated: { ...call, where: sql`f.rating is not null` },
  /** Names what campaigns cost on their days. */
  campaigns: {
    subject: 'cost',
    from: sql`campaigns f`,
    id: sql`f.id`,
    at: sql`f.created_at`,
    label: sql`f.name`,
    detail: sql`null`,
    dimensions: {},
  },
} satisfies Record<string, Fact>
