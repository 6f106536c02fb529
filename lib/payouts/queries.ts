import { sql } from 'kysely'
import { dealName } from '../commissions/queries'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type { Payout, PayoutFilter, PayoutItem, PayoutRun } from './schema'

const items = (db: Db) =>
  db
    .selectFrom('payouts as y')
    .innerJoin('partners as p', 'p.id', 'y.partnerId')
    .leftJoin('payoutRuns as r', 'r.id', 'y.runId')
    .select([
      'y.id',
      'y.runId',
      'y.partnerId',
      'p.name as partnerName',
      'y.amount',
      'y.currency',
      'y.status',
      sql<number>`(select count(*) from payout_items i where i.payout_id = y.id)`.as('items'),
      sql<string>`r.period_from::text`.as('periodFrom'),
      sql<string>`r.period_to::text`.as('periodTo'),
      'y.reference',
      'y.createdAt',
      'y.approvedAt',
      'y.paidAt',
    ])

export async function listPayouts(db: Db, { status, partnerId, runId, ...filter }: PayoutFilter) {
  let query = items(db)
  if (status?.length === 1) query = query.where('y.status', '=', status[0] as string)
  else if (status?.length) query = query.where('y.status', 'in', status)
  if (partnerId) query = query.where('y.partnerId', '=', partnerId)
  if (runId) query = query.where('y.runId', '=', runId)
  const rows = await keyset(query, {
    column: 'y.createdAt',
    id: 'y.id',
    kind: 'time',
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<PayoutItem>
}

export async function countPayouts(
  db: Db,
  { status, partnerId, runId }: Pick<PayoutFilter, 'status' | 'partnerId' | 'runId'>,
) {
  let query = db.selectFrom('payouts').select(({ fn }) => fn.countAll<number>().as('count'))
  if (status?.length) query = query.where('status', 'in', status)
  if (partnerId) query = query.where('partnerId', '=', partnerId)
  if (runId) query = query.where('runId', '=', runId)
  const { count } = await query.executeTakeFirstOrThrow()
  return { count, capped: false }
}

const nameOf = (column: 'created_by' | 'approved_by' | 'paid_by') =>
  sql<
    string | null
  >`(select coalesce(nullif(u.name, ''), u.email) from users u where u.id = y.${sql.raw(column)})`

export async function findPayout(db: Db, id: string, userId: string): Promise<Payout> {
  const row = await items(db)
    .select([
      'y.reason',
      'r.note',
      'p.payoutHint',
      nameOf('created_by').as('createdByName'),
      nameOf('approved_by').as('approvedByName'),
      nameOf('paid_by').as('paidByName'),
      sql<boolean>`p.user_id is not distinct from ${userId}::uuid`.as('own'),
      sql<boolean>`y.created_by = ${userId}::uuid
        and over_approval_threshold(y.workspace_id, y.amount, y.currency, y.created_at)`.as(
        'needsSecond',
      ),
    ])
    .where('y.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('payout')
  const lines = await db
    .selectFrom('payoutItems as i')
    .innerJoin('commissions as c', 'c.id', 'i.commissionId')
    .select([
      'c.id as commissionId',
      'c.clientLeadId as leadId',
      dealName.as('leadName'),
      sql<boolean>`exists (select 1 from client_leads l where l.id = c.client_lead_id)`.as(
        'leadReadable',
      ),
      'c.kind',
      'c.projectValue',
      sql<string>`c.commission_rate::text`.as('commissionRate'),
      'c.tierAtSale',
      'i.amount',
      'i.sourceAmount',
      'i.sourceCurrency',
      sql<string | null>`i.rate::text`.as('rate'),
      sql<string | null>`i.rate_on::text`.as('rateOn'),
      'c.earnedAt',
    ])
    .where('i.payoutId', '=', id)
    .orderBy('c.earnedAt')
    .orderBy('c.id')
    .execute()
  const { own, needsSecond, ...found } = row
  const approvalObstacle = own
    ? 'You cannot approve what pays you.'
    : needsSecond
      ? 'A payout of this size needs a second person to approve it.'
      : null
  return { ...found, lines, approvalObstacle } as Payout
}

export async function findRun(db: Db, id: string): Promise<PayoutRun> {
  const run = await db
    .selectFrom('payoutRuns as r')
    .select([
      'r.id',
      sql<string>`r.period_from::text`.as('periodFrom'),
      sql<string>`r.period_to::text`.as('periodTo'),
      'r.note',
      'r.createdAt',
      sql<
        string | null
      >`(select coalesce(nullif(u.name, ''), u.email) from users u where u.id = r.created_by)`.as(
        'createdByName',
      ),
    ])
    .where('r.id', '=', id)
    .executeTakeFirst()
  if (!run) throw notFound('payout run')
  const payouts = await items(db)
    .where('y.runId', '=', id)
    .orderBy('y.amount', 'desc')
    .orderBy('y.id')
    .execute()
  return { ...run, payouts: payouts as PayoutItem[] }
}
