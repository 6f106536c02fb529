import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { record, recordMany } from '../events/record'
import { changeStatus } from '../partners/commands'
import type { FlagStatus } from './labels'
import { findFlag } from './queries'
import type { Flag } from './schema'

type Settling = { id: string; reason: string }
type Moved = { id: string; amount: number; currency: string }

const settledBefore = () =>
  new AppError('conflict', 'Somebody else settled this flag already. Reload to see how.')

/** Settles an open flag under the lock of its partner, whose money it is about. */
async function settle(
  ctx: CommandContext,
  { id, reason }: Settling,
  status: Exclude<FlagStatus, 'open'>,
): Promise<Flag> {
  const { actor, now, db, tx } = ctx
  const flag = await findFlag(ctx, id)
  if (flag.obstacle) throw new AppError('forbidden', flag.obstacle)
  if (flag.status !== 'open') throw settledBefore()
  await db
    .selectFrom('partners')
    .select('id')
    .where('id', '=', flag.partnerId)
    .forNoKeyUpdate()
    .execute()
  const { count } = await tx.riskFlag.updateMany({
    where: { id, status: 'open' },
    data: { status, settledAt: now, settledBy: actor.userId, settledReason: reason },
  })
  if (count === 0) throw settledBefore()
  await record(ctx, {
    type: status === 'cleared' ? 'risk.cleared' : 'risk.confirmed',
    subject: flag.leadId
      ? { type: 'lead', id: flag.leadId }
      : { type: 'partner', id: flag.partnerId },
    data: { flagId: id, kind: flag.kind, reason },
  })
  return flag
}

/**
 * Clears a flag. When it was the last open one on a lead, the commissions that flags have put on hold
 * are pending again; those that a person holds, or whose partner is suspended or banned, stay.
 */
export async function clearFlag(ctx: CommandContext, input: Settling): Promise<Flag> {
  const flag = await settle(ctx, input, 'cleared')
  if (flag.leadId) {
    const { rows } = await sql<Moved>`
      with lifted as (
        select c.id, c.commission_amount as amount, c.currency, p.status as partner_status
        from commissions c join partners p on p.id = c.partner_id
        where c.client_lead_id = ${flag.leadId}::uuid and c.partner_id = ${flag.partnerId}::uuid
          and c.status = 'on_hold' and c.kind <> 'clawback'
          and c.reason in (select f.sentence from risk_flags f where f.client_lead_id = c.client_lead_id and f.partner_id = c.partner_id)
          and not exists (select 1 from risk_flags f where f.client_lead_id = c.client_lead_id
            and f.partner_id = c.partner_id and f.status = 'open')
        order by c.id for no key update of c
      ), kept as (
        update commissions c set reason = format('The partner is %s.', l.partner_status)
        from lifted l where c.id = l.id and l.partner_status in ('suspended','banned')
      )
      update commissions c set status = 'pending', reason = null, status_changed_at = ${ctx.now}::timestamptz
      from lifted l where c.id = l.id and l.partner_status not in ('suspended','banned')
      returning c.id, l.amount, l.currency`.execute(ctx.db)
    await tell(ctx, 'commission.released', rows, flag, input.reason)
  }
  return findFlag(ctx, input.id)
}

/**
 * Confirms a flag. On a lead it rejects what the partner has not been paid for it; on a partner it
 * suspends them, which holds all that is theirs until they are reinstated.
 */
export async function confirmFlag(ctx: CommandContext, input: Settling): Promise<Flag> {
  const flag = await settle(ctx, input, 'confirmed')
  if (flag.leadId) {
    const { rows } = await sql<Moved>`
      update commissions c set status = 'rejected', reason = ${flag.sentence}, status_changed_at = ${ctx.now}::timestamptz
      where c.client_lead_id = ${flag.leadId}::uuid and c.partner_id = ${flag.partnerId}::uuid
        and c.status in ('pending','on_hold') and c.kind <> 'clawback'
      returning c.id, c.commission_amount as amount, c.currency`.execute(ctx.db)
    await tell(ctx, 'commission.rejected', rows, flag, flag.sentence)
  } else {
    const { status } = await ctx.db
      .selectFrom('partners')
      .select('status')
      .where('id', '=', flag.partnerId)
      .executeTakeFirstOrThrow()
    if (status === 'active')
      await changeStatus(ctx, { id: flag.partnerId, to: 'suspended', reason: input.reason })
  }
  return findFlag(ctx, input.id)
}

const tell = (
  ctx: CommandContext,
  type: 'commission.released' | 'commission.rejected',
  rows: Moved[],
  { partnerId }: Flag,
  reason: string,
) =>
  recordMany(
    ctx,
    rows.map(({ id, amount, currency }) => ({
      type,
      subject: { type: 'commission' as const, id },
      partnerId,
      data: { reason, amount, currency },
    })),
  )
