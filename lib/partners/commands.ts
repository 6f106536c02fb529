import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { AppError, notFound } from '../errors'
import { record, recordMany } from '../events/record'
import type { EventType } from '../events/schema'
import { inviteWithin } from '../members/invitations'
import { addRows, moveCommissions, startOperation } from '../operations/record'
import { findPartner } from './queries'
import { nextStatuses } from './rules'
import {
  type Partner,
  type PartnerStatus,
  type partnerInput,
  partnerStatusLabels,
  type Tier,
  type tierChange,
} from './schema'

const codeLetters = '23456789abcdefghjkmnpqrstuvwxyz'

/** A short code for referral links, without letters that read alike. */
export const trackingCode = () =>
  Array.from(randomBytes(10), (byte) => codeLetters[byte % codeLetters.length]).join('')

type NewPartner = z.infer<typeof partnerInput> & { applicationId?: string }

/** Partner, membership and invitation, in the caller's transaction. */
export async function createPartner(ctx: CommandContext, input: NewPartner): Promise<string> {
  const { actor, now, tx } = ctx
  const { id } = await tx.partner.create({
    select: { id: true },
    data: {
      workspaceId: actor.workspace.id,
      applicationId: input.applicationId ?? null,
      name: input.name,
      email: input.email,
      phone: input.phone ?? null,
      company: input.company ?? null,
      website: input.website ?? null,
      trackingCode: trackingCode(),
      origin: input.applicationId ? 'application' : 'console',
      createdAt: now,
    },
  })
  await tx.partnerTierHistory.create({
    select: { id: true },
    data: {
      workspaceId: actor.workspace.id,
      partnerId: id,
      toTier: 'bronze',
      deals: 0,
      cause: 'joined',
      actorUserId: actor.userId,
      createdAt: now,
    },
  })
  await record(ctx, { type: 'partner.joined', subject: { type: 'partner', id }, partnerId: id })
  await inviteWithin(ctx, { email: input.email, role: 'partner', partnerId: id, name: input.name })
  return id
}

export async function addPartner(
  ctx: CommandContext,
  input: z.infer<typeof partnerInput>,
): Promise<Partner> {
  return findPartner(ctx.db, await createPartner(ctx, input), ctx.now)
}

const statusEvents = {
  suspended: 'partner.suspended',
  banned: 'partner.banned',
  active: 'partner.reinstated',
  inactive: 'partner.deactivated',
} as const satisfies Record<PartnerStatus, EventType>

/** A partner after a change, and the operation by which it can be undone if it can. */
type Operated = Partner & { operationId: string | null }

const operationOf = { suspended: 'suspension', banned: 'ban' } as const

/**
 * Moves a partner along their machine. Suspending and banning put what they have earned and is in no
 * payout on hold; undoing the operation releases exactly that, reinstating by hand releases nothing.
 */
export async function changeStatus(
  ctx: CommandContext,
  { id, to, reason }: { id: string; to: PartnerStatus; reason: string },
): Promise<Operated> {
  const { db, tx, now } = ctx
  const partner = await db
    .selectFrom('partners')
    .select(['status', 'statusReason'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!partner) throw notFound('partner')
  const from = partner.status as PartnerStatus
  if (!nextStatuses[from].includes(to))
    throw new AppError(
      'conflict',
      `This partner is ${partnerStatusLabels[from].toLowerCase()}, so they cannot become ${partnerStatusLabels[to].toLowerCase()}.`,
    )
  const { count } = await tx.partner.updateMany({
    where: { id, status: from },
    data: { status: to, statusReason: to === 'active' ? null : reason, statusChangedAt: now },
  })
  if (count === 0)
    throw new AppError('conflict', 'Somebody else changed this partner a moment ago.')
  await record(ctx, {
    type: statusEvents[to],
    subject: { type: 'partner', id },
    partnerId: id,
    data: { from, reason },
  })
  const operationId =
    to === 'suspended' || to === 'banned'
      ? await holdEverything(ctx, { id, to, reason, before: partner })
      : null
  return { ...(await findPartner(db, id, now)), operationId }
}

type Hold = {
  id: string
  to: keyof typeof operationOf
  reason: string
  before: { status: string; statusReason: string | null }
}

async function holdEverything(ctx: CommandContext, { id, to, reason, before }: Hold) {
  const operationId = await startOperation(ctx, { kind: operationOf[to], reason, partnerId: id })
  await addRows(ctx, operationId, [
    { table: 'partners', id, before, after: { status: to, statusChangedAt: ctx.now } },
  ])
  const held = `The partner is ${to}.`
  const moved = await moveCommissions(ctx, operationId, sql<boolean>`c.partner_id = ${id}::uuid`, {
    status: 'on_hold',
    reason: held,
  })
  await recordMany(
    ctx,
    moved.map(({ id: commission, amount, currency }) => ({
      type: 'commission.held' as const,
      subject: { type: 'commission' as const, id: commission },
      partnerId: id,
      data: { reason: held, amount, currency },
    })),
  )
  return operationId
}

/** Puts a partner on a tier by hand, which locks it there unless told otherwise. */
export async function changeTier(
  ctx: CommandContext,
  change: z.infer<typeof tierChange>,
): Promise<Operated> {
  const { actor, now, db, tx } = ctx
  const partner = await db
    .selectFrom('partners')
    .select(['tier', 'tierLocked', 'totalDeals'])
    .where('id', '=', change.id)
    .forUpdate()
    .executeTakeFirst()
  if (!partner) throw notFound('partner')
  const from = partner.tier as Tier
  if (from === change.tier && partner.tierLocked === change.locked)
    throw new AppError('conflict', 'The partner has this tier already.')
  await tx.partner.updateMany({
    where: { id: change.id },
    data: { tier: change.tier, tierLocked: change.locked },
  })
  const history = await tx.partnerTierHistory.create({
    select: { id: true },
    data: {
      workspaceId: actor.workspace.id,
      partnerId: change.id,
      fromTier: from,
      toTier: change.tier,
      deals: partner.totalDeals,
      cause: 'hand',
      reason: change.reason,
      actorUserId: actor.userId,
      createdAt: now,
    },
  })
  await record(ctx, {
    type: 'partner.tier_changed',
    subject: { type: 'partner', id: change.id },
    partnerId: change.id,
    data: { from, to: change.tier, locked: change.locked, reason: change.reason },
  })
  const operationId = await startOperation(ctx, {
    kind: 'tier_move',
    reason: change.reason,
    partnerId: change.id,
  })
  await addRows(ctx, operationId, [
    {
      table: 'partners',
      id: change.id,
      before: { tier: from, tierLocked: partner.tierLocked },
      after: { tier: change.tier, tierLocked: change.locked, historyId: history.id },
    },
  ])
  return { ...(await findPartner(db, change.id, now)), operationId }
}
