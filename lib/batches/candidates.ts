import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { QueryContext } from '../api/context'
import { queueObstacle, type Standing } from '../customers/rules'
import type { Db } from '../db/with-actor'
import { type AskedBusiness, readRequirements, unmet } from '../directories/requirements'
import { notFound } from '../errors'
import type { Candidate, Preview, previewInput, Selection } from './schema'

/** The builder shows so many; filters find the rest. */
const mostShown = 500

/** Percent. */
const approvalPercent = sql<number>`round(d.expected_approval / 100.0)::int`

function fitting(selection: Selection): RawBuilder<boolean> {
  const all = [sql`d.workspace_id = (select app_workspace_id())`, sql`d.is_active`]
  if (selection.category?.length) all.push(sql`d.category = any (${selection.category}::text[])`)
  if (selection.pricing?.length) all.push(sql`d.pricing = any (${selection.pricing}::text[])`)
  if (selection.linkType?.length) all.push(sql`d.link_type = any (${selection.linkType}::text[])`)
  if (selection.method?.length)
    all.push(sql`d.automation_method = any (${selection.method}::text[])`)
  if (selection.minAuthority !== undefined) all.push(sql`d.da_score >= ${selection.minAuthority}`)
  if (selection.maxAuthority !== undefined) all.push(sql`d.da_score <= ${selection.maxAuthority}`)
  if (selection.minApproval !== undefined)
    all.push(sql`${approvalPercent} >= ${selection.minApproval}`)
  if (selection.country)
    all.push(sql`(d.country is null or d.country = ${selection.country.toUpperCase()})`)
  if (selection.search)
    all.push(
      sql`(position(lower(${selection.search}::text) in lower(d.name)) > 0 or position(lower(${selection.search}::text) in d.domain) > 0)`,
    )
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

const orders = {
  authority: sql`d.da_score desc nulls last, d.name, d.id`,
  approval: sql`${approvalPercent} desc, d.da_score desc nulls last, d.id`,
  name: sql`d.name, d.id`,
  credits: sql`d.credits, d.da_score desc nulls last, d.id`,
}

type Row = Omit<Candidate, 'obstacle' | 'missing'> & {
  requirements: unknown
  taken: string | null
}

/** Directories that fit a filter, best first, with what keeps the customer from each. */
export async function candidatesFor(
  db: Db,
  customerId: string,
  selection: Selection,
  { sort = 'authority', limit = mostShown }: { sort?: keyof typeof orders; limit?: number } = {},
): Promise<{ candidates: Candidate[]; more: boolean }> {
  const business = await businessOf(db, customerId)
  const { rows } = await sql<Row>`
    select d.id, d.name, d.url, d.category, d.da_score, d.link_type, d.pricing, d.price_cents, d.price_currency, d.credits,
      d.automation_method as method, ${approvalPercent} as expected_approval, d.requirements,
      coalesce(median_days(d.approval_days), d.average_approval_days) as approval_days,
      (select l.status from directory_submissions l
        where l.workspace_id = d.workspace_id and l.directory_id = d.id and l.customer_id = ${customerId}::uuid
          and l.status in ('pending', 'submitting', 'submitted', 'under_review', 'approved', 'revision_needed')) as taken
    from directories d where ${fitting(selection)}
    order by ${orders[sort]} limit ${limit + 1}`.execute(db)
  const candidates = rows.slice(0, limit).map(({ requirements, taken, ...row }) => ({
    ...row,
    missing: unmet(readRequirements(requirements), business),
    obstacle:
      taken && (taken === 'approved' ? 'Listed there already.' : 'On its way there already.'),
  }))
  return { candidates, more: rows.length > limit }
}

async function businessOf(db: Db, customerId: string): Promise<AskedBusiness> {
  const row = await db
    .selectFrom('customers')
    .select('businessData')
    .where('id', '=', customerId)
    .executeTakeFirst()
  return (row?.businessData ?? {}) as AskedBusiness
}

/** What a batch for the customer could hold, and what they can afford. */
export async function previewBatch(
  { db, now }: Pick<QueryContext, 'db' | 'now'>,
  { customerId, sort, maxConcurrentItems: _, ...selection }: z.output<typeof previewInput>,
): Promise<Preview> {
  const customer = await creditsOf(db, customerId, now)
  const { rows } = await sql<{ method: string; count: number }>`
    select q.automation_method as method, count(*) as count from submission_queue q
    where q.workspace_id = (select app_workspace_id()) and q.status = 'pending' and q.ready group by 1`.execute(
    db,
  )
  return {
    ...(await candidatesFor(db, customerId, selection, { sort })),
    creditsLeft: customer.creditsLeft,
    obstacle: customer.obstacle,
    ahead: Object.fromEntries(rows.map(({ method, count }) => [method, count])),
  }
}

/** Credits that are neither used nor reserved in this period. */
export async function creditsOf(db: Db, customerId: string, now: Date) {
  const row = await db
    .selectFrom('customers')
    .select([
      'id',
      'companyName',
      'archivedAt',
      'subscriptionStatus',
      // A period that is over begins anew with whatever is queued next.
      sql<number>`greatest(0, case when billing_period_end <= ${now}::timestamptz and stripe_subscription_id is null
          then coalesce(tier_credits(next_tier), credits_limit)
          else credits_limit + credits_granted - current_period_usage end - credits_reserved)`.as(
        'creditsLeft',
      ),
    ])
    .where('id', '=', customerId)
    .executeTakeFirst()
  if (!row) throw notFound('customer')
  return { ...row, obstacle: queueObstacle(row as Standing) }
}
