import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { record } from '../events/record'
import type { Operation } from './schema'
import { settleRow } from './settle-row'

type Row = {
  rowId: string
  before: { status: string; statusReason: string | null; tier: string; tierLocked: boolean }
  status: string
  tier: string
  totalDeals: number
  standsStatus: boolean
  standsTier: boolean
}

/** Puts a partner's status or tier back, if nobody has changed it since. */
export async function restorePartner(ctx: CommandContext, operation: Operation, reason: string) {
  const { rows } = await sql<Row>`
    select r.row_id, r.before, p.status, p.tier, p.total_deals,
      p.status = r.after->>'status' and p.status_changed_at is not distinct from (r.after->>'statusChangedAt')::timestamptz as stands_status,
      p.tier = r.after->>'tier' and p.tier_locked = (r.after->>'tierLocked')::boolean and (r.after->>'historyId')::uuid = (
        select h.id from partner_tier_history h where h.partner_id = p.id order by h.created_at desc, h.id desc limit 1) as stands_tier
    from operation_rows r join partners p on p.id = r.row_id
    where r.operation_id = ${operation.id}::uuid and r.table_name = 'partners'`.execute(ctx.db)
  const row = rows[0]
  if (!row) return
  const tier = operation.kind === 'tier_move'
  if (!(tier ? row.standsTier : row.standsStatus)) {
    await settleRow(
      ctx,
      operation.id,
      row.rowId,
      `Their ${tier ? 'tier' : 'status'} was changed since.`,
    )
    return
  }
  if (tier) await restoreTier(ctx, row, reason)
  else await restoreStatus(ctx, row, reason)
  await settleRow(ctx, operation.id, row.rowId, null)
}

/** By the arrows of the machine: from banned everything goes by way of active. */
async function restoreStatus(
  ctx: CommandContext,
  { rowId: id, status, before }: Row,
  reason: string,
) {
  const way = before.status === 'active' || status === 'active' ? [] : ['active']
  for (const next of [...way, before.status])
    await ctx.tx.partner.updateMany({
      where: { id },
      data: {
        status: next,
        statusReason: next === 'active' ? null : before.statusReason,
        statusChangedAt: ctx.now,
      },
    })
  await record(ctx, {
    type: before.status === 'suspended' ? 'partner.suspended' : 'partner.reinstated',
    subject: { type: 'partner', id },
    partnerId: id,
    data: { from: status, reason },
  })
}

async function restoreTier(
  { actor, now, tx, db }: CommandContext,
  { rowId: id, tier, totalDeals, before }: Row,
  reason: string,
) {
  await tx.partner.updateMany({
    where: { id },
    data: { tier: before.tier, tierLocked: before.tierLocked },
  })
  await tx.partnerTierHistory.create({
    select: { id: true },
    data: {
      workspaceId: actor.workspace.id,
      partnerId: id,
      fromTier: tier,
      toTier: before.tier,
      deals: totalDeals,
      cause: 'hand',
      reason,
      actorUserId: actor.userId,
      createdAt: now,
    },
  })
  await record(
    { actor, now, db },
    {
      type: 'partner.tier_changed',
      subject: { type: 'partner', id },
      partnerId: id,
      data: { from: tier, to: before.tier, locked: before.tierLocked, reason },
    },
  )
}
