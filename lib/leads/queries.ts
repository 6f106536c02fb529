import { type RawBuilder, sql } from 'kysely'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { limitsOf } from '../risk/queries'
import { extensionObstacle, undoMinutes } from './rules'
import type { Lead, LeadFilter, LeadItem, LeadSelection, LeadShare, LeadStatus } from './schema'

/** A count stops here: an exact one of a million rows costs more than the page. */
export const countCap = 1_000

const sorts = {
  created: { column: 'l.createdAt', kind: 'time' },
  value: { column: 'l.estimatedValue', kind: 'number' },
  stage: { column: 'l.stageEnteredAt', kind: 'time' },
} as const

/** The one filter of list, board, count and export; `l` is client_leads. */
export function matching({
  status,
  partnerId,
  importId,
  search,
}: LeadSelection): RawBuilder<boolean> {
  const all = [sql`true`]
  if (status?.length === 1) all.push(sql`l.status = ${status[0]}`)
  else if (status?.length) all.push(sql`l.status = any (${status}::text[])`)
  if (partnerId) all.push(sql`l.partner_id = ${partnerId}::uuid`)
  if (importId) all.push(sql`l.import_id = ${importId}::uuid`)
  // An array, so that the few ids found are looked up instead of joined to every lead.
  if (search?.trim()) all.push(sql`l.id = any (array(select search_leads(${search})))`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

const itemColumns = [
  'l.id',
  'l.clientName',
  'l.clientEmail',
  'l.businessName',
  'l.partnerId',
  'l.status',
  'l.estimatedValue',
  'l.projectValue',
  'l.currency',
  'l.source',
  'l.stageEnteredAt',
  'l.closedAt',
  'l.createdAt',
] as const

/**
 * Leads with the partner's name looked up per row shown: joined, the planner reads a partner's every
 * lead before it knows the page.
 */
export const leadItems = (db: Db) =>
  db
    .selectFrom('clientLeads as l')
    .select(itemColumns)
    .select(
      sql<string>`(select p.name from partners p where p.id = l.partner_id)`.as('partnerName'),
    )

export async function listLeads(db: Db, filter: LeadFilter) {
  const sort = sorts[filter.sort]
  const rows = await keyset(leadItems(db).where(matching(filter)), {
    column: sort.column,
    id: 'l.id',
    kind: sort.kind,
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<LeadItem>
}

/** How many leads match, counted up to the cap. */
export async function countLeads(db: Db, filter: LeadSelection) {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from client_leads l where ${matching(filter)} limit ${countCap + 1}
    ) counted`.execute(db)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, countCap), capped: count > countCap }
}

export async function findLead(db: Db, id: string, now: Date): Promise<Lead> {
  const row = await leadItems(db)
    .select([
      'l.clientPhone',
      'l.website',
      'l.industry',
      'l.campaignId',
      sql<string | null>`(select g.name from campaigns g where g.id = l.campaign_id)`.as(
        'campaignName',
      ),
      'l.projectDescription',
      'l.lostReason',
      'l.zeroCommissionReason',
      sql<string | null>`l.expected_close_on::text`.as('expectedCloseOn'),
      'l.protectedUntil',
      'l.protectionExtendedAt',
      'l.protectionExtensionReason',
      'l.closeNo',
      'l.origin',
      'l.externalSource',
      'l.externalId',
      'l.version',
      sql<boolean>`exists (select 1 from commissions c where c.client_lead_id = l.id
        and c.close_no = l.close_no and c.status not in ('pending', 'on_hold', 'reversed'))`.as(
        'settled',
      ),
    ])
    .where('l.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('lead')
  const history = await db
    .selectFrom('leadStageHistory')
    .select(['id', 'fromStatus', 'toStatus', 'reason', 'actorName', 'createdAt'])
    .where('clientLeadId', '=', id)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const { settled, ...lead } = row
  const undoUntil =
    row.status === 'closed_won' && row.closedAt && !settled
      ? new Date(row.closedAt.getTime() + undoMinutes * 60_000)
      : null
  const { extensionDays } = await limitsOf(db)
  const found = {
    ...lead,
    shares: await sharesOf(db, id),
    history,
    undoUntil: undoUntil && undoUntil > now ? undoUntil : null,
  } as Lead
  const extendable = extensionObstacle(found, now) === undefined
  return { ...found, extensionDays: extendable ? extensionDays : null }
}

/** The fields that a change starts from; "not found" covers leads of others. */
export async function leadForChange(db: Db, id: string) {
  const lead = await db
    .selectFrom('clientLeads')
    .select([
      'id',
      'workspaceId',
      'partnerId',
      'status',
      'closedAt',
      'closeNo',
      'currency',
      'version',
      'position',
      'clientName',
      'clientEmail',
      'clientPhone',
      'businessName',
      'website',
      'industry',
      'campaignId',
      'estimatedValue',
      'protectedUntil',
      'protectionExtendedAt',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!lead) throw notFound('lead')
  return { ...lead, status: lead.status as LeadStatus }
}

export const movedOn = () =>
  new AppError('conflict', 'Somebody else moved this lead a moment ago. See where it is now.')

/** Who shares the commissions of a deal, in order; nobody when the owner has all of it. */
export const sharesOf = (db: Db, leadId: string): Promise<LeadShare[]> =>
  db
    .selectFrom('leadShares as s')
    .select([
      's.partnerId',
      's.bps',
      sql<string>`(select p.name from partners p where p.id = s.partner_id)`.as('partnerName'),
    ])
    .where('s.clientLeadId', '=', leadId)
    .orderBy('s.position')
    .execute()
