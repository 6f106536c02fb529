import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { CommandContext, QueryContext } from '../api/context'
import { clawBack, standingBases, stillDue } from '../commissions/clawback'
import type { Db } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { formatMoney } from '../money'
import { flagRefunds } from '../risk/detect'
import { leadForChange } from './queries'
import type { LeadRefunds, RefundInput, RefundPreview } from './schema'
import { lockDeal } from './shares'
import { refreshStandings } from './winning'

type Won = {
  status: string
  closeNo: number
  currency: string
  projectValue: number | null
  refunded: number
}

/** A lead as it stands, and what was refunded of its present close. */
async function dealOf(db: Db, leadId: string): Promise<Won> {
  const { rows } = await sql<Won>`
    select l.status, l.close_no, l.currency, l.project_value, coalesce((
      select sum(r.amount) from lead_refunds r
      where r.workspace_id = l.workspace_id and r.client_lead_id = l.id and r.close_no = l.close_no), 0)::bigint as refunded
    from client_leads l where l.id = ${leadId}::uuid`.execute(db)
  if (!rows[0]) throw notFound('lead')
  return rows[0]
}

/** What the deal would be worth after the refund; refuses one that there is no money for. */
function netAfter(deal: Won, amount: number): number {
  if (deal.status !== 'closed_won' || deal.projectValue === null)
    throw new AppError('conflict', 'Only a won deal can be refunded.')
  const left = deal.projectValue - deal.refunded
  if (left === 0)
    throw new AppError('conflict', 'The whole value of this deal has been refunded already.')
  if (amount > left)
    throw new AppError('invalid', 'Please check the marked fields.', {
      amount: `At most ${formatMoney(left, deal.currency)} is left to refund.`,
    })
  return left - amount
}

/**
 * Records what a client got back of a won deal, and claws back the same part of its commission. The
 * partner and then the lead are locked, so that refunds at once add up like refunds in a row.
 */
export async function refundLead(
  ctx: CommandContext,
  { id: leadId, amount, reason }: RefundInput,
): Promise<LeadRefunds> {
  const { actor, now, db, tx } = ctx
  const lead = await leadForChange(db, leadId)
  const paid = await lockDeal(db, lead)
  await db
    .selectFrom('clientLeads')
    .select('id')
    .where('id', '=', leadId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  const deal = await dealOf(db, leadId)
  const netValue = netAfter(deal, amount)
  const id = uuidv7()
  await tx.leadRefund.create({
    select: { id: true },
    data: {
      id,
      workspaceId: actor.workspace.id,
      clientLeadId: leadId,
      closeNo: deal.closeNo,
      amount: BigInt(amount),
      currency: deal.currency,
      reason,
      refundedAt: now,
      refundedBy: actor.userId,
    },
  })
  await clawBack(ctx, {
    leadId,
    closeNo: deal.closeNo,
    netValue,
    reason,
    refund: { id, amount },
  })
  await record(ctx, {
    type: 'lead.refunded',
    subject: { type: 'lead', id: leadId },
    partnerId: lead.partnerId,
    data: { amount, currency: deal.currency, reason },
  })
  await refreshStandings(ctx, paid)
  for (const partnerId of paid) await flagRefunds(ctx, partnerId, deal.currency)
  return listRefunds(db, leadId)
}

/** What a refund would claw back, before it is recorded. */
export async function previewRefund(
  { db }: QueryContext,
  leadId: string,
  amount: number,
): Promise<RefundPreview> {
  const deal = await dealOf(db, leadId)
  const netValue = netAfter(deal, amount)
  const bases = await standingBases(db, { leadId, closeNo: deal.closeNo })
  return {
    netValue,
    currency: deal.currency,
    clawbacks: bases.map((base) => ({
      commissionId: base.id,
      partnerName: base.partnerName,
      status: base.status,
      commissionAmount: base.amount,
      clawedBackBefore: base.clawedBack,
      clawback: stillDue(base, netValue),
    })),
  }
}

/** The refunds of a lead, newest first, and how much more of its present close can be refunded. */
export async function listRefunds(db: Db, leadId: string): Promise<LeadRefunds> {
  const deal = await dealOf(db, leadId)
  const { rows } = await sql<LeadRefunds['items'][number]>`
    select r.id, r.close_no, r.amount, r.currency, r.reason, r.refunded_at,
      (select coalesce(nullif(u.name, ''), u.email) from users u where u.id = r.refunded_by) as refunded_by_name,
      coalesce((select -sum(c.commission_amount) from commissions c
        where c.workspace_id = r.workspace_id and c.refund_id = r.id), 0)::bigint as clawed_back
    from lead_refunds r where r.client_lead_id = ${leadId}::uuid
    order by r.refunded_at desc, r.id desc`.execute(db)
  const left = deal.status === 'closed_won' ? (deal.projectValue ?? 0) - deal.refunded : 0
  return { items: rows, currency: deal.currency, left }
}
