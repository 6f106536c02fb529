import { type RawBuilder, sql } from 'kysely'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { business } from './business'
import { completeness } from './completeness'
import type { SubscriptionStatus } from './labels'
import { queueObstacle } from './rules'
import {
  type CustomerFilter,
  type CustomerItem,
  type CustomerRecord,
  type CustomerSelection,
  notificationPreferences,
} from './schema'

const sorts = {
  created: { column: 'c.createdAt', kind: 'time' },
  name: { column: 'c.companyName', kind: 'string' },
  completeness: { column: 'c.completeness', kind: 'number' },
  period: { column: 'c.billingPeriodEnd', kind: 'time' },
} as const

const bands = {
  low: sql`c.completeness < 50`,
  half: sql`c.completeness between 50 and 89`,
  full: sql`c.completeness >= 90`,
}

function matching(selection: CustomerSelection): RawBuilder<boolean> {
  const { tier, status, completeness: wanted, archived, search } = selection
  const all = [sql`true`]
  if (archived !== 'all')
    all.push(archived === 'only' ? sql`c.archived_at is not null` : sql`c.archived_at is null`)
  if (tier?.length) all.push(sql`c.subscription_tier = any (${tier}::text[])`)
  if (status?.length) all.push(sql`c.subscription_status = any (${status}::text[])`)
  if (wanted?.length)
    all.push(
      sql`(${sql.join(
        wanted.map((band) => bands[band]),
        sql` or `,
      )})`,
    )
  if (search?.trim()) all.push(sql`c.id = any (array(select search_customers(${search})))`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

const items = (db: Db) =>
  db
    .selectFrom('customers as c')
    .select([
      'c.id',
      'c.companyName',
      'c.fullName',
      'c.email',
      'c.subscriptionTier',
      'c.subscriptionStatus',
      'c.completeness',
      'c.creditsLimit',
      'c.creditsGranted',
      'c.currentPeriodUsage',
      'c.creditsReserved',
      'c.billingPeriodEnd',
      'c.archivedAt',
      'c.createdAt',
    ])

export async function listCustomers(db: Db, filter: CustomerFilter) {
  const sort = sorts[filter.sort]
  const rows = await keyset(items(db).where(matching(filter)), {
    column: sort.column,
    id: 'c.id',
    kind: sort.kind,
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<CustomerItem>
}

const countCap = 10_000

export async function countCustomers(db: Db, selection: CustomerSelection) {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from customers c where ${matching(selection)} limit ${countCap + 1}) counted`.execute(
    db,
  )
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, countCap), capped: count > countCap }
}

/** Id and name of those that work can be done for. */
export const customerChoices = (db: Db, search: string | undefined) =>
  db
    .selectFrom('customers as c')
    .select(['c.id', 'c.companyName', 'c.fullName'])
    .where(matching({ archived: 'no', search }))
    .orderBy('c.companyName')
    .orderBy('c.id')
    .limit(500)
    .execute()

/** The customer that a lead became, if it did. */
export async function customerOfLead(db: Db, leadId: string): Promise<string | null> {
  const row = await db
    .selectFrom('customers')
    .select('id')
    .where('clientLeadId', '=', leadId)
    .executeTakeFirst()
  return row?.id ?? null
}

/** One customer with everything about them; "not found" covers those of others. */
export async function findCustomer(db: Db, id: string): Promise<CustomerRecord> {
  const row = await items(db)
    .select([
      'c.businessData',
      'c.nextTier',
      'c.cancelAtPeriodEnd',
      'c.billingPeriodStart',
      'c.trialEnd',
      'c.notificationPreferences',
      'c.onboardingState',
      'c.clientLeadId',
      'c.stripeCustomerId',
      'c.stripeSubscriptionId',
      'c.source',
      'c.externalId',
      'c.billingTimezone',
      sql<string | null>`(select coalesce(l.business_name, l.client_name, l.external_id)
        from client_leads l where l.id = c.client_lead_id)`.as('leadName'),
      sql<
        'none' | 'invited' | 'active'
      >`coalesce((select case m.status when 'active' then 'active' when 'invited' then 'invited' end
        from memberships m where m.workspace_id = c.workspace_id and m.customer_id = c.id and m.status in ('active', 'invited')
        order by m.status limit 1), 'none')`.as('account'),
    ])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('customer')
  const { businessData, stripeSubscriptionId, ...rest } = row
  const known = business.safeParse(businessData)
  const profile = known.success ? known.data : {}
  return {
    ...rest,
    business: profile,
    missing: completeness(profile).missing,
    notificationPreferences: notificationPreferences.parse(row.notificationPreferences ?? {}),
    obstacle: queueObstacle({
      archivedAt: row.archivedAt,
      subscriptionStatus: row.subscriptionStatus as SubscriptionStatus,
    }),
    viaStripe: stripeSubscriptionId !== null,
  } as CustomerRecord
}
