import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import { invalid, notFound } from '../errors'
import type { AnswerOf } from './answer-schema'
import { type Asking, about } from './answers'
import { facts } from './facts'
import type { Frame } from './numbers'
import type { RowSet } from './row-sets'
import type { campaignColumns, Range } from './schema'
import { idOf, reported, within } from './sql'

type Found = {
  id: string | null
  name: string
  leads: number
  contacted: number
  won: number
  revenue: number
  cost: number | null
}

/** The leads registered in a period, each with what its campaign is credited for. */
const registered = (range: Range, frame: Frame) => sql`
  select l.id, l.campaign_id, l.created_at as at, l.status = 'closed_won' as won,
    l.status = 'closed_won' or exists (
      select from conversion_funnels s where s.workspace_id = l.workspace_id and s.client_lead_id = l.id
        and s.stage in ('qualified', 'proposal_sent', 'negotiating')) as contacted,
    case when l.status = 'closed_won' then ${reported(sql`l.project_value`, sql`l.currency`, sql`l.closed_at`, frame)} end as revenue
  from client_leads l where ${within(sql`l.created_at`, range, frame)}`

const costs = ({ from, to }: Range) => sql`
  select c.campaign_id, c.day, c.amount from campaign_costs c where c.day between ${from}::date and ${to}::date`

/** What each campaign brought, of the leads registered in the period, beside what it cost then. */
export async function campaigns(asking: Asking): Promise<AnswerOf<'campaigns'>> {
  const { db, workspace, range } = asking
  const { rows } = await sql<Found>`
    with brought as (
      select l.campaign_id, count(*)::int as leads, count(*) filter (where l.contacted)::int as contacted,
        count(*) filter (where l.won)::int as won, coalesce(sum(l.revenue), 0)::float8 as revenue
      from (${registered(range, workspace)}) l group by l.campaign_id
    ), spent as (
      select c.campaign_id, sum(c.amount)::float8 as cost from (${costs(range)}) c group by c.campaign_id
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

type Column = (typeof campaignColumns)[number]

const columns: Record<Column, string> = {
  leads: 'leads',
  contacted: 'contacted leads',
  won: 'won leads',
  revenue: 'value of won leads',
  cost: 'costs',
}

async function nameOf(db: Db, id: string) {
  const { rows } = await sql<{ name: string }>`
    select name from campaigns where id = ${id}::uuid`.execute(db)
  if (!rows[0]) throw notFound('campaign')
  return rows[0].name
}

/** The rows of one figure of a campaign, or of the leads without one. */
export async function columnRows(
  db: Db,
  { campaign, column }: { campaign: string; column: Column },
  range: Range,
  frame: Frame,
): Promise<RowSet> {
  const none = campaign === 'none'
  if (none && column === 'cost') throw invalid({ column: 'Only a campaign has costs.' })
  const of = `${none ? 'No campaign' : await nameOf(db, campaign)}: ${columns[column]}`
  const own = none ? sql`campaign_id is null` : sql`campaign_id = ${campaign}::uuid`
  const sum = sql`coalesce(sum(v.value), 0)`
  if (column === 'cost')
    return {
      title: of,
      definition: 'What the campaign cost on the days of the period.',
      unit: 'money',
      fact: facts.campaigns,
      rows: sql`select ${idOf(sql`campaign_id::text || to_char(day, 'YYYYMMDD')`)} as id, campaign_id as about,
        day::timestamp at time zone ${frame.timezone} as at, amount as value from (${costs(range)}) c where ${own}`,
      value: sum,
    }
  const [value, kept] = {
    leads: [sql`1`, sql`true`],
    contacted: [sql`1`, sql`contacted`],
    won: [sql`1`, sql`won`],
    revenue: [sql`revenue`, sql`won`],
  }[column] as [typeof own, typeof own]
  return {
    title: of,
    definition: 'Of the leads registered in the period, by the day they were registered.',
    unit: column === 'revenue' ? 'money' : 'count',
    fact: facts.leads,
    rows: sql`select id, id as about, at, ${value} as value from (${registered(range, frame)}) l where ${own} and ${kept}`,
    value: sum,
  }
}
