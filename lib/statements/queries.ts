import { sql } from 'kysely'
import type { Member } from '../auth/actor'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type { Statement, StatementLine, StatementSums } from './schema'

/** The most lines of a currency in one document. */
const lineLimit = 1500

type Sums = Omit<StatementSums, 'lines' | 'more'>

const monthStart = (month: string, plus = 0) =>
  sql`((${`${month}-01`}::date + make_interval(months => ${plus}::int))::timestamp at time zone
    (select w.timezone from workspaces w where w.id = (select app_workspace_id())))`

/**
 * Every transaction of a partner as it changes what they are owed: what came from expense or a
 * clawback, less what reached them, and what was converted into another currency for a payout. A payout on its way is still owed, and an import is earned and paid.
 */
const movements = (partnerId: string, month: string) => sql`
  select t.id, t.kind, t.currency, t.occurred_at, t.commission_id, t.payout_id,
    coalesce(sum(e.amount) filter (where a.kind <> 'clawed_back'
      and t.kind not in ('payout_processing', 'payout_paid', 'payout_failed')), 0) as gained,
    coalesce(sum(e.amount) filter (where a.kind = 'paid'), 0) as paid,
    bool_or(a.kind = 'clawed_back') as back, t.kind in ('payout_converted', 'conversion_undone', 'rounding') as converted
  from ledger_entries e
  join ledger_transactions t on t.workspace_id = e.workspace_id and t.id = e.transaction_id
  join ledger_accounts a on a.workspace_id = e.workspace_id and a.id = e.account_id
  where e.partner_id = ${partnerId}::uuid and e.occurred_at < ${monthStart(month, 1)}
  group by t.id, t.kind, t.currency, t.occurred_at, t.commission_id, t.payout_id`

/** A partner's month: every figure is a sum of ledger entries. */
export async function findStatement(
  db: Db,
  { workspace }: Member,
  { id, month }: { id: string; month: string },
): Promise<Statement> {
  const partner = await db
    .selectFrom('partners')
    .select(['name', 'company', 'email', 'trackingCode as code'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!partner) throw notFound('partner')
  const { rows: sums } = await sql<Sums>`
    with moved as materialized (${movements(id, month)})
    select currency,
      coalesce(sum(gained - paid) filter (where occurred_at < ${monthStart(month)}), 0)::bigint as opening,
      coalesce(sum(gained) filter (where occurred_at >= ${monthStart(month)} and not back and not converted), 0)::bigint as earned,
      coalesce(-sum(gained) filter (where occurred_at >= ${monthStart(month)} and back), 0)::bigint as clawed_back,
      coalesce(sum(gained) filter (where occurred_at >= ${monthStart(month)} and converted), 0)::bigint as converted,
      coalesce(sum(paid) filter (where occurred_at >= ${monthStart(month)}), 0)::bigint as paid,
      coalesce(sum(gained - paid), 0)::bigint as closing
    from moved group by currency order by abs(coalesce(sum(gained - paid), 0)) desc, currency`.execute(
    db,
  )
  const { rows: lines } = await sql<StatementLine & { currency: string; ofAll: number }>`
    with moved as materialized (${movements(id, month)})
    select kind, currency, occurred_at, (gained - paid)::bigint as amount, coalesce(
        (select coalesce(l.business_name, l.client_name, l.external_id, 'Unnamed client')
          from commissions c join client_leads l on l.id = c.client_lead_id where c.id = m.commission_id),
        (select y.reference from payouts y where y.id = m.payout_id)) as about, of_all
    from (select m.*, row_number() over (partition by currency order by occurred_at, id) as place,
        count(*) over (partition by currency) as of_all
      from moved m where occurred_at >= ${monthStart(month)} and gained - paid <> 0) m
    where place <= ${lineLimit} order by occurred_at, id`.execute(db)
  const currencies = sums.map((row) => {
    const own = lines.filter(({ currency }) => currency === row.currency)
    return { ...row, lines: own, more: (own[0]?.ofAll ?? 0) - own.length }
  })
  return { workspace, partner, month, currencies }
}

export type Booking = {
  id: string
  occurredAt: Date
  kind: string
  debit: string
  credit: string
  amount: number
  currency: string
  partnerName: string
  partnerCode: string
  about: string | null
  commissionId: string | null
  payoutId: string | null
}

/** The transactions of a period as bookings, each with its two accounts; the oldest first. */
export async function listBookings(
  db: Db,
  { from, to }: { from: string; to: string },
  limit: number,
): Promise<Booking[]> {
  const day = (at: string, plus: number) =>
    sql`((${at}::date + ${plus}::int)::timestamp at time zone
      (select w.timezone from workspaces w where w.id = (select app_workspace_id())))`
  const { rows } = await sql<Booking>`
    select t.id, t.occurred_at, t.kind, legs.debit, legs.credit, legs.amount, t.currency, p.name as partner_name,
      p.tracking_code as partner_code, t.commission_id, t.payout_id, coalesce(
        (select coalesce(l.business_name, l.client_name, l.external_id, 'Unnamed client')
          from commissions c join client_leads l on l.id = c.client_lead_id where c.id = t.commission_id),
        (select y.reference from payouts y where y.id = t.payout_id)) as about
    from ledger_transactions t
    join partners p on p.workspace_id = t.workspace_id and p.id = t.partner_id
    cross join lateral (
      select max(a.kind) filter (where e.amount < 0) as debit, max(a.kind) filter (where e.amount > 0) as credit,
        sum(e.amount) filter (where e.amount > 0)::bigint as amount
      from ledger_entries e join ledger_accounts a on a.workspace_id = e.workspace_id and a.id = e.account_id
      where e.workspace_id = t.workspace_id and e.transaction_id = t.id) legs
    where t.occurred_at >= ${day(from, 0)} and t.occurred_at < ${day(to, 1)}
    order by t.occurred_at, t.id limit ${limit}`.execute(db)
  return rows
}
