import { sql } from 'kysely'
import type { AnswerOf } from './answer-schema'
import { type Asking, about } from './answers'
import type { Question } from './schema'
import { reported, within } from './sql'

type Ranked = AnswerOf<'leaderboard'>['rows'][number]

/** Partners by the value they won in the period. */
export async function leaderboard(
  asking: Asking,
  { limit }: Extract<Question, { kind: 'leaderboard' }>,
): Promise<AnswerOf<'leaderboard'>> {
  const { db, workspace, range } = asking
  const value = reported(sql`l.project_value`, sql`l.currency`, sql`l.closed_at`, workspace)
  const earned = reported(sql`c.commission_amount`, sql`c.currency`, sql`c.earned_at`, workspace)
  const { rows } = await sql<Ranked>`
    with closed as (
      select l.partner_id, count(*) filter (where l.status = 'closed_won')::int as won, count(*)::int as closed,
        coalesce(sum(${value}) filter (where l.status = 'closed_won'), 0)::float8 as won_value
      from client_leads l where l.status in ('closed_won', 'closed_lost') and ${within(sql`l.closed_at`, range, workspace)}
      group by l.partner_id
    ), registered as (
      select l.partner_id, count(*)::int as leads from client_leads l
      where ${within(sql`l.created_at`, range, workspace)} group by l.partner_id
    ), made as (
      select c.partner_id, coalesce(sum(${earned}), 0)::float8 as earned from commissions c
      where c.status in ('pending', 'approved', 'on_hold', 'paid') and ${within(sql`c.earned_at`, range, workspace)}
      group by c.partner_id
    ), best as (
      select partner_id, won, closed, won_value, leads, earned
      from closed full join registered using (partner_id) full join made using (partner_id)
      order by won_value desc nulls last, won desc nulls last, leads desc nulls last, partner_id limit ${limit}
    )
    select p.id, p.name, p.tier, coalesce(b.leads, 0) as leads, coalesce(b.won, 0) as won, coalesce(b.won_value, 0) as won_value,
      (100.0 * b.won / nullif(b.closed, 0))::float8 as win_rate, coalesce(b.earned, 0) as earned
    from best b join partners p on p.id = b.partner_id
    order by b.won_value desc nulls last, b.won desc nulls last, b.leads desc nulls last, p.id`.execute(
    db,
  )
  return {
    kind: 'leaderboard',
    ...about(
      asking,
      'Partners by won value',
      'Partners by the value of the deals they won in the period: leads by the day they were registered, deals by the day they were closed, commissions by the day they were earned.',
    ),
    notes: [],
    rows,
  }
}
