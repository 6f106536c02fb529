import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { queueMail } from '../mail/queue'
import { findPayout } from './queries'
import { nextStatuses } from './rules'
import type { Payout, PayoutStatus } from './schema'
import { payoutStatusLabels } from './schema'

async function payoutForChange({ db }: CommandContext, id: string) {
  const row = await db
    .selectFrom('payouts')
    .select(['id', 'status', 'partnerId', 'amount', 'currency'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('payout')
  return { ...row, status: row.status as PayoutStatus }
}

const refuse = (from: PayoutStatus, verb: string) =>
  new AppError(
    'conflict',
    `This payout is ${payoutStatusLabels[from].toLowerCase()}, so it cannot be ${verb}.`,
  )

export async function approvePayout(ctx: CommandContext, id: string): Promise<Payout> {
  const { actor, now, db, tx } = ctx
  const row = await payoutForChange(ctx, id)
  if (!nextStatuses[row.status].includes('approved')) throw refuse(row.status, 'approved')
  const { approvalObstacle } = await findPayout(db, id, actor.userId)
  if (approvalObstacle) throw new AppError('forbidden', approvalObstacle)
  const { count } = await tx.payout.updateMany({
    where: { id, status: 'draft' },
    data: { status: 'approved', approvedBy: actor.userId, approvedAt: now, statusChangedAt: now },
  })
  if (count === 0) throw refuse('approved', 'approved')
  await record(ctx, {
    type: 'payout.approved',
    subject: { type: 'payout', id },
    partnerId: row.partnerId,
    data: { amount: row.amount, currency: row.currency },
  })
  return findPayout(db, id, actor.userId)
}

/** Records a transfer made by hand: the payout and its commissions become paid together. */
export async function payPayout(
  ctx: CommandContext,
  { id, reference }: { id: string; reference: string },
) {
  const { actor, now, db, tx } = ctx
  const row = await payoutForChange(ctx, id)
  if (row.status !== 'approved') throw refuse(row.status, 'marked as paid')
  const started = await tx.payout.updateMany({
    where: { id, status: 'approved' },
    data: { status: 'processing', reference, statusChangedAt: now },
  })
  if (started.count === 0) throw refuse('processing', 'marked as paid')
  await tx.payout.updateMany({
    where: { id, status: 'processing' },
    data: { status: 'paid', paidBy: actor.userId, paidAt: now, statusChangedAt: now },
  })
  const { rows } = await sql<{ expected: number; paid: number }>`
    with paid as (
      update commissions c set status = 'paid', paid_at = ${now}::timestamptz, status_changed_at = ${now}::timestamptz
      from payout_items i
      where i.payout_id = ${id}::uuid and i.released_at is null and c.id = i.commission_id and c.status = 'approved'
      returning c.id, c.workspace_id, c.partner_id, c.commission_amount, c.currency
    ), recorded as (
      insert into events (workspace_id, type, subject_type, subject_id, partner_id, actor_user_id, actor_name, data, created_at)
      select workspace_id, 'commission.paid', 'commission', id, partner_id, ${actor.userId}::uuid,
        ${actor.name || actor.email},
        jsonb_build_object('amount', commission_amount, 'currency', currency, 'reference', ${reference}::text), ${now}::timestamptz
      from paid
    )
    select (select count(*) from paid) as paid,
      (select count(*) from payout_items i where i.payout_id = ${id}::uuid and i.released_at is null) as expected`.execute(
    db,
  )
  if (rows[0]?.paid !== rows[0]?.expected)
    throw new AppError(
      'conflict',
      'A commission of this payout is no longer approved. Cancel the payout and make a new one.',
    )
  await record(ctx, {
    type: 'payout.paid',
    subject: { type: 'payout', id },
    partnerId: row.partnerId,
    data: { amount: row.amount, currency: row.currency, reference },
  })
  const partner = await db
    .selectFrom('partners')
    .select(['name', 'email'])
    .where('id', '=', row.partnerId)
    .executeTakeFirstOrThrow()
  if (partner.email) {
    await queueMail(ctx, {
      to: partner.email,
      template: 'payout-paid',
      data: { name: partner.name, amount: row.amount, currency: row.currency, reference },
    })
  }
  return findPayout(db, id, actor.userId)
}

/** Cancels a payout that has not been sent; its commissions are due again. */
export async function cancelPayout(
  ctx: CommandContext,
  { id, reason }: { id: string; reason: string },
) {
  const { actor, now, db, tx } = ctx
  const row = await payoutForChange(ctx, id)
  if (!nextStatuses[row.status].includes('cancelled')) throw refuse(row.status, 'cancelled')
  const { count } = await tx.payout.updateMany({
    where: { id, status: row.status },
    data: { status: 'cancelled', cancelledAt: now, reason, statusChangedAt: now },
  })
  if (count === 0) throw refuse(row.status, 'cancelled')
  await tx.payoutItem.updateMany({
    where: { payoutId: id, releasedAt: null },
    data: { releasedAt: now },
  })
  await record(ctx, {
    type: 'payout.cancelled',
    subject: { type: 'payout', id },
    ...(row.status === 'approved' ? { partnerId: row.partnerId } : {}),
    data: { amount: row.amount, currency: row.currency, reason },
  })
  return findPayout(db, id, actor.userId)
}
