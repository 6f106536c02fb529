import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../api/context'
import { shareOut } from '../commissions/amounts'
import { zeroReason } from '../commissions/rules'
import type { Snapshot } from '../commissions/schema'
import type { Db } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { tierFor, tierRank } from '../partners/rules'
import type { PartnerStatus, Tier } from '../partners/schema'
import { asksForNewClients, type Line, priceDeal, tierInForce } from '../programme/pricing'
import { type TermsAt, termsAt, usedOfCap } from '../programme/queries'
import { flagWin } from '../risk/detect'
import { DAY_MS } from '../time'
import { isKnownClient } from './known-clients'
import { leadForChange, movedOn, sharesOf } from './queries'
import { recordStage } from './registration'
import type { LeadShare, WinPreview } from './schema'
import { lockShares } from './shares'

export type Standing = {
  id: string
  name: string
  status: PartnerStatus
  tier: Tier
  tierLocked: boolean
  totalDeals: number
}

/** A partner as a change of their deals finds them. */
export async function standingOf(db: Db, partnerId: string): Promise<Standing> {
  const row = await db
    .selectFrom('partners')
    .select(['id', 'name', 'status', 'tier', 'tierLocked', 'totalDeals'])
    .where('id', '=', partnerId)
    .executeTakeFirst()
  if (!row) throw notFound('partner')
  return row as Standing
}

type Pricing = { partner: Standing; terms: TermsAt; lines: Line[] }

/** What the deal would earn under the rules in force, and who is asked for it. */
async function price(
  { db, now, actor }: Pick<QueryContext, 'db' | 'now' | 'actor'>,
  partner: Standing,
  lead: Deal,
  projectValue: number,
): Promise<Pricing> {
  const terms = await termsAt(db, actor.workspace.id, now)
  const tier = tierInForce(terms.tiers, partner, partner.totalDeals)
  if (!terms.tiers.some((row) => row.tier === tier))
    throw new AppError('conflict', `The tier table has no rate for ${tier}.`)
  const used = new Map<string, number>()
  for (const rule of terms.rules)
    if (rule.cap)
      used.set(rule.ruleId, await usedOfCap(db, rule, { partnerId: partner.id, at: now }))
  const lines = priceDeal(
    terms,
    tier,
    {
      projectValue,
      currency: lead.currency,
      industry: lead.industry,
      campaignId: lead.campaignId,
      newClient: !asksForNewClients(terms.rules) || !(await isKnownClient(db, lead)),
      dealsBefore: partner.totalDeals,
    },
    (rule) => used.get(rule.ruleId) ?? 0,
  )
  return { partner, terms, lines }
}

/** The commissions that a win would make, before it makes them. */
export async function previewWin(
  ctx: QueryContext,
  id: string,
  projectValue: number,
): Promise<WinPreview> {
  const lead = await leadForChange(ctx.db, id)
  const owner = await standingOf(ctx.db, lead.partnerId)
  const { terms, lines } = await price(ctx, owner, lead, projectValue)
  const base = lines[0] as Line
  const { tier, rate, dealsBefore, holdDays = 0 } = base.snapshot
  const after = tierFor(terms.tiers, owner.totalDeals + 1)
  const rises = after && !owner.tierLocked && tierRank(after.tier) > tierRank(tier)
  const shares = await sharesOf(ctx.db, id)
  return {
    partnerName: owner.name,
    tier,
    rate,
    dealsBefore,
    projectValue,
    commissionAmount: base.amount,
    currency: lead.currency,
    reaches: rises ? after.tier : null,
    holdDays,
    bonuses: lines.slice(1).map(({ snapshot, amount }) => ({
      name: snapshot.rule?.name ?? 'Bonus',
      amount,
    })),
    shares: shares.map(({ partnerName, bps }, no) => ({
      partnerName,
      bps,
      amount: lines.reduce((sum, line) => sum + (partsOf(line, shares)[no]?.amount ?? 0), 0),
    })),
  }
}

export type Deal = Awaited<ReturnType<typeof leadForChange>>

/**
 * Wins a lead and makes its commissions. The rows of all partners it pays are locked first, so that
 * wins at the same time get the rates they would get one after the other.
 */
