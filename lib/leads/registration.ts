import { v7 as uuidv7 } from 'uuid'
import type { CommandContext } from '../api/context'
import { isStaff } from '../auth/permissions'
import { AppError, notFound, type Refusal } from '../errors'
import { record } from '../events/record'
import { flagBurst, flagLead } from '../risk/detect'
import { positionAfter } from './board'
import { clientKeys } from './client-key'
import { phoneProblem } from './phone'
import { claim, protectionFrom, refuseTaken } from './protection'
import { findLead, leadForChange } from './queries'
import { isOpen } from './rules'
import type { Lead, LeadInput, LeadPatch } from './schema'

async function ownerOf(ctx: CommandContext, partnerId: string | undefined) {
  const { actor } = ctx
  const owner = actor.role === 'partner' ? actor.partnerId : partnerId
  if (!owner)
    throw new AppError('invalid', 'Please choose the partner.', {
      partnerId: 'Please choose the partner.',
    })
  const partner = await ctx.db
    .selectFrom('partners')
    .select(['id', 'name', 'status'])
    .where('id', '=', owner)
    .executeTakeFirst()
  if (!partner) throw notFound('partner')
  if (partner.status !== 'active')
    throw new AppError('forbidden', 'Only an active partner can register clients.')
  return partner
}

/** A number that is clearly wrong is a typing mistake, and would protect nobody. */
function checkPhone(phone: string | null | undefined) {
  const problem = phone && phoneProblem(phone)
  if (problem)
    throw new AppError('invalid', 'Please check the marked fields.', { clientPhone: problem })
}

type NewLead = Omit<LeadInput, 'partnerId'> & { id: string; partnerId: string; until: Date | null }

/** Writes a lead that begins as a prospect; whose the client is has been settled by the caller. */
export async function insertLead(
  { actor, now, db, tx }: CommandContext,
  { until, ...input }: NewLead,
) {
  const staff = isStaff(actor.role)
  await tx.clientLead.create({
    select: { id: true },
    data: {
      id: input.id,
      workspaceId: actor.workspace.id,
      partnerId: input.partnerId,
      clientName: input.clientName,
      clientEmail: input.clientEmail ?? null,
      clientPhone: input.clientPhone ?? null,
      businessName: input.businessName ?? null,
      website: input.website ?? null,
      industry: input.industry ?? null,
      campaignId: input.campaignId ?? null,
      projectDescription: input.projectDescription ?? null,
      estimatedValue: BigInt(input.estimatedValue),
      currency: input.currency ?? actor.workspace.currency,
      expectedCloseOn: input.expectedCloseOn ? new Date(input.expectedCloseOn) : null,
      source: input.source ?? (staff ? 'agency' : 'partner'),
      origin: actor.sessionId === null ? 'api' : staff ? 'console' : 'portal',
      externalSource: input.externalId ? (input.externalSource ?? 'api') : null,
      externalId: input.externalId ?? null,
      position: await positionAfter(db, 'prospect', null),
      protectedUntil: until,
      stageEnteredAt: now,
      createdAt: now,
    },
  })
}

/** What stands behind a new lead: its first stage, the event, and a look at who brings whom. */
export async function welcomeLead(ctx: CommandContext, leadId: string, partner: Named) {
  await recordStage(ctx, leadId, null, 'prospect')
  await record(ctx, {
    type: 'lead.registered',
    subject: { type: 'lead', id: leadId },
    partnerId: partner.id,
    data: { partnerName: partner.name },
  })
  await flagLead(ctx, leadId)
}

type Named = { id: string; name: string }

/** Registers a client for a partner; one owner, however many try at once. */
export async function registerLead(ctx: CommandContext, input: LeadInput): Promise<Lead | Refusal> {
  const { db, now, tx } = ctx
  const partner = await ownerOf(ctx, input.partnerId)
  await checkCampaign(ctx, input.campaignId)
  checkPhone(input.clientPhone)
  const { phoneCountry, until } = await protectionFrom(ctx)
  const keys = clientKeys(input, phoneCountry)
  const id = uuidv7()
  await tx.$executeRaw`savepoint claiming`
  await insertLead(ctx, {
    ...input,
    id,
    partnerId: partner.id,
    until: keys.length > 0 ? until : null,
  })
  if (keys.length > 0 && (await claim(ctx, id, keys, until))) {
    await tx.$executeRaw`rollback to savepoint claiming`
    const { partnerId: _, externalId: __, externalSource: ___, ...sent } = input
    return refuseTaken(ctx, { partner, leadId: null, keys, sent })
  }
  await welcomeLead(ctx, id, partner)
  if (ctx.actor.role === 'partner') await flagBurst(ctx, partner.id)
  return findLead(db, id, now)
}

