import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { CommandContext } from '../api/context'
import { isStaff } from '../auth/permissions'
import { AppError, notFound, Refusal } from '../errors'
import { record } from '../events/record'
import { positionAfter } from './board'
import { clientKeys } from './client-key'
import { findLead, leadForChange } from './queries'
import { isOpen, protectionDays } from './rules'
import type { Lead, LeadInput, LeadPatch } from './schema'

/** Says nothing about who holds the client, nor since when. */
const neutralRefusal = () =>
  new AppError(
    'conflict',
    'This client cannot be registered right now. If you are in touch with them, please write to the agency.',
  )

const daysFrom = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000)

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

async function claim(ctx: CommandContext, leadId: string, keys: string[]): Promise<string | null> {
  if (keys.length === 0) return null
  const { rows } = await sql<{ holder: string | null }>`
    select claim_client(${leadId}::uuid, ${keys}::text[], ${daysFrom(ctx.now, protectionDays)}::timestamptz,
      ${ctx.now}::timestamptz) as holder`.execute(ctx.db)
  return rows[0]?.holder ?? null
}

/** Undoes what was written since the savepoint, and leaves an event that staff can act on. */
async function refuse(
  ctx: CommandContext,
  holder: string,
  partner: { id: string; name: string },
  client: object,
) {
  await ctx.tx.$executeRaw`rollback to savepoint claiming`
  const own = await ctx.db
    .selectFrom('clientLeads')
    .select('id')
    .where('id', '=', holder)
    .where('partnerId', '=', partner.id)
    .executeTakeFirst()
  const staff = isStaff(ctx.actor.role)
  if (own)
    return new Refusal(
      new AppError(
        'conflict',
        `${staff ? `${partner.name} has` : 'You have'} registered this client already.`,
      ),
    )
  await record(ctx, {
    type: 'lead.registration_refused',
    subject: { type: 'lead', id: holder },
    data: { partnerId: partner.id, partnerName: partner.name, ...client },
  })
  return new Refusal(
    staff
      ? new AppError('conflict', 'Another lead holds this client. Its timeline shows this attempt.')
      : neutralRefusal(),
  )
}

/** Registers a client for a partner; one owner, however many try at once. */
export async function registerLead(ctx: CommandContext, input: LeadInput): Promise<Lead | Refusal> {
  const { actor, now, db, tx } = ctx
  const partner = await ownerOf(ctx, input.partnerId)
  await checkCampaign(ctx, input.campaignId)
  const keys = clientKeys(input)
  const leadId = uuidv7()
  const staff = isStaff(actor.role)
  await tx.$executeRaw`savepoint claiming`
  await tx.clientLead.create({
    select: { id: true },
    data: {
      id: leadId,
      workspaceId: actor.workspace.id,
      partnerId: partner.id,
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
      protectedUntil: keys.length > 0 ? daysFrom(now, protectionDays) : null,
      stageEnteredAt: now,
      createdAt: now,
    },
  })
  const holder = await claim(ctx, leadId, keys)
  if (holder) {
    const { clientName, clientEmail, businessName } = input
    return refuse(ctx, holder, partner, { clientName, clientEmail, businessName })
  }
  await recordStage(ctx, leadId, null, 'prospect')
  await record(ctx, {
    type: 'lead.registered',
    subject: { type: 'lead', id: leadId },
    partnerId: partner.id,
    data: { partnerName: partner.name },
  })
  return findLead(db, leadId, now)
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

  const keys = clientKeys(after)
  const moved = clientKeys(before).join() !== keys.join()
  if (moved && before.status !== 'closed_lost') {
    const holder = await claim(ctx, id, keys)
    if (holder) {
      const partner = await ownerName(ctx, before.partnerId)
      return refuse(ctx, holder, partner, {
        clientName: after.clientName,
        clientEmail: after.clientEmail,
      })
    }
  }
  await record(ctx, {
    type: 'lead.edited',
    subject: { type: 'lead', id },
    partnerId: before.partnerId,
    data: { fields: Object.keys(patch) },
  })
  return findLead(db, id, now)
}

const ownerName = (ctx: CommandContext, id: string) =>
  ctx.db
    .selectFrom('partners')
    .select(['id', 'name'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
