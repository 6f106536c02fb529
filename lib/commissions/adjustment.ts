import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import type { Tier } from '../partners/schema'
import { findCommission } from './queries'
import type { Adjustment, AdjustmentSnapshot, Commission } from './schema'

/**
 * Corrects what a deal gives a partner: a commission of its own beside the one it corrects, which stays
 * as it is. It waits for approval by somebody else, and a negative one comes off the next payout.
 */
export async function adjustCommission(
  ctx: CommandContext,
  { id, amount, reason }: Adjustment,
): Promise<Commission> {
  const { actor, now, db, tx } = ctx
  const corrected = await db
    .selectFrom('commissions as c')
    .innerJoin('partners as p', 'p.id', 'c.partnerId')
    .select([
      'c.partnerId',
      'c.clientLeadId',
      'c.closeNo',
      'c.currency',
      'c.tierAtSale',
      'c.kind',
      'p.status as partnerStatus',
    ])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!corrected) throw notFound('commission')
  const { kind, tierAtSale, currency, partnerStatus, ...deal } = corrected
  const held = partnerStatus === 'active' ? null : `The partner is ${partnerStatus}.`
  if (kind === 'clawback' || kind === 'adjustment')
    throw new AppError('conflict', 'Adjust the commission itself, not what came after it.')
  const snapshot: AdjustmentSnapshot = {
    tier: tierAtSale as Tier,
    currency,
    rounding: 'half away from zero',
    amount,
    reason,
    madeBy: actor.userId,
    madeByName: actor.name || actor.email,
  }
  const made = await tx.commission.create({
    select: { id: true },
    data: {
      ...deal,
      workspaceId: actor.workspace.id,
      kind: 'adjustment',
      projectValue: 0n,
      commissionRate: '0',
      commissionAmount: BigInt(amount),
      currency,
      tierAtSale,
      snapshot,
      status: held ? 'on_hold' : 'pending',
      reason: held,
      earnedAt: now,
      createdAt: now,
    },
  })
  await record(ctx, {
    type: 'commission.adjusted',
    subject: { type: 'commission', id: made.id },
    partnerId: deal.partnerId,
    data: { amount, currency, reason },
  })
  await sql`select 1 from refresh_partner_standing(${deal.partnerId}::uuid, ${now}::timestamptz)`.execute(
    db,
  )
  return findCommission(db, made.id, actor.userId)
}
