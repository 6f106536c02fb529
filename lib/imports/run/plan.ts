import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/with-actor'
import type { Preview } from '../schema'
import { type Assignment, assignmentsOf } from './partners'

const assigned = (assignments: readonly Assignment[]) => sql`
  assigned as (
    select a.key, a.email, a.id from unnest(${assignments.map(({ key }) => key)}::text[],
      ${assignments.map(({ email }) => email)}::text[], ${assignments.map(({ id }) => id)}::uuid[]) as a(key, email, id))`

/**
 * Every good won row with its place in the order of closing and the deals its partner had won
 * before it: by closing time, ties by external id, then row. Deals won in the workspace count too.
 */
const closings = (importId: string, at: RawBuilder<unknown>) => sql`
  good as (
    select r.row_no, a.id as partner_id, r.parsed->>'status' = 'closed_won' as won,
      coalesce((r.parsed->>'closedAt')::timestamptz, ${at}) as closed_at,
      coalesce(r.parsed->>'externalId', '') collate "C" as external_id
    from lead_import_rows r
    join assigned a on a.key = r.parsed->>'partnerKey' and a.email is not distinct from r.parsed->>'partnerEmail'
    where r.workspace_id = (select app_workspace_id()) and r.import_id = ${importId}::uuid and r.status = 'good'
  ),
  wins as (
    select row_no, partner_id, closed_at, external_id from good where won
    union all
    select 0, l.partner_id, l.closed_at, coalesce(l.external_id, '') collate "C"
    from client_leads l
    where l.workspace_id = (select app_workspace_id()) and l.status = 'closed_won'
      and l.partner_id in (select id from assigned)
  ),
  closings as (
    select row_no,
      row_number() over (order by closed_at, external_id, row_no) as close_order,
      row_number() over (partition by partner_id order by closed_at, external_id, row_no) - 1 as deals_before
    from wins
  )`

/** Fixes partners and closing order, once, before any row is written. */
export async function fixPlan(db: Db, importId: string, confirmedAt: Date) {
  await sql`
    with ${assigned(await assignmentsOf(db, importId))},
    ${closings(importId, sql`${confirmedAt}::timestamptz`)}
    update lead_import_rows r
    set partner_id = g.partner_id, close_order = c.close_order, deals_before = c.deals_before
    from good g left join closings c on c.row_no = g.row_no and g.won
    where r.import_id = ${importId}::uuid and r.row_no = g.row_no`.execute(db)
  await sql`
    update lead_import_rows set status = 'rejected'
    where workspace_id = (select app_workspace_id()) and import_id = ${importId}::uuid and status = 'bad'`.execute(
    db,
  )
  await sql`
    update lead_imports i set planned_at = clock_timestamp(), duplicate_rows = n.duplicates, rejected_rows = n.rejected
    from (select count(*) filter (where status = 'duplicate') as duplicates,
        count(*) filter (where status = 'rejected') as rejected
      from lead_import_rows where workspace_id = (select app_workspace_id()) and import_id = ${importId}::uuid) n
    where i.id = ${importId}::uuid`.execute(db)
}

/** The rate of a deal: a locked partner's tier, else the tier that the deals before it reach. */
export const rateAt = (
  tenant: RawBuilder<unknown>,
  locked: RawBuilder<unknown>,
  deals: RawBuilder<unknown>,
  at: RawBuilder<unknown>,
) => sql`
  lateral (
    select ${locked} as tier, rate, version from tier_rate_at(${tenant}, ${locked}, ${at}) where ${locked} is not null
    union all
    select tier, rate, version from partner_tier_at(${tenant}, ${deals}, ${at}) where ${locked} is null
  )`

type Sum = { status: string; currency: string; count: number; value: number; amount: number }

/** What confirming now would make; nothing is written. */
export async function previewOf(db: Db, importId: string, now: Date): Promise<Preview> {
  const assignments = await assignmentsOf(db, importId)
  const { rows } = await sql<Sum>`
    with ${assigned(assignments)}, ${closings(importId, sql`${now}::timestamptz`)}
    select r.parsed->>'status' as status, r.parsed->>'currency' as currency, count(*) as count,
      sum((r.parsed->>'value')::bigint)::bigint as value,
      coalesce(sum(round((r.parsed->>'value')::bigint * t.rate / 100)), 0)::bigint as amount
    from good g
    join lead_import_rows r on r.import_id = ${importId}::uuid and r.row_no = g.row_no
    left join partners p on p.id = g.partner_id
    left join closings c on c.row_no = g.row_no and g.won
    left join ${rateAt(
      sql`(select app_workspace_id())`,
      sql`case when p.tier_locked then p.tier end`,
      sql`c.deals_before::int`,
      sql`g.closed_at`,
    )} t on g.won
    group by 1, 2`.execute(db)
  const won = rows.filter(({ status }) => status === 'closed_won')
  const made = new Set(assignments.filter((one) => one.made).map(({ id }) => id)).size
  return {
    leads: rows.reduce((total, { count }) => total + count, 0),
    won: won.map(({ currency, count, value }) => ({ currency, count, amount: value })),
    partners: { made, known: new Set(assignments.map(({ id }) => id)).size - made },
    commissions: won.map(({ currency, count, amount }) => ({ currency, count, amount })),
  }
}