export async function winLead(
  ctx: CommandContext,
  lead: Deal,
  projectValue: number,
  position: string,
) {
  const { now, tx, db } = ctx
  const shares = await lockShares(db, lead)
  const owner = await standingOf(db, lead.partnerId)
  const { lines } = await price(ctx, owner, lead, projectValue)
  const base = lines[0] as Line
  const closeNo = lead.closeNo + 1
  const { count } = await tx.clientLead.updateMany({
    where: { id: lead.id, status: lead.status, closeNo: lead.closeNo, partnerId: owner.id },
    data: {
      status: 'closed_won',
      projectValue: BigInt(projectValue),
      closeNo,
      closedAt: now,
      stageEnteredAt: now,
      position,
      lostReason: null,
      zeroCommissionReason: base.amount === 0 ? zeroReason(projectValue) : null,
      version: { increment: 1 },
    },
  })
  if (count === 0) throw movedOn()
  await releaseClaims(ctx, lead.id, 'keep')
  await recordStage(ctx, lead.id, lead.status, 'closed_won')
  await record(ctx, {
    type: 'lead.won',
    subject: { type: 'lead', id: lead.id },
    partnerId: owner.id,
    data: { projectValue, currency: lead.currency },
  })
  for (const line of lines)
    for (const part of partsOf(line, shares))
      if (part.amount !== 0)
        await earn(ctx, { lead, closeNo, partnerId: part.partnerId ?? owner.id, line, part })
  await flagWin(ctx, lead.id)
  await refreshStandings(ctx, [owner.id, ...shares.map(({ partnerId }) => partnerId)])
}

type Part = { partnerId?: string; amount: number; snapshot: Snapshot }

/** Each partner's part of a line; the whole of it when the deal is not shared. */
function partsOf({ snapshot, amount }: Line, shares: readonly LeadShare[]): Part[] {
  if (shares.length === 0) return [{ amount, snapshot }]
  const bps = shares.map((share) => share.bps)
  return shareOut(amount, bps).map((part, shareNo) => ({
    partnerId: shares[shareNo]?.partnerId as string,
    amount: part,
    snapshot: { ...snapshot, shares: bps, shareNo },
  }))
}

async function earn(
  ctx: CommandContext,
  earned: { lead: Deal; closeNo: number; partnerId: string; line: Line; part: Part },
) {
  const { lead, closeNo, partnerId, line, part } = earned
  const { snapshot, amount } = part
  const partner = await standingOf(ctx.db, partnerId)
  const held = partner.status === 'active' ? null : `The partner is ${partner.status}.`
  const { holdDays = 0 } = snapshot
  const { id } = await ctx.tx.commission.create({
    select: { id: true },
    data: {
      workspaceId: ctx.actor.workspace.id,
      partnerId,
      clientLeadId: lead.id,
      closeNo,
      kind: line.kind,
      ruleId: line.ruleId,
      ruleVersion: snapshot.tierVersion,
      projectValue: BigInt(snapshot.projectValue),
      commissionRate: snapshot.rate,
      commissionAmount: BigInt(amount),
      currency: snapshot.currency,
      tierAtSale: snapshot.tier,
      holdUntil: holdDays > 0 ? new Date(ctx.now.getTime() + holdDays * DAY_MS) : null,
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
    partnerId,
    data: {
      amount,
      currency: snapshot.currency,
      rate: snapshot.rate,
      tier: snapshot.tier,
      ...(snapshot.rule ? { rule: snapshot.rule.name } : {}),
    },
  })
}

/** Won keeps the client for good, lost lets it go, a taken-back win is protected as before. */
export async function releaseClaims(
  ctx: CommandContext,
  leadId: string,
  how: 'keep' | 'release' | 'protect',
) {
  await sql`select 1 from settle_client(${leadId}::uuid, ${how}, ${ctx.now}::timestamptz)`.execute(
    ctx.db,
  )
}

/** Recounts the deals and earnings of partners after a change, and records the tiers they reach. */
export async function refreshStandings(ctx: CommandContext, partnerIds: readonly string[]) {
  for (const partnerId of [...new Set(partnerIds)].sort()) {
    const before = await standingOf(ctx.db, partnerId)
    const { rows } = await sql<{ totalDeals: number; tier: Tier }>`
      select total_deals, tier from refresh_partner_standing(${partnerId}::uuid, ${ctx.now}::timestamptz)`.execute(
      ctx.db,
    )
    const after = rows[0]
    if (!after || after.tier === before.tier) continue
    await record(ctx, {
      type: 'partner.tier_changed',
      subject: { type: 'partner', id: partnerId },
      partnerId,
      data: { from: before.tier, to: after.tier, deals: after.totalDeals },
    })
  }
}
