import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { isDisposable } from '../applications/disposable'
import type { Db } from '../db/with-actor'
import { clientKeys } from '../leads/client-key'
import { formatMoney } from '../money'
import { DAY_MS, formatDate } from '../time'
import type { FlagKind } from './labels'
import { limitsOf } from './queries'

type Finding = {
  kind: FlagKind
  partnerId: string
  leadId?: string
  sentence: string
  evidence: Record<string, unknown>
  /** Names the evidence: what was settled once is not raised again. */
  key: string
  holdsUntil?: Date | null
}

async function raise({ db, now }: CommandContext, finding: Finding) {
  const { kind, partnerId, leadId = null, sentence, evidence, key, holdsUntil = null } = finding
  await sql`select raise_flag(${kind}, ${partnerId}::uuid, ${leadId}::uuid, ${sentence}, ${JSON.stringify(evidence)}::jsonb,
    ${key}, ${holdsUntil}::timestamptz, ${now}::timestamptz)`.execute(db)
}

const leadOf = (db: Db, id: string) =>
  db
    .selectFrom('clientLeads')
    .select(['id', 'partnerId', 'clientEmail', 'clientPhone', 'website'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

const words: Record<string, string> = {
  email: 'e-mail address',
  domain: 'domain',
  phone: 'phone number',
}

/** "the domain acme.com and the phone number +49 30 …" of keys such as `domain:acme.com`. */
const inWords = (keys: string[]) =>
  new Intl.ListFormat('en-GB').format(
    keys.map((key) => {
      const [kind = '', value] = key.split(/:(.*)/s)
      return `the ${words[kind]} ${value}`
    }),
  )

/**
 * Looks at a client beside the partner who brings them: the same mailbox, phone or business domain,
 * and an address that is thrown away. Free-mail domains say nothing, as in client keys.
 */
async function look(ctx: CommandContext, leadId: string, partnerIds: string[]) {
  const { db } = ctx
  const [lead, { phoneCountry }] = [await leadOf(db, leadId), await limitsOf(db)]
  const ofClient = clientKeys(lead, phoneCountry)
  const partners = await db
    .selectFrom('partners')
    .select(['id', 'email', 'phone', 'website'])
    .where('id', 'in', partnerIds)
    .orderBy('id')
    .execute()
  for (const partner of partners) {
    const own = clientKeys(
      { clientEmail: partner.email, clientPhone: partner.phone, website: partner.website },
      phoneCountry,
    )
    const same = ofClient.filter((key) => own.includes(key)).sort()
    const about = { partnerId: partner.id, leadId }
    if (same.length > 0)
      await raise(ctx, {
        kind: 'self_referral',
        ...about,
        sentence: `Partner and client share ${inWords(same)}.`,
        evidence: { keys: same },
        key: same.join(' '),
      })
    if (lead.clientEmail && isDisposable(lead.clientEmail))
      await raise(ctx, {
        kind: 'disposable_email',
        ...about,
        sentence: `The client’s address ${lead.clientEmail} is from a disposable mail service.`,
        evidence: { email: lead.clientEmail },
        key: lead.clientEmail,
      })
  }
}

/** A registration or a change of what is known about the client. */
export const flagLead = async (ctx: CommandContext, leadId: string) =>
  look(ctx, leadId, [(await leadOf(ctx.db, leadId)).partnerId])

/** A win, after its commissions were made: everybody whom it pays is looked at. */
export async function flagWin(ctx: CommandContext, leadId: string) {
  const earners = await ctx.db
    .selectFrom('commissions')
    .select('partnerId')
    .distinct()
    .where('clientLeadId', '=', leadId)
    .where('status', 'not in', ['rejected', 'reversed'])
    .execute()
  if (earners.length > 0)
    await look(
      ctx,
      leadId,
      earners.map(({ partnerId }) => partnerId),
    )
}

/** Far more clients within a day than this partner ever brings. Only their own registrations count. */
export async function flagBurst(ctx: CommandContext, partnerId: string) {
  const { db, now, actor } = ctx
  const { burstLeads } = await limitsOf(db)
  const { rows } = await sql<{ today: number; before: number }>`
    select count(*) filter (where created_at > ${now}::timestamptz - interval '1 day') as today,
      count(*) filter (where created_at <= ${now}::timestamptz - interval '1 day') as before
    from client_leads where partner_id = ${partnerId}::uuid and origin <> 'import'
      and created_at > ${now}::timestamptz - interval '91 days' and created_at <= ${now}::timestamptz`.execute(
    db,
  )
  const { today = 0, before = 0 } = rows[0] ?? {}
  const usual = before / 90
  if (today < burstLeads || today < usual * 4) return
  const day = formatDate(now, actor.workspace.timezone)
  await raise(ctx, {
    kind: 'lead_burst',
    partnerId,
    sentence: `${today} clients were registered within a day; ${usual < 1 ? 'less than one' : Math.round(usual)} a day is usual.`,
    evidence: { today, usualPerDay: Math.round(usual * 100) / 100 },
    key: day,
  })
}

/** Too large a part of what was won within a year went back to the clients. */
export async function flagRefunds(ctx: CommandContext, partnerId: string, currency: string) {
  const { db, now } = ctx
  const { refundPercent, refundDeals } = await limitsOf(db)
  const { rows } = await sql<{ deals: number; won: number; refunded: number; refunds: number }>`
    select count(*) as deals, coalesce(sum(l.project_value), 0)::bigint as won,
      coalesce(sum(r.amount), 0)::bigint as refunded, coalesce(sum(r.refunds), 0)::bigint as refunds
    from client_leads l left join lateral (
      select sum(r.amount) as amount, count(*) as refunds from lead_refunds r
      where r.workspace_id = l.workspace_id and r.client_lead_id = l.id and r.close_no = l.close_no) r on true
    where l.partner_id = ${partnerId}::uuid and l.status = 'closed_won' and l.currency = ${currency}
      and l.closed_at > ${new Date(now.getTime() - 365 * DAY_MS)}::timestamptz`.execute(db)
  const found = rows[0]
  if (!found || found.deals < refundDeals || found.won === 0) return
  const percent = (found.refunded / found.won) * 100
  if (percent <= refundPercent) return
  await raise(ctx, {
    kind: 'refund_rate',
    partnerId,
    sentence: `${Math.round(percent)} % of the value won within a year was refunded: ${formatMoney(found.refunded, currency)} of ${formatMoney(found.won, currency)}.`,
    evidence: { ...found, currency, percent: Math.round(percent * 10) / 10, limit: refundPercent },
    key: `${currency} ${found.refunds} ${found.refunded}`,
  })
}

/** Payout details that somebody else has too, or that have just replaced others. */
export async function flagDetails(
  ctx: CommandContext,
  partnerId: string,
  { hint, replaced }: { hint: string; replaced: string | null },
) {
  const { db, now, actor } = ctx
  await sql`select 1 from flag_equal_details(${partnerId}::uuid, ${now}::timestamptz)`.execute(db)
  const { newDetailsDays } = await limitsOf(db)
  if (replaced === null || newDetailsDays === 0) return
  const holdsUntil = new Date(now.getTime() + newDetailsDays * DAY_MS)
  await raise(ctx, {
    kind: 'new_payout_details',
    partnerId,
    sentence: `The payout details were changed on ${formatDate(now, actor.workspace.timezone)}, from ${replaced} to ${hint}.`,
    evidence: { from: replaced, to: hint, changedAt: now.toISOString() },
    key: now.toISOString(),
    holdsUntil,
  })
}
