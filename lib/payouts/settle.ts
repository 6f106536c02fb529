import { sql } from 'kysely'
import { type Actor, actorName } from '../auth/actor'
import type { Db } from '../db/with-actor'
import { record, recordMany } from '../events/record'
import { queueMail } from '../mail/queue'
import type { TransferStatus } from './labels'
import { settlesFrom } from './rules'

export type Context = { actor: Actor; now: Date; db: Db }

type Settlement = {
  transferIds: string[]
  to: Exclude<TransferStatus, 'sending'>
  reference?: string | null
  error?: string | null
  /** The provider's time of the state; what it said later stays. */
  providerAt?: Date | null
  /** A person who says what became of it, and how they know. */
  by?: { userId: string; reason: string }
}

type Moved = {
  transferId: string
  payoutId: string
  partnerId: string
  amount: number
  currency: string
  reference: string | null
  error: string | null
  sentBy: string
}

const payoutStatus = { accepted: 'processing', paid: 'paid', failed: 'failed', unknown: 'unknown' }

/**
 * Records what became of transfers: transfers, payouts and, once paid, commissions move together.
 * Those that have moved on stay as they are and are not answered, so saying it twice has one effect.
 */
export async function settle(ctx: Context, settlement: Settlement): Promise<Moved[]> {
  const { db, now } = ctx
  const { transferIds, to, reference = null, error = null, providerAt = null, by } = settlement
  await lock(db, transferIds)
  const ended = to === 'paid' || to === 'failed'
  const { rows } = await sql<Moved>`
    with moved as (
      update payout_transfers t set status = ${to}, provider_reference = coalesce(${reference}, t.provider_reference,
          case when ${to} = 'paid' then 'TRF-' || upper(right(t.payout_id::text, 12)) end),
        error = ${error}, provider_at = coalesce(${providerAt}::timestamptz, t.provider_at),
        settled_at = case when ${ended} then ${now}::timestamptz end, settled_by = ${by?.userId ?? null}::uuid,
        settled_reason = ${by?.reason ?? null}, status_changed_at = ${now}::timestamptz
      where t.id = any (${transferIds}::uuid[]) and t.status = any (${settlesFrom[to]}::text[])
        and (t.provider_at is null or ${providerAt}::timestamptz is null or t.provider_at <= ${providerAt}::timestamptz)
      returning t.id, t.payout_id, t.provider_reference, t.error, t.created_by
    ), standing as (
      update payouts y set status = ${payoutStatus[to]}, status_changed_at = ${now}::timestamptz,
        reference = coalesce(m.provider_reference, y.reference),
        paid_at = case when ${to} = 'paid' then ${now}::timestamptz end,
        paid_by = case when ${to} = 'paid' then coalesce(${by?.userId ?? null}::uuid, m.created_by) end
      from moved m where y.id = m.payout_id and y.status <> ${payoutStatus[to]}
    )
    select m.id as transfer_id, m.payout_id, y.partner_id, y.amount, y.currency, m.provider_reference as reference, m.error,
      m.created_by as sent_by
    from moved m join payouts y on y.id = m.payout_id order by m.payout_id`.execute(db)
  if (rows.length === 0) return rows
  if (to === 'paid') await payCommissions(ctx, rows)
  else if (to !== 'accepted') await recordEnds(ctx, to, rows, by?.reason)
  return rows
}

/** Commissions first, then payouts, each in the order of their ids, as everywhere. */
async function lock(db: Db, transferIds: string[]) {
  await sql`
    select c.id from commissions c where c.id in (
      select i.commission_id from payout_transfers t
      join payout_items i on i.workspace_id = t.workspace_id and i.payout_id = t.payout_id and i.released_at is null
      where t.id = any (${transferIds}::uuid[]))
    order by c.id for no key update`.execute(db)
  await sql`
    select y.id from payouts y where y.id in (select t.payout_id from payout_transfers t where t.id = any (${transferIds}::uuid[]))
    order by y.id for no key update`.execute(db)
}

async function payCommissions(ctx: Context, moved: Moved[]) {
  const { actor, db, now } = ctx
  const ids = moved.map(({ payoutId }) => payoutId)
  const { rows } = await sql<{ expected: number; paid: number }>`
    with paid as (
      update commissions c set status = 'paid', paid_at = ${now}::timestamptz, status_changed_at = ${now}::timestamptz
      from payout_items i join payouts y on y.id = i.payout_id
      where i.payout_id = any (${ids}::uuid[]) and i.released_at is null and c.id = i.commission_id and c.status = 'approved'
      returning c.id, c.workspace_id, c.partner_id, c.commission_amount, c.currency, y.reference
    ), recorded as (
      insert into events (workspace_id, type, subject_type, subject_id, partner_id, actor_user_id, actor_name, data, created_at)
      select workspace_id, 'commission.paid', 'commission', id, partner_id, ${'userId' in actor ? actor.userId : null}::uuid,
        ${actorName(actor)}, jsonb_build_object('amount', commission_amount, 'currency', currency, 'reference', reference),
        ${now}::timestamptz
      from paid
    )
    select (select count(*) from paid) as paid, (select count(*) from payout_items i
      where i.payout_id = any (${ids}::uuid[]) and i.released_at is null) as expected`.execute(db)
  if (rows[0]?.paid !== rows[0]?.expected)
    throw new Error('A commission of a live payout is not approved.')
  await recordMany(
    ctx,
    moved.map(({ payoutId, partnerId, amount, currency, reference }) => ({
      type: 'payout.paid',
      subject: { type: 'payout', id: payoutId },
      partnerId,
      data: { amount, currency, reference },
    })),
  )
  await tellPartners(ctx, moved)
}

async function tellPartners(ctx: Context, moved: Moved[]) {
  const partners = await ctx.db
    .selectFrom('partners')
    .select(['id', 'name', 'email'])
    .where('id', 'in', [...new Set(moved.map(({ partnerId }) => partnerId))])
    .execute()
  const byId = new Map(partners.map((partner) => [partner.id, partner]))
  for (const { partnerId, amount, currency, reference } of moved) {
    const partner = byId.get(partnerId)
    if (partner?.email && reference)
      await queueMail(ctx, {
        to: partner.email,
        template: 'payout-paid',
        data: { name: partner.name, amount, currency, reference },
      })
  }
}

async function recordEnds(
  ctx: Context,
  to: 'failed' | 'unknown',
  moved: Moved[],
  reason: string | undefined,
) {
  for (const { payoutId, partnerId, amount, currency, error } of moved)
    await record(ctx, {
      type: `payout.${to}`,
      subject: { type: 'payout', id: payoutId },
      ...(to === 'failed' ? { partnerId } : {}),
      data: { amount, currency, error, ...(reason ? { by: reason } : {}) },
    })
}
