import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { keyset, type Page, paging, toPage } from '../db/paging'
import { notFound } from '../errors'
import type { Conflict, ConflictFilter, ConflictItem } from './conflict-schema'
import type { ConflictState } from './labels'

type Context = Pick<QueryContext, 'db' | 'now'>

/** Open until somebody rules, and only as long as the holder still holds what the contender named. */
const stateAt = (now: Date) => sql<ConflictState>`case when x.status = 'open' and not exists (
  select 1 from lead_client_keys k where k.workspace_id = x.workspace_id and k.client_lead_id = x.holder_lead_id
    and k.key = any (x.keys) and tstzrange(k.claimed_at, least(k.released_at, k.expires_at)) @> ${now}::timestamptz)
  then 'lapsed' else x.status end`

const nameOf = (table: 'l') =>
  sql.raw(
    `coalesce(${table}.business_name, ${table}.client_name, ${table}.external_id, 'Unnamed client')`,
  )

const items = ({ db, now }: Context) =>
  db
    .selectFrom('leadConflicts as x')
    .innerJoin('clientLeads as l', 'l.id', 'x.holderLeadId')
    .select([
      'x.id',
      stateAt(now).as('state'),
      sql<string>`${nameOf('l')}`.as('clientName'),
      sql<
        ConflictItem['holder']
      >`jsonb_build_object('partnerId', l.partner_id, 'leadId', l.id, 'status', l.status,
        'partnerName', (select p.name from partners p where p.id = l.partner_id))`.as('holder'),
      sql<
        ConflictItem['contender']
      >`jsonb_build_object('partnerId', x.contender_partner_id, 'leadId', x.contender_lead_id,
        'partnerName', (select p.name from partners p where p.id = x.contender_partner_id))`.as(
        'contender',
      ),
      'x.keys',
      'x.attempts',
      sql<Date | null>`case when l.status <> 'closed_won' then l.protected_until end`.as(
        'protectedUntil',
      ),
      'x.createdAt',
      'x.lastAttemptAt',
      'x.ruling',
      'x.ruledAt',
    ])

const inStates = (now: Date, states: readonly ConflictState[] | undefined): RawBuilder<boolean> =>
  states?.length ? sql<boolean>`${stateAt(now)} = any (${states}::text[])` : sql<boolean>`true`

/** The inbox of those who rule; whoever waits longest comes first unless asked otherwise. */
export async function listConflicts(ctx: Context, filter: ConflictFilter) {
  const rows = await keyset(items(ctx).where(inStates(ctx.now, filter.state)), {
    column: 'x.createdAt',
    id: 'x.id',
    kind: 'time',
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<ConflictItem>
}

export async function countConflicts({ db, now }: Context) {
  const { rows } = await sql<{ state: ConflictState; count: number }>`
    select ${stateAt(now)} as state, count(*) as count from lead_conflicts x group by 1`.execute(db)
  return rows
}

export async function findConflict(ctx: Context, id: string): Promise<Conflict> {
  const row = await items(ctx)
    .select([
      'x.sent',
      'x.reason',
      'x.newLeadId',
      sql<
        Conflict['held']
      >`jsonb_build_object('clientName', l.client_name, 'clientEmail', l.client_email,
        'clientPhone', l.client_phone, 'businessName', l.business_name, 'website', l.website,
        'projectDescription', l.project_description, 'estimatedValue', l.estimated_value, 'currency', l.currency,
        'registeredAt', l.created_at, 'stageEnteredAt', l.stage_entered_at, 'extended', l.protection_extended_at is not null,
        'moves', (select count(*) - 1 from lead_stage_history h where h.workspace_id = l.workspace_id and h.client_lead_id = l.id),
        'lastActivityAt', (select max(e.created_at) from events e where e.workspace_id = l.workspace_id
          and e.subject_type = 'lead' and e.subject_id = l.id and e.partner_id is not null))`.as(
        'held',
      ),
      sql<string>`(select p.status from partners p where p.id = x.contender_partner_id)`.as(
        'contenderStatus',
      ),
      sql<
        string | null
      >`(select coalesce(nullif(u.name, ''), u.email) from users u where u.id = x.ruled_by)`.as(
        'ruledByName',
      ),
    ])
    .where('x.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('conflict')
  return row as Conflict
}
