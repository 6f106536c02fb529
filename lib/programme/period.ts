import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import type { Tier } from '../partners/schema'
import type { DealInputs } from './pricing'
import type { RewardRule } from './schema'

/** What a dry run reads of a period; days are the workspace's, both included. */
type Period = { from: string; to: string }

export type DealOfPeriod = DealInputs & {
  id: string
  partnerId: string
  closedAt: Date
  /** The value less what was refunded. */
  netValue: number
  shares: { partnerId: string; bps: number }[]
  /** Starts of the calendar periods that it closed in. */
  month: Date
  quarter: Date
  year: Date
}

const zone = sql`(select w.timezone from workspaces w where w.id = (select app_workspace_id()))`
const dayStart = (day: string, plus = 0) =>
  sql`((${day}::date + ${plus}::int)::timestamp at time zone ${zone})`

/** The deals won in a period that stand today, in the order of their closing; rejected ones stay out. */
const won = ({ from, to }: Period) => sql`
  won as (
    select l.*, row_number() over (partition by l.partner_id order by l.closed_at, l.external_id collate "C" nulls first, l.id) - 1
      as deals_before
    from client_leads l
    where l.workspace_id = (select app_workspace_id()) and l.status = 'closed_won'
  ),
  deals as materialized (
    select w.* from won w
    where w.closed_at >= ${dayStart(from)} and w.closed_at < ${dayStart(to, 1)}
      and not exists (select 1 from commissions c where c.workspace_id = w.workspace_id and c.client_lead_id = w.id
        and c.close_no = w.close_no and c.kind = 'base' and c.status = 'rejected')
  )`

export async function dealsOf(db: Db, period: Period): Promise<Omit<DealOfPeriod, 'newClient'>[]> {
  const { rows } = await sql<Omit<DealOfPeriod, 'newClient'>>`
    with ${won(period)},
    refunded as (
      select r.client_lead_id, r.close_no, sum(r.amount) as amount from lead_refunds r
      where r.workspace_id = (select app_workspace_id()) group by 1, 2
    ),
    shared as (
      select s.client_lead_id, jsonb_agg(jsonb_build_object('partnerId', s.partner_id, 'bps', s.bps) order by s.position) as shares
      from lead_shares s where s.workspace_id = (select app_workspace_id()) group by 1
    )
    select d.id, d.partner_id, d.closed_at, d.project_value, d.currency, d.industry, d.campaign_id,
      (d.project_value - coalesce(r.amount, 0))::bigint as net_value, d.deals_before::int as deals_before,
      coalesce(s.shares, '[]') as shares,
      date_trunc('month', d.closed_at, ${zone}) as month, date_trunc('quarter', d.closed_at, ${zone}) as quarter,
      date_trunc('year', d.closed_at, ${zone}) as year
    from deals d
    left join refunded r on r.client_lead_id = d.id and r.close_no = d.close_no
    left join shared s on s.client_lead_id = d.id
    order by d.closed_at, d.external_id collate "C" nulls first, d.id`.execute(db)
  return rows
}

/** What the same deals did earn, net of clawbacks, by `lead|partner|currency`. */
export async function earnedOf(db: Db, period: Period): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; amount: number }>`
    with ${won(period)}
    select concat_ws('|', c.client_lead_id, c.partner_id, c.currency) as key, sum(c.commission_amount)::bigint as amount
    from deals d join commissions c on c.workspace_id = d.workspace_id and c.client_lead_id = d.id and c.close_no = d.close_no
    where c.status not in ('rejected', 'reversed') and c.kind <> 'adjustment'
    group by c.client_lead_id, c.partner_id, c.currency`.execute(db)
  return new Map(rows.map(({ key, amount }) => [key, amount]))
}

type Standing = { tier: Tier; tierLocked: boolean }

/** Each partner's tier at the start of a period, and as people moved it by hand within. */
export async function standingsOf(db: Db, from: string) {
  type Row = Standing & {
    id: string
    start: Tier | null
    moves: { at: string; tier: Tier }[] | null
  }
  const { rows } = await sql<Row>`
    select p.id, p.tier, p.tier_locked, coalesce(
        (select h.to_tier from partner_tier_history h where h.workspace_id = p.workspace_id and h.partner_id = p.id
          and h.created_at < ${dayStart(from)} order by h.created_at desc, h.id desc limit 1),
        (select coalesce(h.from_tier, h.to_tier) from partner_tier_history h where h.workspace_id = p.workspace_id and h.partner_id = p.id
          and h.created_at >= ${dayStart(from)} order by h.created_at, h.id limit 1)) as start,
      (select jsonb_agg(jsonb_build_object('at', h.created_at, 'tier', h.to_tier) order by h.created_at, h.id)
        from partner_tier_history h where h.workspace_id = p.workspace_id and h.partner_id = p.id
          and h.created_at >= ${dayStart(from)} and h.cause = 'hand') as moves
    from partners p where p.workspace_id = (select app_workspace_id())`.execute(db)
  return new Map(
    rows.map(({ id, tier, tierLocked, start, moves }) => {
      const steps = (moves ?? []).map((move) => ({ at: new Date(move.at), tier: move.tier }))
      const at = (moment: Date): Standing => ({
        tier: steps.findLast((step) => step.at <= moment)?.tier ?? start ?? tier,
        tierLocked,
      })
      return [id, { at }]
    }),
  )
}

/** What partners got from capped rules in the calendar period that the day is in, before it. */
export async function usedBeforeOf(
  db: Db,
  rules: readonly RewardRule[],
  from: string,
): Promise<Map<string, number>> {
  const used = new Map<string, number>()
  for (const { ruleId, cap } of rules) {
    if (!cap) continue
    const { rows } = await sql<{ partnerId: string; start: Date; amount: number }>`
      select l.partner_id, date_trunc(${cap.period}::text, ${dayStart(from)}, ${zone}) as start,
        sum(c.commission_amount)::bigint as amount
      from commissions c join client_leads l on l.workspace_id = c.workspace_id and l.id = c.client_lead_id
      where c.workspace_id = (select app_workspace_id()) and c.kind = 'bonus' and c.rule_id = ${ruleId}::uuid
        and c.status not in ('rejected', 'reversed') and c.earned_at < ${dayStart(from)}
        and c.earned_at >= date_trunc(${cap.period}::text, ${dayStart(from)}, ${zone})
      group by 1, 2`.execute(db)
    for (const { partnerId, start, amount } of rows)
      used.set(`${ruleId}|${partnerId}|${start.getTime()}`, amount)
  }
  return used
}
