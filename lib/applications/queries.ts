import { sql } from 'kysely'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { clientKeys } from '../leads/client-key'
import { isDisposable } from './disposable'
import type { Application, ApplicationFilter, ApplicationItem, Signal } from './schema'

type Selection = Pick<ApplicationFilter, 'status' | 'experience' | 'search' | 'referredBy'>

const matching = ({ status, experience, search, referredBy }: Selection) => {
  const all = [sql`true`]
  if (status?.length === 1) all.push(sql`a.status = ${status[0]}`)
  else if (status?.length) all.push(sql`a.status = any (${status}::text[])`)
  if (experience?.length) all.push(sql`a.experience_level = any (${experience}::text[])`)
  if (referredBy) all.push(sql`a.referred_by_partner_id = ${referredBy}::uuid`)
  if (search?.trim()) {
    const text = `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`
    all.push(sql`(a.name ilike ${text} or a.email ilike ${text} or a.company ilike ${text})`)
  }
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

const items = (db: Db) =>
  db
    .selectFrom('partnerApplications as a')
    .select([
      'a.id',
      'a.name',
      'a.email',
      'a.company',
      'a.website',
      'a.expectedReferrals',
      'a.experienceLevel',
      'a.status',
      'a.submittedAt',
    ])
    .select(
      sql<ApplicationItem['referredBy']>`(select jsonb_build_object('id', p.id, 'name', p.name)
        from partners p where p.workspace_id = a.workspace_id and p.id = a.referred_by_partner_id)`.as(
        'referredBy',
      ),
    )

export async function listApplications(db: Db, filter: ApplicationFilter) {
  const rows = await keyset(items(db).where(matching(filter)), {
    column: 'a.submittedAt',
    id: 'a.id',
    kind: 'time',
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<ApplicationItem>
}

export async function countApplications(db: Db, selection: Selection) {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from partner_applications a where ${matching(selection)}`.execute(db)
  return { count: rows[0]?.count ?? 0, capped: false }
}

export async function countByStatus(db: Db) {
  const { rows } = await sql<{ status: ApplicationItem['status']; count: number }>`
    select status, count(*) as count from partner_applications group by status`.execute(db)
  return rows
}

export async function findApplication(db: Db, id: string): Promise<Application> {
  const row = await items(db)
    .select([
      'a.phone',
      'a.networkDescription',
      'a.reviewNotes',
      'a.rejectionReason',
      'a.reviewedAt',
      sql<
        string | null
      >`(select coalesce(nullif(u.name, ''), u.email) from users u where u.id = a.reviewed_by)`.as(
        'reviewedByName',
      ),
      sql<
        string | null
      >`(select p.id from partners p where p.workspace_id = a.workspace_id and p.application_id = a.id)`.as(
        'partnerId',
      ),
    ])
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('application')
  return { ...row, signals: await signalsOf(db, row) } as Application
}

async function signalsOf(
  db: Db,
  applicant: { id: string; email: string; company: string | null; website: string | null },
): Promise<Signal[]> {
  const signals: Signal[] = []
  if (isDisposable(applicant.email))
    signals.push({
      kind: 'disposable_email',
      text: 'The address is from a disposable mail service.',
    })
  const partner = await db
    .selectFrom('partners')
    .select(['name', 'status'])
    .where('email', '=', applicant.email)
    .executeTakeFirst()
  if (partner)
    signals.push({
      kind: 'known_partner',
      text: `${partner.name} is a partner with this e-mail (${partner.status}).`,
    })
  const keys = clientKeys({ clientEmail: applicant.email, website: applicant.website }, null)
  const client = await db
    .selectFrom('leadClientKeys as k')
    .innerJoin('clientLeads as l', 'l.id', 'k.clientLeadId')
    .select(['k.key', 'l.businessName', 'l.clientName'])
    .where('k.key', 'in', keys)
    .where('k.releasedAt', 'is', null)
    .executeTakeFirst()
  if (client)
    signals.push({
      kind: 'client_domain',
      text: `Shares ${client.key.replace(/^\w+:/, '')} with the client ${client.businessName ?? client.clientName}.`,
    })
  if (applicant.company) {
    const others = await db
      .selectFrom('partnerApplications')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('company', '=', applicant.company)
      .where('id', '!=', applicant.id)
      .executeTakeFirst()
    if (others && others.count > 0)
      signals.push({
        kind: 'same_company',
        text: `${others.count} more applied from ${applicant.company}.`,
      })
  }
  return signals
}
