import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { type FlagKind, flagKindLabels } from './labels'
import { type Flag, type FlagFilter, type FlagSelection, type Limits, limits } from './schema'

/** The limits in force in the workspace of the transaction. */
export async function limitsOf(db: Db): Promise<Limits & { updatedAt: Date }> {
  const { settings, updatedAt } = await db
    .selectFrom('workspaces')
    .select(['settings', 'updatedAt'])
    .where('id', '=', sql<string>`(select app_workspace_id())`)
    .executeTakeFirstOrThrow()
  return { ...limits.parse((settings as { limits?: object }).limits ?? {}), updatedAt }
}

/** Flags of `f` that hold payments to a partner at a time: those on no single lead. */
const holdsPayment = (now: Date) =>
  sql<boolean>`f.status = 'open' and f.client_lead_id is null and coalesce(f.holds_until > ${now}::timestamptz, true)`

/** What holds every payment to the partner with this id, in sentences; null when nothing does. */
export const paymentHold = (partnerId: RawBuilder<unknown>, now: Date) =>
  sql<
    string | null
  >`(select string_agg(f.sentence, ' ' order by f.raised_at, f.id) from risk_flags f
    where f.workspace_id = (select app_workspace_id()) and f.partner_id = ${partnerId} and ${holdsPayment(now)})`

/** Everybody to whom nothing is paid, in one array that is computed once a statement. */
export const heldPartners = (now: Date) =>
  sql`array(select f.partner_id from risk_flags f
    where f.workspace_id = (select app_workspace_id()) and ${holdsPayment(now)})`

/**
 * Why payouts may neither be approved nor sent, by payout: flags on their partner, or on a lead of
 * one of their items. What is not in the answer is free to go.
 */
export async function payoutHolds(db: Db, ids: readonly string[], now: Date) {
  const { rows } = await sql<{ id: string; why: string }>`
    select y.id, string_agg(f.sentence, ' ' order by f.raised_at, f.id) as why
    from payouts y join risk_flags f on f.workspace_id = y.workspace_id and f.partner_id = y.partner_id
    where y.id = any (${ids}::uuid[]) and (${holdsPayment(now)} or (f.status = 'open' and exists (
      select 1 from payout_items i join commissions c on c.workspace_id = i.workspace_id and c.id = i.commission_id
      where i.payout_id = y.id and i.released_at is null and c.client_lead_id = f.client_lead_id)))
    group by y.id`.execute(db)
  return new Map(rows.map(({ id, why }) => [id, `Held: ${why} Settle the risk flag first.`]))
}

/** The names of the flags that hold a commission, for whoever wants to release it. */
export async function openFlagsOn(db: Db, commissionId: string): Promise<string[]> {
  const { rows } = await sql<{ kind: FlagKind }>`
    select f.kind from commissions c join risk_flags f on f.workspace_id = c.workspace_id
      and f.client_lead_id = c.client_lead_id and f.partner_id = c.partner_id and f.status = 'open'
    where c.id = ${commissionId}::uuid order by f.raised_at, f.id`.execute(db)
  return rows.map(({ kind }) => flagKindLabels[kind].toLowerCase())
}

function matching({ status, kind, partnerId, leadId }: FlagSelection): RawBuilder<boolean> {
  const all = [sql`true`]
  if (status?.length) all.push(sql`f.status = any (${status}::text[])`)
  if (kind?.length) all.push(sql`f.kind = any (${kind}::text[])`)
  if (partnerId) all.push(sql`f.partner_id = ${partnerId}::uuid`)
  if (leadId) all.push(sql`f.client_lead_id = ${leadId}::uuid`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

/** The unpaid money that an open flag keeps where it is. */
const heldSums = sql<Flag['held']>`case when f.status <> 'open' then '[]'::jsonb else coalesce((
  select jsonb_agg(jsonb_build_object('currency', s.currency, 'amount', s.amount) order by s.currency) from (
    select c.currency, sum(c.commission_amount)::bigint as amount from commissions c
    where c.workspace_id = f.workspace_id and c.partner_id = f.partner_id and c.status in ('pending','on_hold','approved')
      and (f.client_lead_id is null or c.client_lead_id = f.client_lead_id) group by c.currency) s), '[]'::jsonb) end`

const items = ({ db, actor }: Pick<QueryContext, 'db' | 'actor'>) =>
  db.selectFrom('riskFlags as f').select([
    'f.id',
    'f.kind',
    'f.status',
    'f.partnerId',
    sql<string>`(select p.name from partners p where p.id = f.partner_id)`.as('partnerName'),
    'f.clientLeadId as leadId',
    sql<
      string | null
    >`(select coalesce(l.business_name, l.client_name, l.external_id, 'Unnamed client')
      from client_leads l where l.id = f.client_lead_id)`.as('leadName'),
    'f.sentence',
    'f.evidence',
    'f.holdsUntil',
    'f.raisedAt',
    'f.settledAt',
    sql<
      string | null
    >`(select coalesce(nullif(u.name, ''), u.email) from users u where u.id = f.settled_by)`.as(
      'settledByName',
    ),
    'f.settledReason',
    heldSums.as('held'),
    sql<string | null>`case when exists (select 1 from partners p where p.id = f.partner_id
      and p.user_id = ${actor.userId}::uuid) then 'You cannot settle a flag on yourself.' end`.as(
      'obstacle',
    ),
  ])

/** The queue of flags; those that wait longest come first unless asked otherwise. */
export async function listFlags(ctx: QueryContext, filter: FlagFilter) {
  const rows = await keyset(items(ctx).where(matching(filter)), {
    column: 'f.raisedAt',
    id: 'f.id',
    kind: 'time',
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<Flag>
}

/** How many flags stand in each status. */
export async function countFlags(db: Db, selection: FlagSelection) {
  const { rows } = await sql<{ status: Flag['status']; count: number }>`
    select f.status, count(*) as count from risk_flags f where ${matching({ ...selection, status: undefined })}
    group by 1`.execute(db)
  return rows
}

export async function findFlag(ctx: QueryContext, id: string): Promise<Flag> {
  const row = await items(ctx).where('f.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('flag')
  return row as Flag
}
