import { asOwner } from './people'

/** Files to import, and what an import has made of them. */

export const header = 'id,agent,account,deal_stage,engage_date,close_date,close_value'
const stages = ['Won', 'Lost', 'Engaging', 'Won', 'Prospecting']

/** Deals of a few agents whose closing order is not the order of the file. */
export function deals(count: number, agents = 4) {
  const lines = Array.from({ length: count }, (_, n) => {
    const stage = stages[n % stages.length]
    const day = String(1 + ((n * 7) % 28)).padStart(2, '0')
    const closed = stage === 'Won' || stage === 'Lost'
    const account = n % 6 === 0 ? '' : `Firm ${n % 11}`
    return `D${n},Agent ${n % agents},${account},${stage},2024-01-01,${closed ? `2024-0${1 + (n % 9)}-${day}` : ''},${closed ? n * 13 : ''}`
  })
  return `${header}\n${lines.join('\n')}\n`
}

/** How many rows of each kind a workspace has. */
export const tally = async (workspaceId: string) => {
  const [row] = await asOwner<Record<string, number>>(
    `select (select count(*)::int from client_leads where workspace_id = $1) as leads,
      (select count(*)::int from lead_stage_history where workspace_id = $1) as history,
      (select count(*)::int from commissions where workspace_id = $1) as commissions,
      (select count(*)::int from partners where workspace_id = $1) as partners,
      (select count(*)::int from events where workspace_id = $1 and type = 'lead.imported') as events`,
    [workspaceId],
  )
  return row
}

/** Commissions as they are, beside what the leads alone say they must be. */
export const recomputed = async (workspaceId: string) => {
  const [row] = await asOwner<{ wrong: number; total: string; expected: string }>(
    `with won as (
       select id, project_value, row_number() over (partition by partner_id order by closed_at, external_id collate "C") - 1 as before
       from client_leads where workspace_id = $1 and status = 'closed_won'
     ), due as (
       select id, before, round(project_value * case when before >= 50 then 40 when before >= 15 then 30
         when before >= 5 then 25 else 20 end / 100.0) as amount from won
     )
     select count(*) filter (where coalesce(c.commission_amount, 0) <> d.amount
         or (c.snapshot->>'dealsBefore')::int <> d.before)::int as wrong,
       sum(c.commission_amount)::text as total, sum(d.amount)::text as expected
     from due d left join commissions c on c.client_lead_id = d.id`,
    [workspaceId],
  )
  return row
}
