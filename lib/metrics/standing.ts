import { sql } from 'kysely'
import type { Db } from '../db/with-actor'

/** How things stand: counts by status, and open money in the currency of reports. */
export type Standing = Record<string, Record<string, { count: number; value?: number }>>

/** Rows that stand somewhere now, by what they are and where they stand. */
export async function standing(db: Db): Promise<Standing> {
  const { rows } = await sql<{ what: string; at: string; count: number; value: number | null }>`
    select 'leads' as what, l.status as at, count(*)::int as count,
      sum(in_reporting_currency(l.estimated_value, l.currency, (now() at time zone 'UTC')::date))::float8 as value
    from client_leads l where l.status in ('prospect', 'qualified', 'proposal_sent', 'negotiating') group by l.status
    union all
    select 'commissions', c.status, count(*)::int,
      sum(in_reporting_currency(c.commission_amount, c.currency, (c.earned_at at time zone 'UTC')::date))::float8
    from commissions c where c.status in ('pending', 'approved', 'on_hold') group by c.status
    union all
    select 'partners', p.tier, count(*)::int, null from partners p where p.status = 'active' group by p.tier
    union all
    select 'customers', c.subscription_status, count(*)::int, null from customers c where c.archived_at is null group by c.subscription_status
    union all
    select 'tasks', a.status, count(*)::int, null from pending_actions a
    where a.status in ('pending', 'assigned', 'in_progress', 'blocked', 'requires_customer') group by a.status
    union all
    select 'listings', s.status, count(*)::int, null from directory_submissions s
    where s.status in ('submitted', 'under_review', 'approved') group by s.status
    order by 1, 2`.execute(db)
  const all: Standing = {}
  for (const { what, at, count, value } of rows) {
    all[what] ??= {}
    all[what][at] = { count, ...(value === null ? {} : { value }) }
  }
  return all
}
