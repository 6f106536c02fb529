import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { AppError, Refusal } from '../errors'
import { record } from '../events/record'
import { enqueue } from '../jobs/enqueue'
import { limitsOf } from '../risk/queries'
import { DAY_MS } from '../time'
import { findLead, leadForChange } from './queries'
import { extensionObstacle } from './rules'
import type { Lead } from './schema'

/** Says nothing about who holds the client, nor since when. */
const neutralRefusal = () =>
  new AppError(
    'conflict',
    'This client cannot be registered right now. If you are in touch with them, please write to the agency.',
  )

/** When protection that begins now ends, and where phone numbers are at home. */
export async function protectionFrom({ db, now }: CommandContext) {
  const { protectionDays, phoneCountry } = await limitsOf(db)
  return { phoneCountry, until: new Date(now.getTime() + protectionDays * DAY_MS) }
}

/** Takes the client for a lead until a time; answers the lead that holds them when somebody does. */
export async function claim(
  { db, now }: CommandContext,
  leadId: string,
  keys: string[],
  until: Date | null,
): Promise<string | null> {
  const { rows } = await sql<{ holder: string | null }>`
    select claim_client(${leadId}::uuid, ${keys}::text[], ${until}::timestamptz, ${now}::timestamptz) as holder`.execute(
    db,
  )
  return rows[0]?.holder ?? null
}

type Attempt = {
  partner: { id: string; name: string }
  /** The contender's own lead, when it was edited towards the client. */
  leadId: string | null
  keys: string[]
  /** Field by field, as it came. */
  sent: Record<string, unknown>
}

type Noted = { holderLeadId: string; own: boolean; conflictId: string | null; fresh: boolean }

/**
 * Refuses a client that others hold: a conflict is written down for the people who rule, and the
 * contender gets one answer whoever it is. The caller has undone what the attempt wrote.
 */
export async function refuseTaken(ctx: CommandContext, { partner, leadId, keys, sent }: Attempt) {
  const { rows } = await sql<Noted>`
    select holder_lead_id, own, conflict_id, fresh from note_conflicts(${partner.id}::uuid, ${leadId}::uuid, ${keys}::text[],
      ${JSON.stringify(sent)}::jsonb, ${ctx.now}::timestamptz)`.execute(ctx.db)
  const staff = ctx.actor.role !== 'partner'
  const others = rows.filter(({ own }) => !own)
  if (rows.length > 0 && others.length === 0)
    return new Refusal(
      new AppError(
        'conflict',
        `${staff ? `${partner.name} has` : 'You have'} registered this client already.`,
      ),
    )
  for (const { holderLeadId, conflictId, fresh } of others) {
    await record(ctx, {
      type: 'lead.registration_refused',
      subject: { type: 'lead', id: holderLeadId },
      data: { partnerId: partner.id, partnerName: partner.name, conflictId, ...sent },
    })
    // Whose addresses the mail goes to is not for the contender's transaction to read.
    if (fresh && conflictId)
      await enqueue(ctx.db, 'leads.tell-conflict', {
        workspaceId: ctx.actor.workspace.id,
        conflictId,
      })
  }
  return new Refusal(
    staff
      ? new AppError('conflict', 'Another lead holds this client. See Conflicts to rule on it.')
      : neutralRefusal(),
  )
}

/** Extends the protection of a lead, once and with a reason; its partner may, and so may staff. */
export async function extendProtection(
  ctx: CommandContext,
  { id, reason }: { id: string; reason: string },
): Promise<Lead> {
  const { actor, now, db, tx } = ctx
  const lead = await leadForChange(db, id)
  const obstacle = extensionObstacle(lead, now)
  if (obstacle || !lead.protectedUntil) throw new AppError('conflict', obstacle ?? 'Not protected.')
  const { extensionDays } = await limitsOf(db)
  const until = new Date(lead.protectedUntil.getTime() + extensionDays * DAY_MS)
  const { count } = await tx.clientLead.updateMany({
    where: {
      id,
      status: lead.status,
      protectedUntil: lead.protectedUntil,
      protectionExtendedAt: null,
    },
    data: {
      protectedUntil: until,
      protectionExtendedAt: now,
      protectionExtendedBy: actor.userId,
      protectionExtensionReason: reason,
      version: { increment: 1 },
    },
  })
  if (count === 0)
    throw new AppError(
      'conflict',
      'Somebody else changed this lead a moment ago. Please look again.',
    )
  await sql`select 1 from extend_client(${id}::uuid, ${now}::timestamptz)`.execute(db)
  await record(ctx, {
    type: 'lead.protection_extended',
    subject: { type: 'lead', id },
    partnerId: lead.partnerId,
    data: { reason, days: extensionDays, until: until.toISOString() },
  })
  return findLead(db, id, now)
}
