import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../api/context'
import { commissionAmount, zeroReason } from '../commissions/rules'
import type { Snapshot } from '../commissions/schema'
import type { Db } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { tierFor, tierRank } from '../partners/rules'
import type { PartnerStatus, Tier } from '../partners/schema'
import { tierTable } from '../partners/tiers'
import { leadForChange } from './queries'
import { recordStage } from './registration'
import type { WinPreview } from './schema'

type Standing = {
  id: string
  name: string
  status: PartnerStatus
  tier: Tier
  tierLocked: boolean
  totalDeals: number
}

/** A partner as a change of their deals finds them, with their row locked when asked for. */
export async function standingOf(db: Db, partnerId: string, lock: boolean): Promise<Standing> {
  let query = db
    .selectFrom('partners')
    .select(['id', 'name', 'status', 'tier', 'tierLocked', 'totalDeals'])
    .where('id', '=', partnerId)
  if (lock) query = query.forNoKeyUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw notFound('partner')
  return row as Standing
}

/** The rate in force: the tier held, or the one that the deals so far have reached. */
async function priceDeal(
  { db, now, actor }: Pick<QueryContext, 'db' | 'now' | 'actor'>,
  partner: Standing,
  deal: { projectValue: number; currency: string },
): Promise<Snapshot> {
  const table = await tierTable(db, actor.workspace.id, now)
  const reached = tierFor(table.rows, partner.totalDeals)
  const tier =
    !partner.tierLocked && reached && tierRank(reached.tier) > tierRank(partner.tier)
      ? reached.tier
      : partner.tier
  const row = table.rows.find((candidate) => candidate.tier === tier)
  if (!row) throw new AppError('conflict', `The tier table has no rate for ${tier}.`)
  return {
    tier,
    tierVersion: table.version,
    rate: row.rate,
    dealsBefore: partner.totalDeals,
    projectValue: deal.projectValue,
    currency: deal.currency,
    rounding: 'half away from zero',
  }
}

/** The commission that a win would make, before it makes it. */
export async function previewWin(
  ctx: QueryContext,
  id: string,
  projectValue: number,
): Promise<WinPreview> {
  const lead = await leadForChange(ctx.db, id)
  const partner = await standingOf(ctx.db, lead.partnerId, false)
  const snapshot = await priceDeal(ctx, partner, { projectValue, currency: lead.currency })
  const table = await tierTable(ctx.db, ctx.actor.workspace.id, ctx.now)
  const after = tierFor(table.rows, partner.totalDeals + 1)
  const rises = after && !partner.tierLocked && tierRank(after.tier) > tierRank(snapshot.tier)
  return {
    partnerName: partner.name,
    tier: snapshot.tier,
    rate: snapshot.rate,
    dealsBefore: snapshot.dealsBefore,
    projectValue,
    commissionAmount: commissionAmount(projectValue, snapshot.rate),
    currency: lead.currency,
    reaches: rises ? after.tier : null,
  }
}

export type Deal = Awaited<ReturnType<typeof leadForChange>>

/**
 * Wins a lead and makes its commission. The partner's row is locked first, so that wins at the
 * same time get the rates they would get one after the other.
 */
export async function winLead(
  ctx: CommandContext,
  lead: Deal,
  projectValue: number,
  position: string,
) {
  const { actor, now, db, tx } = ctx
  const partner = await standingOf(db, lead.partnerId, true)
  const snapshot = await priceDeal(ctx, partner, { projectValue, currency: lead.currency })
  const amount = commissionAmount(projectValue, snapshot.rate)
  const closeNo = lead.closeNo + 1
  const { count } = await tx.clientLead.updateMany({
    where: { id: lead.id, status: lead.status, closeNo: lead.closeNo },
    data: {
      status: 'closed_won',
      projectValue: BigInt(projectValue),
      closeNo,
      closedAt: now,
      stageEnteredAt: now,
      position,
      lostReason: null,
      zeroCommissionReason: amount === 0 ? zeroReason(projectValue) : null,
      version: { increment: 1 },
    },
  })
  if (count === 0) throw movedOn()
  await releaseClaims(ctx, lead.id, 'keep')
  await recordStage(ctx, lead.id, lead.status, 'closed_won')
  await record(ctx, {
    type: 'lead.won',
    subject: { type: 'lead', id: lead.id },
    partnerId: partner.id,
    data: { projectValue, currency: lead.currency },
  })
  if (amount !== 0) await earn(ctx, { lead, closeNo, partner, snapshot, amount })
  await refreshStanding(ctx, partner.id, partner.tier)
  return { actor, amount }
}

async function earn(
  ctx: CommandContext,
  deal: { lead: Deal; closeNo: number; partner: Standing; snapshot: Snapshot; amount: number },
) {
  const { lead, closeNo, partner, snapshot, amount } = deal
  const held = partner.status === 'active' ? null : `The partner is ${partner.status}.`
  const { id } = await ctx.tx.commission.create({
    select: { id: true },
    data: {
      workspaceId: ctx.actor.workspace.id,
      partnerId: partner.id,
      clientLeadId: lead.id,
      closeNo,
      projectValue: BigInt(snapshot.projectValue),
      commissionRate: snapshot.rate,
      commissionAmount: BigInt(amount),
      currency: snapshot.currency,
      tierAtSale: snapshot.tier,
      snapshot,
      status: held ? 'on_hold' : 'pending',
      reason: held,
      earnedAt: ctx.now,
      createdAt: ctx.now,
    },
  })
  await record(ctx, {
    type: 'commission.earned',
    subject: { type: 'commission', id },
    partnerId: partner.id,
    data: { amount, currency: snapshot.currency, rate: snapshot.rate, tier: snapshot.tier },
  })
}

export const movedOn = () =>
  new AppError('conflict', 'Somebody else moved this lead a moment ago. See where it is now.')

/** Won keeps the client for good, lost lets it go, a taken-back win is protected as before. */
export async function releaseClaims(
  ctx: CommandContext,
  leadId: string,
  how: 'keep' | 'release' | 'protect',
) {
  const live = ctx.db
    .updateTable('leadClientKeys')
    .where('clientLeadId', '=', leadId)
    .where('releasedAt', 'is', null)
  if (how === 'release') await live.set({ releasedAt: ctx.now }).execute()
  else if (how === 'keep') await live.set({ expiresAt: null }).execute()
  else {
    await live
      .set({
        expiresAt: sql`(select protected_until from client_leads where id = ${leadId}::uuid)`,
      })
      .execute()
  }
}

/** Recounts a partner's deals and earnings after a change, and records the tier they reach. */
export async function refreshStanding(ctx: CommandContext, partnerId: string, tierBefore: Tier) {
  const { rows } = await sql<{ totalDeals: number; tier: Tier }>`
    select total_deals, tier from refresh_partner_standing(${partnerId}::uuid, ${ctx.now}::timestamptz)`.execute(
    ctx.db,
  )
  const after = rows[0]
  if (!after || after.tier === tierBefore) return
  await record(ctx, {
    type: 'partner.tier_changed',
    subject: { type: 'partner', id: partnerId },
    partnerId,
    data: { from: tierBefore, to: after.tier, deals: after.totalDeals },
  })
}
