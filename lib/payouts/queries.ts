import { sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { dealName } from '../commissions/queries'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { approvability } from './approvability'
import { expectedOn } from './arrival'
import type { ProviderName } from './labels'
import type { Payout, PayoutFilter, PayoutItem, PayoutRun, PayoutStatus } from './schema'
import { payoutStatusLabels } from './schema'

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

/** A payout as a change begins with it. */
export async function payoutForChange({ db }: QueryContext, id: string) {
  const row = await db
    .selectFrom('payouts')
    .select(['id', 'status', 'partnerId', 'amount', 'currency'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('payout')
  return { ...row, status: row.status as PayoutStatus }
}

export const refuse = (from: PayoutStatus, verb: string) =>
  new AppError(
    'conflict',
    `This payout is ${payoutStatusLabels[from].toLowerCase()}, so it cannot be ${verb}.`,
  )

/** The newest attempt on a payout `y`. */
export const newestTransfer = <T>(column: string) =>
  sql<T>`(select t.${sql.raw(column)} from payout_transfers t
    where t.workspace_id = y.workspace_id and t.payout_id = y.id order by t.attempt desc limit 1)`

/** By when the newest attempt arrives; null when nothing is on its way or was. */
export function arrivalOf(
  row: { provider: string | null; sentAt: Date | null; currency: string; status: string },
  timeZone: string,
) {
  if (!row.provider || !row.sentAt || !['processing', 'paid'].includes(row.status)) return null
  return expectedOn(row.provider as ProviderName, row.currency, row.sentAt, timeZone)
}

export async function findPayout(ctx: QueryContext, id: string): Promise<Payout> {
  const { db, actor, now } = ctx
  const row = await items(db)
    .select([
      'y.reason',
      'r.note',
      'p.payoutHint',
      nameOf('created_by').as('createdByName'),
      nameOf('approved_by').as('approvedByName'),
      nameOf('paid_by').as('paidByName'),
      newestTransfer<string | null>('provider').as('provider'),
      newestTransfer<Date | null>('created_at').as('sentAt'),
      newestTransfer<string | null>('destination').as('destination'),
      newestTransfer<string | null>('error').as('error'),
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
  const asked = await approvability(db, { ids: [id] }, { userId: actor.userId, now })
  return {
    ...row,
    lines,
    expectedOn: arrivalOf(row, actor.workspace.timezone),
    approvalObstacle: asked.get(id)?.obstacle ?? null,
  } as Payout
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
