import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { recordMany } from '../events/record'
import type { Tier } from '../partners/schema'
import { clawbackDue } from './rules'
import type { ClawbackSnapshot, CommissionStatus, Snapshot } from './schema'

export type Base = {
  id: string
  workspaceId: string
  partnerId: string
  partnerName: string
  projectValue: number
  rate: string
  snapshot: Snapshot
  holdUntil: Date | null
  ruleId: string | null
  ruleVersion: number | null
  amount: number
  currency: string
  tier: Tier
  status: CommissionStatus
  reason: string | null
  clawedBack: number
}

/** The commissions of a close that stand, with what was taken back of each. */
export async function standingBases(
  db: Db,
  { leadId, closeNo }: { leadId: string; closeNo: number },
): Promise<Base[]> {
  const { rows } = await sql<Base>`
    select c.id, c.workspace_id, c.partner_id, (select p.name from partners p where p.id = c.partner_id) as partner_name,
      c.project_value, c.commission_rate::text as rate, c.commission_amount as amount, c.currency, c.tier_at_sale as tier,
      c.snapshot, c.hold_until, c.rule_id, c.rule_version, c.status, c.reason, clawed_back(c.workspace_id, c.id) as clawed_back
    from commissions c
    where c.client_lead_id = ${leadId}::uuid and c.close_no = ${closeNo} and c.kind in ('base', 'bonus')
      and c.status not in ('rejected', 'reversed')
    order by c.id`.execute(db)
  return rows
}

/** What is still to be taken back of a commission at a net value of its deal. */
export const stillDue = (base: Base, netValue: number | null) =>
  clawbackDue(base.amount, base.snapshot, netValue) - base.clawedBack

type Cause = {
  leadId: string
  closeNo: number
  /** What the deal is worth now; nothing of it stands when it was lost. */
  netValue: number | null
  reason: string
  /** None when the deal was lost. */
  refund: { id: string; amount: number } | null
}

/**
 * Takes back of each commission of a close what its deal is worth less, as a new negative one. It
 * stands where its commission stands, and comes off the next payout once that is paid.
 */
export async function clawBack(ctx: CommandContext, cause: Cause) {
  await ctx.db
    .selectFrom('commissions')
    .select('id')
    .where('clientLeadId', '=', cause.leadId)
    .where('closeNo', '=', cause.closeNo)
    .where('kind', 'in', ['base', 'bonus'])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  for (const base of await standingBases(ctx.db, cause)) {
    const amount = stillDue(base, cause.netValue)
    if (amount > 0) await takeBack(ctx, cause, base, amount)
  }
}

async function takeBack(
  { tx, db, actor, now }: CommandContext,
  cause: Cause,
  base: Base,
  amount: number,
) {
  const { leadId, closeNo, netValue, reason, refund } = cause
  const { reward, shares, shareNo } = base.snapshot
  const snapshot: ClawbackSnapshot = {
    tier: base.tier,
    rate: base.rate,
    currency: base.currency,
    rounding: 'half away from zero',
    baseId: base.id,
    baseAmount: base.amount,
    projectValue: base.projectValue,
    refundId: refund?.id ?? null,
    refundAmount: refund?.amount ?? 0,
    netValue: netValue ?? 0,
    ...(reward ? { reward } : {}),
    ...(shares ? { shares, shareNo } : {}),
    clawedBackBefore: base.clawedBack,
    reason,
  }
  const standsAs = base.status === 'paid' ? 'approved' : base.status
  const approved = standsAs === 'approved'
  const { id } = await tx.commission.create({
    select: { id: true },
    data: {
      workspaceId: base.workspaceId,
      partnerId: base.partnerId,
      clientLeadId: leadId,
      closeNo,
      kind: 'clawback',
      baseId: base.id,
      refundId: refund?.id ?? null,
      ruleId: base.ruleId,
      ruleVersion: base.ruleVersion,
      holdUntil: base.status === 'paid' ? null : base.holdUntil,
      projectValue: BigInt(-(refund?.amount ?? base.projectValue)),
      commissionRate: base.rate,
      commissionAmount: BigInt(-amount),
      currency: base.currency,
      tierAtSale: base.tier,
      snapshot,
      status: standsAs,
      reason: base.status === 'on_hold' ? base.reason : null,
      approvedBy: approved ? actor.userId : null,
      approvedAt: approved ? now : null,
      earnedAt: now,
      createdAt: now,
    },
  })
  await recordMany({ actor, now, db }, [
    {
      type: 'commission.clawed_back',
      subject: { type: 'commission', id },
      partnerId: base.partnerId,
      data: { amount, currency: base.currency, reason },
    },
  ])
}