/** A campaign can be what a bonus depends on, so partners do not choose it. */
async function checkCampaign({ actor, db }: CommandContext, id: string | null | undefined) {
  if (!id) return
  const campaign = isStaff(actor.role)
    ? await db.selectFrom('campaigns').select('id').where('id', '=', id).executeTakeFirst()
    : undefined
  if (!campaign)
    throw new AppError('invalid', 'Please check the marked fields.', {
      campaignId: 'This campaign does not exist.',
    })
}

/** Appends a row to the lead's stage history. */
export const recordStage = (
  ctx: CommandContext,
  leadId: string,
  from: string | null,
  to: string,
  reason?: string | null,
) =>
  ctx.tx.leadStageHistory.create({
    select: { id: true },
    data: {
      workspaceId: ctx.actor.workspace.id,
      clientLeadId: leadId,
      fromStatus: from,
      toStatus: to,
      reason: reason ?? null,
      actorUserId: ctx.actor.userId,
      actorName: ctx.actor.name || ctx.actor.email,
      createdAt: ctx.now,
    },
  })

/** Changes what is known about a client; a partner's own leads only while they are open. */
export async function editLead(
  ctx: CommandContext,
  { id, version, ...patch }: LeadPatch,
): Promise<Lead | Refusal> {
  const { actor, now, db, tx } = ctx
  const before = await leadForChange(db, id)
  if (version && version !== before.version)
    throw new AppError('conflict', 'Somebody else changed this lead meanwhile.')
  if (!isStaff(actor.role) && !isOpen(before.status))
    throw new AppError('conflict', 'A closed lead can only be changed by the agency.')
  await checkCampaign(ctx, patch.campaignId)
  if (patch.currency && patch.currency !== before.currency && before.closeNo > 0)
    throw new AppError('conflict', 'The currency is fixed once a deal has been won.', {
      currency: 'This is fixed once a deal has been won.',
    })
  const after = { ...before, ...patch }
  if (!after.clientEmail && !after.businessName && !after.website)
    throw new AppError('invalid', 'Please check the marked fields.', {
      clientEmail: 'Please give an e-mail address, a business name or a website.',
    })

  if (after.clientPhone !== before.clientPhone) checkPhone(after.clientPhone)
  await tx.$executeRaw`savepoint claiming`
  const { estimatedValue, expectedCloseOn, ...plain } = patch
  const { count } = await tx.clientLead.updateMany({
    where: { id, version: before.version },
    data: {
      ...plain,
      ...(estimatedValue === undefined ? {} : { estimatedValue: BigInt(estimatedValue) }),
      ...(expectedCloseOn === undefined
        ? {}
        : { expectedCloseOn: expectedCloseOn ? new Date(expectedCloseOn) : null }),
      version: { increment: 1 },
    },
  })
  if (count === 0) throw new AppError('conflict', 'Somebody else changed this lead meanwhile.')

  const refused = await reclaim(ctx, before, after, patch)
  if (refused) return refused
  await record(ctx, {
    type: 'lead.edited',
    subject: { type: 'lead', id },
    partnerId: before.partnerId,
    data: { fields: Object.keys(patch) },
  })
  return findLead(db, id, now)
}

type Known = Awaited<ReturnType<typeof leadForChange>>

/**
 * Follows a change of who the client is. Protection keeps its end; a lead that named no client
 * before is protected from now on, and one whose protection is over claims nothing.
 */
async function reclaim(ctx: CommandContext, before: Known, after: Known, sent: object) {
  const { now, tx } = ctx
  const { phoneCountry, until: anew } = await protectionFrom(ctx)
  const keys = clientKeys(after, phoneCountry)
  if (clientKeys(before, phoneCountry).join() === keys.join()) return undefined
  await flagLead(ctx, before.id)
  const won = before.status === 'closed_won'
  const until = won ? null : (before.protectedUntil ?? anew)
  if (before.status === 'closed_lost' || (until && until <= now)) return undefined
  if (await claim(ctx, before.id, keys, until)) {
    await tx.$executeRaw`rollback to savepoint claiming`
    const partner = await ownerName(ctx, before.partnerId)
    return refuseTaken(ctx, { partner, leadId: before.id, keys, sent: { ...sent } })
  }
  if (!before.protectedUntil && until)
    await tx.clientLead.updateMany({
      where: { id: before.id },
      data: { protectedUntil: until },
    })
  return undefined
}

const ownerName = (ctx: CommandContext, id: string) =>
  ctx.db
    .selectFrom('partners')
    .select(['id', 'name'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
