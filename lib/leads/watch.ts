import { sql } from 'kysely'
import { type Db, withSystem } from '../db/with-actor'
import { recordMany } from '../events/record'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'
import { queueMail } from '../mail/queue'
import { limitsOf } from '../risk/queries'
import { DAY_MS } from '../time'
import { clientKeys } from './client-key'

const reason = 'watches the protection of leads'

/** A job per workspace, so that one in trouble does not keep the others waiting. */
export async function watchAll() {
  await withSystem('', reason, async ({ db }) => {
    const workspaces = await db.selectFrom('workspaces').select('id').execute()
    for (const { id } of workspaces)
      await enqueue(db, 'leads.watch', { workspaceId: id }, { jobKey: `leads.watch:${id}` })
  })
}

/** Reminds partners of protection that ends soon, and claims phone numbers that are not claimed yet. */
export async function watchLeads({ workspaceId }: TaskPayload<'leads.watch'>, now = new Date()) {
  await withSystem(workspaceId, reason, ({ db }) => remind(db, workspaceId, now))
  let after = '00000000-0000-0000-0000-000000000000'
  while (after) {
    const from = after
    after = await withSystem(workspaceId, reason, ({ db }) => claimPhones(db, from, now))
  }
}

type Ending = {
  id: string
  partnerId: string
  name: string
  business: string
  email: string | null
  until: Date
  extendable: boolean
}

/** Marks and tells in one transaction, so that nobody is reminded twice of one end. */
async function remind(db: Db, workspaceId: string, now: Date) {
  const { reminderDays } = await limitsOf(db)
  if (reminderDays === 0) return
  const soon = new Date(now.getTime() + reminderDays * DAY_MS)
  const { rows } = await sql<Ending>`
    update client_leads l set protection_reminded_at = ${now}::timestamptz from partners p
    where p.id = l.partner_id and l.status in ('prospect','qualified','proposal_sent','negotiating')
      and l.protected_until > ${now}::timestamptz and l.protected_until <= ${soon}::timestamptz
      and (l.protection_reminded_at is null or l.protection_reminded_at < l.protection_extended_at)
    returning l.id, l.partner_id, p.name, p.email, l.protected_until as until, l.protection_extended_at is null as extendable,
      coalesce(l.business_name, l.client_name, 'Unnamed client') as business`.execute(db)
  const ctx = { actor: { kind: 'system', workspaceId, reason } as const, now, db }
  await recordMany(
    ctx,
    rows.map(({ id, partnerId, until }) => ({
      type: 'lead.protection_ending' as const,
      subject: { type: 'lead' as const, id },
      partnerId,
      data: { until: until.toISOString() },
    })),
  )
  for (const { id, name, business, email, until, extendable } of rows)
    if (email)
      await queueMail(ctx, {
        to: email,
        template: 'protection-ending',
        data: { leadId: id, name, business, until: until.toISOString(), extendable },
      })
}

/** The next open, protected leads whose phone is no key yet; what somebody else holds stays theirs. */
async function claimPhones(db: Db, after: string, now: Date): Promise<string> {
  const { phoneCountry } = await limitsOf(db)
  const { rows } = await sql<{
    id: string
    clientEmail: string | null
    clientPhone: string
    website: string | null
    until: Date
  }>`
    select l.id, l.client_email, l.client_phone, l.website, l.protected_until as until from client_leads l
    where l.id > ${after}::uuid and l.client_phone is not null and l.protected_until > ${now}::timestamptz
      and l.status in ('prospect','qualified','proposal_sent','negotiating')
      and not exists (select 1 from lead_client_keys k where k.workspace_id = l.workspace_id and k.client_lead_id = l.id
        and k.key like 'phone:%' and k.released_at is null)
    order by l.id limit 500`.execute(db)
  for (const { id, until, ...client } of rows) {
    const keys = clientKeys(client, phoneCountry)
    if (keys.some((key) => key.startsWith('phone:')))
      await sql`select claim_client(${id}::uuid, ${keys}::text[], ${until}::timestamptz, ${now}::timestamptz)`.execute(
        db,
      )
  }
  return rows.length === 500 ? (rows.at(-1)?.id ?? '') : ''
}

/** Tells owners and admins that there is something to rule on. */
export async function tellConflict({
  workspaceId,
  conflictId,
}: TaskPayload<'leads.tell-conflict'>) {
  await withSystem(workspaceId, reason, async ({ db }) => {
    const { rows } = await sql<{ business: string; owner: string; claimant: string }>`
      select coalesce(l.business_name, l.client_name, 'Unnamed client') as business,
        (select p.name from partners p where p.id = l.partner_id) as owner,
        (select p.name from partners p where p.id = x.contender_partner_id) as claimant
      from lead_conflicts x join client_leads l on l.id = x.holder_lead_id
      where x.id = ${conflictId}::uuid and x.status = 'open'`.execute(db)
    const found = rows[0]
    if (!found) return
    const admins = await db
      .selectFrom('memberships as m')
      .innerJoin('users as u', 'u.id', 'm.userId')
      .select('u.email')
      .where('m.role', 'in', ['owner', 'admin'])
      .where('m.status', '=', 'active')
      .execute()
    const ctx = { actor: { kind: 'system', workspaceId, reason } as const, now: new Date(), db }
    for (const { email } of admins)
      await queueMail(ctx, {
        to: email,
        template: 'client-conflict',
        data: { conflictId, ...found },
      })
  })
}
