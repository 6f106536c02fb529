import { sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { approvability } from './approvability'
import { arrivalOf } from './queries'
import type {
  RunDetail,
  RunFilter,
  RunItem,
  RunPayout,
  TransferFilter,
  TransferItem,
} from './sending-schema'
import { settingsOf } from './settings'

const items = (db: Db) =>
  db.selectFrom('payoutRuns as r').select([
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
    // What was cancelled is paid by another run.
    sql<RunItem['totals']>`(select coalesce(jsonb_agg(s order by s.amount desc), '[]') from (
      select y.currency, sum(y.amount) as amount from payouts y
      where y.workspace_id = r.workspace_id and y.run_id = r.id and y.status <> 'cancelled' group by y.currency) s)`.as(
      'totals',
    ),
    sql<RunItem['counts']>`(select coalesce(jsonb_object_agg(s.status, s.count), '{}') from (
      select y.status, count(*) as count from payouts y
      where y.workspace_id = r.workspace_id and y.run_id = r.id group by y.status) s)`.as('counts'),
  ])

export async function listRuns(db: Db, filter: RunFilter) {
  const rows = await keyset(items(db), {
    column: 'r.createdAt',
    id: 'r.id',
    kind: 'time',
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<RunItem>
}

const filesOf = async (db: Db, runId: string) => {
  const { rows } = await sql<RunDetail['files'][number]>`
    select f.id, f.file_no, f.format, f.name, f.payments, f.created_at,
      (select count(*) from payout_transfers t where t.workspace_id = f.workspace_id and t.file_id = f.id
        and t.status = 'accepted') as open
    from payout_files f where f.run_id = ${runId}::uuid order by f.file_no desc, f.format desc`.execute(
    db,
  )
  return rows
}

/** A run with each payout, where its money is, and what may be done with it. */
export async function findRunDetail(ctx: QueryContext, id: string): Promise<RunDetail> {
  const { db, actor, now } = ctx
  const run = await items(db).where('r.id', '=', id).executeTakeFirst()
  if (!run) throw notFound('payout run')
  const { rows } = await sql<RunPayout>`
    select y.id, y.run_id, y.partner_id, p.name as partner_name, y.amount, y.currency, y.status,
      (select count(*) from payout_items i where i.payout_id = y.id) as items, r.period_from::text, r.period_to::text,
      y.reference, y.created_at, y.approved_at, y.paid_at, t.provider, coalesce(t.destination, p.payout_hint) as payout_hint,
      t.created_at as sent_at, t.error, coalesce(t.attempt, 0) as attempts
    from payouts y
    join payout_runs r on r.workspace_id = y.workspace_id and r.id = y.run_id
    join partners p on p.workspace_id = y.workspace_id and p.id = y.partner_id
    left join lateral (select t.* from payout_transfers t where t.workspace_id = y.workspace_id and t.payout_id = y.id
      order by t.attempt desc limit 1) t on true
    where y.run_id = ${id}::uuid
    order by y.amount desc, y.id`.execute(db)
  const asked = await approvability(db, { runId: id }, { userId: actor.userId, now })
  const settings = await settingsOf(db)
  return {
    ...run,
    payouts: rows.map((row) => ({
      ...row,
      expectedOn: arrivalOf(row, actor.workspace.timezone),
      approvalObstacle: asked.get(row.id)?.obstacle ?? null,
    })),
    files: await filesOf(db, id),
    sandbox: settings.sandbox,
    debtor: settings.debtorIban !== null,
  }
}

const userName = (column: string) =>
  sql<
    string | null
  >`(select coalesce(nullif(u.name, ''), u.email) from users u where u.id = ${sql.ref(column)})`

/** Attempts to send payouts. */
export async function listTransfers(
  db: Db,
  { runId, payoutId, status, ...filter }: TransferFilter,
) {
  let query = db.selectFrom('payoutTransfers as t').select([
    't.id',
    't.payoutId',
    sql<string>`(select p.name from payouts y join partners p on p.workspace_id = y.workspace_id and p.id = y.partner_id
      where y.workspace_id = t.workspace_id and y.id = t.payout_id)`.as('partnerName'),
    't.attempt',
    't.provider',
    't.status',
    't.amount',
    't.currency',
    't.destination',
    't.idempotencyKey',
    't.providerReference',
    't.error',
    userName('t.created_by').as('createdByName'),
    userName('t.settled_by').as('settledByName'),
    't.settledReason',
    't.createdAt',
    't.calledAt',
    't.askedAt',
    't.settledAt',
  ])
  if (payoutId) query = query.where('t.payoutId', '=', payoutId)
  if (runId)
    query = query.where(
      sql<boolean>`t.payout_id in (select y.id from payouts y where y.run_id = ${runId}::uuid)`,
    )
  if (status?.length) query = query.where('t.status', 'in', status)
  const rows = await keyset(query, {
    column: 't.createdAt',
    id: 't.id',
    kind: 'time',
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<TransferItem>
}
