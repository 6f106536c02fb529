import { type RawBuilder, sql } from 'kysely'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type {
  Commission,
  CommissionFilter,
  CommissionItem,
  CommissionSelection,
  StatusSum,
} from './schema'

const sorts = {
  earned: { column: 'c.earnedAt', kind: 'time' },
  amount: {
    column: 'c.commissionAmount',
    kind: 'number',
  },
} as const

/** The start of a day in the workspace's time zone. */
const dayStart = (day: string, plusDays = 0) =>
  sql`((${day}::date + ${plusDays}::int)::timestamp at time zone
    (select w.timezone from workspaces w where w.id = (select app_workspace_id())))`

/** The one filter of list, sums, export and bulk changes; `c` is commissions. */
export function matching(filter: CommissionSelection): RawBuilder<boolean> {
  const { kind, status, partnerId, leadId, origin, currency, earnedFrom, earnedTo } = filter
  const all = [sql`true`]
  if (status?.length === 1) all.push(sql`c.status = ${status[0]}`)
  else if (status?.length) all.push(sql`c.status = any (${status}::text[])`)
  if (kind?.length) all.push(sql`c.kind = any (${kind}::text[])`)
  if (partnerId) all.push(sql`c.partner_id = ${partnerId}::uuid`)
  if (leadId) all.push(sql`c.client_lead_id = ${leadId}::uuid`)
  if (origin) all.push(sql`c.origin = ${origin}`)
  if (currency) all.push(sql`c.currency = ${currency}`)
  if (earnedFrom) all.push(sql`c.earned_at >= ${dayStart(earnedFrom)}`)
  if (earnedTo) all.push(sql`c.earned_at < ${dayStart(earnedTo, 1)}`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

/** What the deal of a commission `c` is called, for whoever is paid for it. */
export const dealName = sql<string>`coalesce(
  (select coalesce(l.business_name, l.client_name, l.external_id, 'Unnamed client')
    from client_leads l where l.id = c.client_lead_id),
  shared_deal_name(c.client_lead_id), 'Shared deal')`

// Names are looked up per row shown: joined, the planner reads every commission of a partner first.
const items = (db: Db) =>
  db
    .selectFrom('commissions as c')
    .select([
      'c.id',
      'c.kind',
      'c.baseId',
      'c.partnerId',
      sql<string>`(select p.name from partners p where p.id = c.partner_id)`.as('partnerName'),
      'c.clientLeadId as leadId',
      dealName.as('leadName'),
      'c.projectValue',
      sql<string>`c.commission_rate::text`.as('commissionRate'),
      'c.commissionAmount',
      'c.currency',
      'c.tierAtSale',
      'c.holdUntil',
      'c.status',
      'c.origin',
      'c.reason',
      'c.earnedAt',
      'c.approvedAt',
      'c.paidAt',
    ])

export async function listCommissions(db: Db, filter: CommissionFilter) {
  const sort = sorts[filter.sort]
  const rows = await keyset(items(db).where(matching(filter)), {
    column: sort.column,
    id: 'c.id',
    kind: sort.kind,
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<CommissionItem>
}

/** Count and sum per status and currency of what matches, whatever its status. */
export async function sumByStatus(db: Db, filter: CommissionSelection): Promise<StatusSum[]> {
  const { rows } = await sql<StatusSum>`
    select c.status, c.currency, count(*) as count, sum(c.commission_amount)::bigint as amount
    from commissions c where ${matching({ ...filter, status: undefined })}
    group by c.status, c.currency order by 1, 2`.execute(db)
  return rows
}

const obstacle = (kind: string, own: boolean, made: boolean) =>
  kind === 'clawback'
    ? 'A clawback follows its commission.'
    : own
      ? 'You cannot approve what pays you.'
      : made
        ? 'You made this adjustment, so somebody else approves it.'
        : null

export async function findCommission(db: Db, id: string, userId: string): Promise<Commission> {
  const row = await items(db)
    .select([
      'c.snapshot',
      sql<
        string | null
      >`(select coalesce(nullif(u.name, ''), u.email) from users u where u.id = c.approved_by)`.as(
        'approvedByName',
      ),
      sql<boolean>`exists (select 1 from client_leads l where l.id = c.client_lead_id)`.as(
        'leadReadable',
      ),
      sql<string | null>`(select i.payout_id from payout_items i
        where i.commission_id = c.id and i.released_at is null)`.as('payoutId'),
      sql<string | null>`c.snapshot->>'madeBy'`.as('madeBy'),
      sql<boolean>`exists (select 1 from partners p
        where p.id = c.partner_id and p.user_id = ${userId}::uuid)`.as('own'),
    ])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('commission')
  const { own, madeBy, ...found } = row
  const clawbacks = await db
    .selectFrom('commissions')
    .select(['id', 'commissionAmount as amount', 'status', 'earnedAt'])
    .where('baseId', '=', id)
    .orderBy('earnedAt')
    .orderBy('id')
    .execute()
  return {
    ...found,
    clawbacks,
    approvalObstacle: obstacle(found.kind, own, madeBy === userId),
  } as Commission
}
