import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { openFlagsOn } from '../risk/queries'
import { counted } from '../words'
import { findCommission, matching } from './queries'
import { nextStatuses } from './rules'
import {
  type bulkTarget,
  type Commission,
  type CommissionKind,
  type CommissionStatus,
  commissionStatusLabels,
} from './schema'

type Row = {
  id: string
  status: CommissionStatus
  kind: CommissionKind
  partnerId: string
  commissionAmount: number
  currency: string
}

async function rowForChange({ db }: CommandContext, id: string): Promise<Row> {
  const row = await db
    .selectFrom('commissions')
    .select(['id', 'status', 'kind', 'partnerId', 'commissionAmount', 'currency'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('commission')
  return row as Row
}

const refuse = (from: CommissionStatus, to: CommissionStatus) =>
  new AppError(
    'conflict',
    `This commission is ${commissionStatusLabels[from].toLowerCase()}, so it cannot become ${commissionStatusLabels[to].toLowerCase()}.`,
  )

const follows = 'A clawback follows its commission. Change that one instead.'

const flagged = (flags: string[]) =>
  new AppError(
    'conflict',
    `${counted(flags.length, 'open risk flag holds', 'open risk flags hold')} this commission: ${flags.join(', ')}. Settle ${flags.length === 1 ? 'it' : 'them'} first.`,
  )

const events = {
  on_hold: 'commission.held',
  pending: 'commission.released',
  rejected: 'commission.rejected',
} as const

async function change(
  ctx: CommandContext,
  id: string,
  to: keyof typeof events,
  reason: string,
): Promise<Commission> {
  const row = await rowForChange(ctx, id)
  if (row.kind === 'clawback') throw new AppError('conflict', follows)
  if (!nextStatuses[row.status].includes(to)) throw refuse(row.status, to)
  const flags = to === 'pending' ? await openFlagsOn(ctx.db, id) : []
  if (flags.length > 0) throw flagged(flags)
  const { count } = await ctx.tx.commission.updateMany({
    where: { id, status: row.status },
    data: {
      status: to,
      reason: to === 'pending' ? null : reason,
      statusChangedAt: ctx.now,
      approvedBy: null,
      approvedAt: null,
    },
  })
  if (count === 0) throw refuse(row.status, to)
  await record(ctx, {
    type: events[to],
    subject: { type: 'commission', id },
    partnerId: row.partnerId,
    data: { reason, amount: row.commissionAmount, currency: row.currency },
  })
  return findCommission(ctx.db, id, ctx.actor.userId)
}

export const holdCommission = (
  ctx: CommandContext,
  { id, reason }: { id: string; reason: string },
) => change(ctx, id, 'on_hold', reason)

export const releaseCommission = (
  ctx: CommandContext,
  { id, reason }: { id: string; reason: string },
) => change(ctx, id, 'pending', reason)

export const rejectCommission = (
  ctx: CommandContext,
  { id, reason }: { id: string; reason: string },
) => change(ctx, id, 'rejected', reason)

/** Approves one; asking again is refused, so a retried request needs its Idempotency-Key. */
export async function approveCommission(ctx: CommandContext, id: string): Promise<Commission> {
  const row = await rowForChange(ctx, id)
  if (row.kind === 'clawback') throw new AppError('conflict', follows)
  const approved = await approveWhere(ctx, sql<boolean>`c.id = ${id}::uuid`)
  if (approved.length === 0) {
    const { approvalObstacle } = await findCommission(ctx.db, id, ctx.actor.userId)
    if (approvalObstacle && row.status === 'pending')
      throw new AppError('forbidden', approvalObstacle)
    throw refuse(row.status, 'approved')
  }
  return findCommission(ctx.db, id, ctx.actor.userId)
}

/** One statement: the guarded change and its events. */
async function approveWhere({ db, actor, now }: CommandContext, condition: RawBuilder<boolean>) {
  const { rows } = await sql<{ id: string; amount: number; currency: string }>`
    with approved as (
      update commissions c set status = 'approved', approved_by = ${actor.userId}::uuid, approved_at = ${now}::timestamptz,
        status_changed_at = ${now}::timestamptz
      where c.status = 'pending' and c.kind <> 'clawback' and ${condition}
        and not exists (select 1 from partners p where p.id = c.partner_id and p.user_id = ${actor.userId}::uuid)
        and c.snapshot->>'madeBy' is distinct from ${actor.userId}::text
      returning c.id, c.workspace_id, c.partner_id, c.commission_amount, c.currency
    ), recorded as (
      insert into events (workspace_id, type, subject_type, subject_id, partner_id, actor_user_id, actor_name, data, created_at)
      select workspace_id, 'commission.approved', 'commission', id, partner_id, ${actor.userId}::uuid,
        ${actor.name || actor.email}, jsonb_build_object('amount', commission_amount, 'currency', currency), ${now}::timestamptz
      from approved
    )
    select id, commission_amount as amount, currency from approved`.execute(db)
  return rows
}

/** Approves the chosen, or all that match; what cannot be approved is named with its reason. */
export async function approveCommissions(ctx: CommandContext, target: z.infer<typeof bulkTarget>) {
  const { db, actor } = ctx
  const condition =
    'ids' in target ? sql<boolean>`c.id = any (${target.ids}::uuid[])` : matching(target.filter)
  if ('filter' in target && target.expectedCount !== undefined) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from commissions c where c.status = 'pending' and ${condition}`.execute(
      db,
    )
    if (rows[0]?.count !== target.expectedCount)
      throw new AppError(
        'conflict',
        `${counted(rows[0]?.count ?? 0, 'commission matches', 'commissions match')} now, you saw ${target.expectedCount}. Please look again.`,
      )
  }
  const chosen = await approveWhere(ctx, condition)
  const approved = [...chosen, ...(await clawbacksOf(ctx, chosen))]
  const done = new Set(approved.map(({ id }) => id))
  const left = 'ids' in target ? target.ids.filter((id) => !done.has(id)) : []
  const results: { id: string; ok: boolean; message?: string }[] = [...done].map((id) => ({
    id,
    ok: true,
  }))
  if (left.length > 0) {
    const rows = await db
      .selectFrom('commissions as c')
      .innerJoin('partners as p', 'p.id', 'c.partnerId')
      .select(['c.id', 'c.status', 'c.kind', 'p.userId'])
      .where('c.id', 'in', left)
      .execute()
    const known = new Map(rows.map((row) => [row.id, row]))
    for (const id of left) {
      const row = known.get(id)
      const message = !row
        ? 'This commission does not exist.'
        : row.kind === 'clawback'
          ? follows
          : row.status !== 'pending'
            ? refuse(row.status as CommissionStatus, 'approved').message
            : row.kind === 'adjustment' && row.userId !== actor.userId
              ? 'You made this adjustment, so somebody else approves it.'
              : 'You cannot approve what pays you.'
      results.push({ id, ok: false, message })
    }
  }
  const sums = new Map<string, number>()
  for (const { currency, amount } of approved)
    sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return {
    approved: approved.length,
    amounts: [...sums].map(([currency, amount]) => ({ currency, amount })),
    results: 'ids' in target ? results : [],
    skippedOwn: 'ids' in target ? 0 : await ownPending(ctx, condition, actor.userId),
  }
}

/** The clawbacks that were approved with their commissions. */
async function clawbacksOf({ db }: CommandContext, bases: readonly { id: string }[]) {
  const { rows } = await sql<{ id: string; amount: number; currency: string }>`
    select c.id, c.commission_amount as amount, c.currency from commissions c
    where c.base_id = any (${bases.map(({ id }) => id)}::uuid[]) and c.status = 'approved'`.execute(
    db,
  )
  return rows
}

async function ownPending({ db }: CommandContext, condition: RawBuilder<boolean>, userId: string) {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from commissions c join partners p on p.id = c.partner_id
    where c.status = 'pending' and c.kind <> 'clawback' and p.user_id = ${userId}::uuid and ${condition}`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}
