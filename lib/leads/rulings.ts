import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { record } from '../events/record'
import { queueMail } from '../mail/queue'
import type { MailData } from '../mail/schema'
import { clientKeys } from './client-key'
import type { Conflict, ruling as rulingInput } from './conflict-schema'
import { findConflict } from './conflicts'
import { claim, protectionFrom } from './protection'
import { leadForChange } from './queries'
import { insertLead, welcomeLead } from './registration'
import { isOpen } from './rules'
import type { LeadInput } from './schema'
import { moveLead } from './stage'
import { releaseClaims } from './winning'

/** What the holder reads as the reason of the loss. */
const lostReason = 'The agency has ruled that somebody else looks after this client.'

const ruledBefore = () =>
  new AppError('conflict', 'Somebody else has ruled on this conflict already. Reload to see how.')

/** Holds both partners, then the lead, so that nobody wins, moves or registers it meanwhile. */
async function lockSides({ db }: CommandContext, { holder, contender }: Conflict) {
  await db
    .selectFrom('partners')
    .select('id')
    .where('id', 'in', [holder.partnerId, contender.partnerId])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  await db
    .selectFrom('clientLeads')
    .select('id')
    .where('id', '=', holder.leadId)
    .forNoKeyUpdate()
    .execute()
}

function refuseWhatIsOver({ state, holder, contenderStatus }: Conflict, ruling: string) {
  if (state === 'ruled') throw ruledBefore()
  if (state === 'lapsed')
    throw new AppError(
      'conflict',
      'The protection of this client has ended, so there is nothing left to rule on. Whoever registers them next holds them.',
    )
  if (holder.status === 'closed_won' && ruling !== 'keep')
    throw new AppError(
      'conflict',
      'This deal has been won meanwhile, so the client stays with the partner who won it.',
    )
  if (ruling === 'transfer' && contenderStatus !== 'active')
    throw new AppError(
      'conflict',
      `The partner who would get this client is ${contenderStatus}. Keep it where it is, or release the client.`,
    )
}

/**
 * Rules on a conflict, once. Keep leaves the client with the holder. Transfer closes the holder's
 * lead as lost and gives the contender one of their own, made of what they sent: the row does not
 * change hands, since it carries what the holder wrote. Release ends the holder's protection.
 */
export async function ruleConflict(
  ctx: CommandContext,
  { id, ruling, reason }: z.output<typeof rulingInput>,
): Promise<Conflict> {
  const { actor, now, tx } = ctx
  const known = await findConflict(ctx, id)
  refuseWhatIsOver(known, ruling)
  await lockSides(ctx, known)
  const conflict = await findConflict(ctx, id)
  refuseWhatIsOver(conflict, ruling)
  const { holder, contender } = conflict

  const given = ruling === 'transfer' ? await transfer(ctx, conflict) : null
  if (ruling === 'release') {
    await releaseClaims(ctx, holder.leadId, 'release')
    await tx.clientLead.updateMany({
      where: { id: holder.leadId },
      data: { protectedUntil: now, version: { increment: 1 } },
    })
  }
  const { count } = await tx.leadConflict.updateMany({
    where: { id, status: 'open' },
    data: {
      status: 'ruled',
      ruling,
      reason,
      ruledBy: actor.userId,
      ruledAt: now,
      newLeadId: given?.leadId ?? null,
    },
  })
  if (count === 0) throw ruledBefore()
  await record(ctx, {
    type: 'lead.conflict_ruled',
    subject: { type: 'lead', id: holder.leadId },
    data: { conflictId: id, ruling, reason, contender: contender.partnerName },
  })
  await tellBoth(ctx, conflict, ruling, given)
  return findConflict(ctx, id)
}

type Given = { leadId: string; until: Date }

async function transfer(ctx: CommandContext, conflict: Conflict): Promise<Given> {
  const { holder, contender, sent } = conflict
  const { phoneCountry, until } = await protectionFrom(ctx)
  await moveLead(ctx, { id: holder.leadId, to: 'closed_lost', reason: lostReason })
  const own = contender.leadId ? await leadForChange(ctx.db, contender.leadId) : null
  const leadId = own && isOpen(own.status) ? own.id : uuidv7()
  const client = { ...(leadId === own?.id ? own : {}), ...sent }
  if (leadId === own?.id)
    await ctx.tx.clientLead.updateMany({
      where: { id: leadId },
      data: { ...clientFields(sent), protectedUntil: until, version: { increment: 1 } },
    })
  else
    await insertLead(ctx, { ...asInput(sent), id: leadId, partnerId: contender.partnerId, until })
  await claim(ctx, leadId, await freeKeys(ctx, leadId, clientKeys(client, phoneCountry)), until)
  if (leadId !== own?.id)
    await welcomeLead(ctx, leadId, { id: contender.partnerId, name: contender.partnerName })
  return { leadId, until }
}

const clientFields = ({
  clientName,
  clientEmail,
  clientPhone,
  businessName,
  website,
}: Conflict['sent']) =>
  Object.fromEntries(
    Object.entries({ clientName, clientEmail, clientPhone, businessName, website }).filter(
      ([, value]) => value !== undefined && value !== null,
    ),
  )

const asInput = (sent: Conflict['sent']): LeadInput => ({
  ...sent,
  clientName: sent.clientName ?? 'Unnamed client',
  estimatedValue: sent.estimatedValue ?? 0,
})

/** A third partner may hold another key of the client; theirs is not part of this ruling. */
async function freeKeys({ db, now }: CommandContext, leadId: string, keys: string[]) {
  const { rows } = await sql<{ key: string }>`
    select k as key from unnest(${keys}::text[]) k where not exists (
      select 1 from lead_client_keys c where c.workspace_id = (select app_workspace_id()) and c.key = k
        and c.client_lead_id <> ${leadId}::uuid
        and tstzrange(c.claimed_at, least(c.released_at, c.expires_at)) && tstzrange(${now}::timestamptz, null))`.execute(
    db,
  )
  return rows.map(({ key }) => key)
}

type Outcome = MailData<'conflict-ruled'>['outcome']

async function tellBoth(
  ctx: CommandContext,
  { holder, contender, clientName, sent, protectedUntil }: Conflict,
  ruling: Conflict['ruling'] & string,
  given: Given | null,
) {
  const outcomes: Record<typeof ruling, [holder: Outcome, contender: Outcome]> = {
    keep: ['kept', 'refused'],
    transfer: ['lost', 'given'],
    release: ['released', 'free'],
  }
  const people = await ctx.db
    .selectFrom('partners')
    .select(['id', 'name', 'email'])
    .where('id', 'in', [holder.partnerId, contender.partnerId])
    .execute()
  const tell = async (
    partnerId: string,
    outcome: Outcome,
    business: string,
    until: Date | null,
  ) => {
    const person = people.find((one) => one.id === partnerId)
    if (!person?.email) return
    const leadId =
      outcome === 'given' ? (given?.leadId ?? null) : outcome === 'kept' ? holder.leadId : null
    const data = {
      name: person.name,
      business,
      outcome,
      leadId,
      until: until?.toISOString() ?? null,
    }
    await queueMail(ctx, { to: person.email, template: 'conflict-ruled', data })
  }
  const [forHolder, forContender] = outcomes[ruling]
  await tell(holder.partnerId, forHolder, clientName, protectedUntil)
  // The contender reads the name that they gave, never the one that the holder uses.
  const named = sent.businessName ?? sent.clientName ?? sent.clientEmail ?? 'your client'
  await tell(contender.partnerId, forContender, named, given?.until ?? null)
}
