import { type RawBuilder, sql } from 'kysely'
import { dealName } from '../commissions/queries'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import type { Balance, EntryFilter, EntryItem, EntrySelection } from './schema'

/** What a partner is owed and has got, a row per currency; the one with most in it first. */
export async function balancesOf(db: Db, partnerId: string): Promise<Balance[]> {
  const { rows } = await sql<Balance>`
    select currency, held, payable, on_its_way, paid, clawed_back, held + payable + on_its_way + paid as net
    from partner_balances where partner_id = ${partnerId}::uuid
    order by abs(held) + abs(payable) + on_its_way + paid desc, currency`.execute(db)
  return rows
}

/** The start of a day in the workspace's time zone. */
const dayStart = (day: string, plusDays = 0) =>
  sql`((${day}::date + ${plusDays}::int)::timestamp at time zone
    (select w.timezone from workspaces w where w.id = (select app_workspace_id())))`

function matching(filter: EntrySelection): RawBuilder<boolean> {
  const { partnerId, account, commissionId, payoutId, from, to } = filter
  const all = [sql`true`]
  // By transaction, because a partner's money in clearing stands on the workspace's account.
  if (partnerId)
    all.push(sql`e.transaction_id in (
      select t.id from ledger_transactions t where t.partner_id = ${partnerId}::uuid)`)
  if (account?.length)
    all.push(sql`e.account_id = any (array(
      select a.id from ledger_accounts a where a.kind = any (${account}::text[])))`)
  if (commissionId)
    all.push(sql`e.transaction_id in (
      select t.id from ledger_transactions t where t.commission_id = ${commissionId}::uuid)`)
  if (payoutId)
    all.push(sql`e.transaction_id in (
      select t.id from ledger_transactions t where t.payout_id = ${payoutId}::uuid)`)
  if (from) all.push(sql`e.occurred_at >= ${dayStart(from)}`)
  if (to) all.push(sql`e.occurred_at < ${dayStart(to, 1)}`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

const countCap = 10_000

/** How many entries match, up to a cap. */
export async function countEntries(db: Db, filter: EntrySelection) {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from ledger_entries e where ${matching(filter)} limit ${countCap + 1}) counted`.execute(
    db,
  )
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, countCap), capped: count > countCap }
}

// Looked up per row shown: joined, the planner would read every transaction first.
const ofTransaction = <T>(what: RawBuilder<unknown>) =>
  sql<T>`(select ${what} from ledger_transactions t where t.id = e.transaction_id)`

const items = (db: Db) =>
  db.selectFrom('ledgerEntries as e').select([
    'e.id',
    'e.transactionId',
    ofTransaction<string>(sql`t.kind`).as('kind'),
    sql<string>`(select a.kind from ledger_accounts a where a.id = e.account_id)`.as('account'),
    ofTransaction<string>(sql`t.partner_id`).as('partnerId'),
    ofTransaction<string>(sql`(select p.name from partners p where p.id = t.partner_id)`).as(
      'partnerName',
    ),
    ofTransaction<string | null>(sql`t.commission_id`).as('commissionId'),
    ofTransaction<string | null>(sql`t.payout_id`).as('payoutId'),
    ofTransaction<string | null>(sql`coalesce(
      (select ${dealName} from commissions c where c.id = t.commission_id),
      (select y.reference from payouts y where y.id = t.payout_id))`).as('about'),
    'e.amount',
    ofTransaction<string>(sql`t.currency`).as('currency'),
    ofTransaction<string | null>(sql`t.reason`).as('reason'),
    ofTransaction<string | null>(
      sql`(select coalesce(nullif(u.name, ''), u.email) from users u where u.id = t.actor_user_id)`,
    ).as('actorName'),
    'e.occurredAt',
  ])

export async function listEntries(db: Db, filter: EntryFilter) {
  const rows = await keyset(items(db).where(matching(filter)), {
    column: 'e.occurredAt',
    id: 'e.id',
    kind: 'time',
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<EntryItem>
}
