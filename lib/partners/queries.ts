import { type RawBuilder, sql } from 'kysely'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { balancesOf } from '../ledger/queries'
import { progressOf } from './rules'
import type { Earnings, Partner, PartnerFilter, PartnerItem, Tier } from './schema'
import { tierTable } from './tiers'

const sorts = {
  created: { column: 'p.createdAt', kind: 'time' },
  name: { column: 'p.name', kind: 'string' },
  deals: { column: 'p.totalDeals', kind: 'number' },
  earnings: {
    column: 'p.totalEarnings',
    kind: 'number',
  },
} as const

const likeText = (text: string) => `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`

function matching({
  status,
  tier,
  search,
}: Pick<PartnerFilter, 'status' | 'tier' | 'search'>): RawBuilder<boolean> {
  const all = [sql`true`]
  if (status?.length) all.push(sql`p.status = any (${status}::text[])`)
  if (tier?.length) all.push(sql`p.tier = any (${tier}::text[])`)
  if (search?.trim()) {
    const text = likeText(search)
    all.push(sql`(p.name ilike ${text} or p.email ilike ${text} or p.company ilike ${text})`)
  }
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

const items = (db: Db) =>
  db
    .selectFrom('partners as p')
    .innerJoin('workspaces as w', 'w.id', 'p.workspaceId')
    .select([
      'p.id',
      'p.name',
      'p.email',
      'p.company',
      'p.trackingCode',
      'p.status',
      'p.tier',
      'p.tierLocked',
      'p.totalDeals',
      'p.totalEarnings',
      'w.currency',
      'p.earningsComplete',
      'p.createdAt',
    ])

export async function listPartners(db: Db, filter: PartnerFilter) {
  const sort = sorts[filter.sort]
  const rows = await keyset(items(db).where(matching(filter)), {
    column: sort.column,
    id: 'p.id',
    kind: sort.kind,
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<PartnerItem>
}

export async function countPartners(
  db: Db,
  filter: Pick<PartnerFilter, 'status' | 'tier' | 'search'>,
) {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from partners p where ${matching(filter)}`.execute(db)
  return { count: rows[0]?.count ?? 0, capped: false }
}

/** Id and name of the partners that a form can choose from. */
export const activePartners = (db: Db, search = '') =>
  db
    .selectFrom('partners as p')
    .select(['p.id', 'p.name', 'p.company'])
    .where('p.status', '=', 'active')
    .where(matching({ search }))
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(500)
    .execute()

/** Balances from the ledger, and how much of what is held somebody put on hold. */
async function earningsOf(db: Db, partnerId: string): Promise<Earnings[]> {
  const [balances, holds] = await Promise.all([
    balancesOf(db, partnerId),
    db
      .selectFrom('commissions')
      .select(['currency', sql<number>`sum(commission_amount)::bigint`.as('amount')])
      .where('partnerId', '=', partnerId)
      .where('status', '=', 'on_hold')
      .groupBy('currency')
      .execute(),
  ])
  const onHold = new Map(holds.map(({ currency, amount }) => [currency, amount]))
  return balances.map((balance) => ({ ...balance, onHold: onHold.get(balance.currency) ?? 0 }))
}

export async function findPartner(db: Db, id: string, now: Date): Promise<Partner> {
  const row = await items(db)
    .select([
      'p.workspaceId',
      'p.phone',
      'p.website',
      'p.statusReason',
      'p.applicationId',
      'p.payoutHint',
      'p.payoutCurrency',
      'p.origin',
      sql<
        'none' | 'invited' | 'active'
      >`coalesce((select case m.status when 'active' then 'active' when 'invited' then 'invited' end
        from memberships m where m.workspace_id = p.workspace_id and m.partner_id = p.id
        order by m.status limit 1), 'none')`.as('account'),
    ])
    .where('p.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('partner')
  const { workspaceId, ...partner } = row
  const table = await tierTable(db, workspaceId, now)
  const tierHistory = await db
    .selectFrom('partnerTierHistory')
    .select(['id', 'fromTier', 'toTier', 'deals', 'cause', 'reason', 'createdAt'])
    .where('partnerId', '=', id)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return {
    ...partner,
    earnings: await earningsOf(db, id),
    progress: progressOf(table.rows, {
      tier: row.tier as Tier,
      locked: row.tierLocked,
      deals: row.totalDeals,
    }),
    tierHistory,
  } as Partner
}
