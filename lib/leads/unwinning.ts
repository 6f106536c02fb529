import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { clawBack } from '../commissions/clawback'
import { AppError } from '../errors'
import { record } from '../events/record'
import { movedOn } from './queries'
import { recordStage } from './registration'
import type { LeadStatus } from './schema'
import { lockDeal } from './shares'
import { type Deal, refreshStandings, releaseClaims } from './winning'

type Live = {
  id: string
  partnerId: string
  status: string
  commissionAmount: number
  currency: string
  /** Part of a payout, or partly taken back in one: it is settled by a clawback. */
  inPayout: boolean
}

/** The commissions of the close, locked, so that nobody pays or approves them meanwhile. */
async function liveCommissions({ db }: CommandContext, lead: Deal): Promise<Live[]> {
  await db
    .selectFrom('commissions')
    .select('id')
    .where('clientLeadId', '=', lead.id)
    .where('closeNo', '=', lead.closeNo)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const { rows } = await sql<Live>`
    select c.id, c.partner_id, c.status, c.commission_amount, c.currency, exists (
      select 1 from payout_items i join commissions k on k.id = i.commission_id
      where (k.id = c.id or k.base_id = c.id) and i.released_at is null) as in_payout
    from commissions c
    where c.client_lead_id = ${lead.id}::uuid and c.close_no = ${lead.closeNo} and c.kind in ('base', 'bonus')
      and c.status <> 'reversed'`.execute(db)
  return rows
}

/**
 * Takes a win back or turns it into a loss. An unpaid commission is reversed with its clawbacks; of
 * one that was paid, or is in a payout, everything is clawed back that was not yet.
 */
export async function unwinLead(
  ctx: CommandContext,
  lead: Deal,
  to: Extract<LeadStatus, 'negotiating' | 'closed_lost'>,
  reason: string,
  position: string,
) {
  const { now, tx } = ctx
  const paid = await lockDeal(ctx.db, lead)
  const undo = to === 'negotiating'
  const live = await liveCommissions(ctx, lead)
  const settled = live.find(({ status }) => status !== 'pending' && status !== 'on_hold')
  if (undo && settled)
    throw new AppError(
      'conflict',
      `Its commission has been ${settled.status}. Mark the deal as lost to reverse it.`,
    )
  const { count } = await tx.clientLead.updateMany({
    where: { id: lead.id, status: 'closed_won', closeNo: lead.closeNo },
    data: {
      status: to,
      position,
      stageEnteredAt: now,
      closedAt: undo ? null : now,
      projectValue: null,
      zeroCommissionReason: null,
      lostReason: undo ? null : reason,
      version: { increment: 1 },
    },
  })
  if (count === 0) throw movedOn()
  for (const commission of live) {
    if (['paid', 'rejected'].includes(commission.status) || commission.inPayout) continue
    await tx.commission.update({
      select: { id: true },
      where: { id: commission.id },
      data: { status: 'reversed', reason, statusChangedAt: now },
    })
    await record(ctx, {
      type: 'commission.reversed',
      subject: { type: 'commission', id: commission.id },
      partnerId: commission.partnerId,
      data: { amount: commission.commissionAmount, currency: commission.currency, reason },
    })
  }
  await clawBack(ctx, {
    leadId: lead.id,
    closeNo: lead.closeNo,
    netValue: null,
    reason,
    refund: null,
  })
  await releaseClaims(ctx, lead.id, undo ? 'protect' : 'release')
  await recordStage(ctx, lead.id, 'closed_won', to, reason)
  await record(ctx, {
    type: undo ? 'lead.win_undone' : 'lead.reversed',
    subject: { type: 'lead', id: lead.id },
    partnerId: lead.partnerId,
    data: { reason },
  })
  await refreshStandings(ctx, paid)
}
