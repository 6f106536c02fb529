import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/with-actor'
import { type Assignment, assignmentsOf } from './partners'
import type { Preview } from './schema'

const assigned = (assignments: readonly Assignment[]) => sql`
  assigned as (
    select a.key, a.email, a.id from unnest(${assignments.map(({ key }) => key)}::text[],
      ${assignments.map(({ email }) => email)}::text[], ${assignments.map(({ id }) => id)}::uuid[]) as a(key, email, id))`

/**
 * Every good row; the won ones with their place in the order of closing and the deals their partner
 * had won before: by closing time, ties by external id, then row. Deals won in the workspace count
 * too, and stand as row 0.
 */
const closings = (importId: string, at: RawBuilder<unknown>) => sql`
  deals as (
    select r.row_no, a.id as partner_id, r.parsed->>'status' = 'closed_won' as won,
      coalesce((r.parsed->>'closedAt')::timestamptz, ${at}) as closed_at,
      coalesce(r.parsed->>'externalId', '') collate "C" as external_id,
      r.parsed->>'currency' as currency, (r.parsed->>'value')::bigint as value
    from import_rows r
    join assigned a on a.key = r.parsed->>'partnerKey' and coalesce(a.email, '') = coalesce(r.parsed->>'partnerEmail', '')
    where r.workspace_id = (select app_workspace_id()) and r.import_id = ${importId}::uuid and r.status = 'good'
    union all
    select 0, l.partner_id, true, l.closed_at, coalesce(l.external_id, '') collate "C", l.currency, 0
    from client_leads l
    where l.workspace_id = (select app_workspace_id()) and l.status = 'closed_won'
      and l.partner_id in (select id from assigned)
  ),
  closings as (
    select row_no, partner_id, won, closed_at, currency, value,
      case when won then row_number() over (partition by won order by closed_at, external_id, row_no) end as close_order,
      case when won then row_number() over (partition by won, partner_id order by closed_at, external_id, row_no) - 1
        end::int as deals_before
    from deals
  )`

/** Fixes partners and closing order, once, before any row is written. */
export async function fixClosingOrder(db: Db, importId: string, confirmedAt: Date) {
  await sql`
    with ${assigned(await assignmentsOf(db, importId))},
    ${closings(importId, sql`${confirmedAt}::timestamptz`)}
    update import_rows r
    set partner_id = c.partner_id, close_order = c.close_order, deals_before = c.deals_before
    from closings c
    where r.import_id = ${importId}::uuid and r.row_no = c.row_no`.execute(db)
}

/** The rate of a won deal: a locked partner's tier, else the tier that the deals before it reach. */
export const rateAt = (
  tenant: RawBuilder<unknown>,
  won: RawBuilder<unknown>,
  locked: RawBuilder<unknown>,
  deals: RawBuilder<unknown>,
  at: RawBuilder<unknown>,
) => sql`
  lateral (
    select ${locked} as tier, rate, version from tier_rate_at(${tenant}, ${locked}, ${at})
      where ${won} and ${locked} is not null
    union all
    select tier, rate, version from partner_tier_at(${tenant}, ${deals}, ${at})
      where ${won} and ${locked} is null
  )`

type Sum = { won: boolean; currency: string; count: number; value: number; amount: number }

/** What confirming now would make; nothing is written. */
export async function previewOf(db: Db, importId: string, now: Date): Promise<Preview> {
  const assignments = await assignmentsOf(db, importId)
  const { rows } = await sql<Sum>`
    with ${assigned(assignments)}, ${closings(importId, sql`${now}::timestamptz`)}
    select c.won, c.currency, count(*) as count, sum(c.value)::bigint as value,
      coalesce(sum(round(c.value * t.rate / 100)), 0)::bigint as amount
    from closings c
    left join partners p on p.id = c.partner_id
    left join ${rateAt(
      sql`(select app_workspace_id())`,
      sql`c.won`,
      sql`case when p.tier_locked then p.tier end`,
      sql`c.deals_before`,
      sql`c.closed_at`,
    )} t on true
    where c.row_no > 0
    group by 1, 2 order by 1, 2`.execute(db)
  const won = rows.filter((row) => row.won)
  const made = new Set(assignments.filter((one) => one.made).map(({ id }) => id)).size
  return {
    leads: rows.reduce((total, { count }) => total + count, 0),
    won: won.map(({ currency, count, value }) => ({ currency, count, amount: value })),
    partners: { made, known: new Set(assignments.map(({ id }) => id)).size - made },
    commissions: won.map(({ currency, count, amount }) => ({ currency, count, amount })),
  }
}
