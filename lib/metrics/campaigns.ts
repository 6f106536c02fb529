import { sql } from 'kysely'
import { type Asking, about } from './answers'
import type { AnswerOf } from './schema'
import { reported, within } from './sql'

type Found = {
  id: string | null
  name: string
  leads: number
  contacted: number
  won: number
  revenue: number
  cost: number | null
}

/** What each campaign brought, of the leads registered in the period, beside what it cost then. */
export async function campaigns(asking: Asking): Promise<AnswerOf<'campaigns'>> {
  const { db, workspace, range } = asking
  const value = reported(sql`l.project_value`, sql`l.currency`, sql`l.closed_at`, workspace)
  const { rows } = await sql<Found>`
    with brought as (
      select l.campaign_id, count(*)::int as leads, count(*) filter (where l.status = 'closed_won' or exists (
          select from conversion_funnels s where s.workspace_id = l.workspace_id and s.client_lead_id = l.id
            and s.stage in ('qualified', 'proposal_sent', 'negotiating')))::int as contacted,
        count(*) filter (where l.status = 'closed_won')::int as won,
        coalesce(sum(${value}) filter (where l.status = 'closed_won'), 0)::float8 as revenue
      from client_leads l where ${within(sql`l.created_at`, range, workspace)} group by l.campaign_id
    ), spent as (
      select c.campaign_id, sum(c.amount)::float8 as cost from campaign_costs c
      where c.day between ${range.from}::date and ${range.to}::date group by c.campaign_id
    )
    select g.id, g.name, coalesce(b.leads, 0) as leads, coalesce(b.contacted, 0) as contacted, coalesce(b.won, 0) as won,
      coalesce(b.revenue, 0) as revenue, s.cost
    from campaigns g left join brought b on b.campaign_id = g.id left join spent s on s.campaign_id = g.id
    where b.leads > 0 or s.cost > 0
    union all
    select null, 'No campaign', b.leads, b.contacted, b.won, b.revenue, null from brought b where b.campaign_id is null
    order by revenue desc, leads desc, name limit 200`.execute(db)
  return {
    kind: 'campaigns',
    ...about(
      asking,
      'Campaigns',
      'Of the leads registered in the period: how many were contacted (came past the first stage) and won since, and their value. Costs are those of the days of the period; return on investment is value less cost over cost.',
    ),
    notes: rows.some(({ id, cost }) => id && cost === null)
      ? ['Campaigns without a cost in the period show no return.']
      : [],
    rows: rows.map((row) => ({
      ...row,
      conversionRate: row.leads > 0 ? (100 * row.won) / row.leads : null,
      roi: row.cost ? (100 * (row.revenue - row.cost)) / row.cost : null,
      costPerLead: row.cost && row.leads > 0 ? row.cost / row.leads : null,
    })),
  }
}
