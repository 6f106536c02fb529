import type { Member } from '@/lib/auth/actor'
import { asOwner, makeMember, makeWorkspace } from './people'

/**
 * A workspace whose visitors, applications, partners, leads, refunds and campaigns of the first half of 2026 are
 * dated, moved and ended in as many ways as their numbers go apart. Returns an admin of it.
 */
export async function makeHistory(): Promise<Member> {
  const workspace = await makeWorkspace()
  const admin = await makeMember(workspace, 'admin')
  const { userId } = admin
  const fill = (text: string) => asOwner(text, [workspace.id])
  await fill(`insert into partner_applications (workspace_id, name, email, network_description, expected_referrals, experience_level,
      status, rejection_reason, status_token_hash, submitted_at, created_at)
    select $1::uuid, 'Applicant ' || n, n || '@applicants.example', 'Friends', 3, 'expert', case n % 4 when 0 then 'rejected' when 1 then 'pending' else 'approved' end,
      case when n % 4 = 0 then 'No' end, gen_random_uuid()::text, at, at from generate_series(1, 40) n, lateral (select '2026-01-15 09:00Z'::timestamptz + n * interval '3 days' as at) t`)
  await fill(`insert into partners (workspace_id, application_id, name, email, tracking_code, created_at)
    select $1::uuid, id, name, email, 'code' || row_number() over (order by submitted_at), submitted_at + (extract(day from submitted_at)::int % 9) * interval '1 day'
    from partner_applications where workspace_id = $1::uuid and status = 'approved'`)
  await fill(
    `insert into campaigns (workspace_id, name, created_at) select $1::uuid, 'Campaign ' || n, now() from generate_series(1, 3) n`,
  )
  // Every fifth applicant was not counted, and as many visitors as applied did not.
  await fill(`insert into conversion_funnels (workspace_id, visitor_id, campaign_id, stage, entered_at)
    select $1::uuid, uuid_v7(), (select id from campaigns where workspace_id = $1::uuid and name = 'Campaign ' || n % 4), 'visited',
      '2026-01-15 06:00Z'::timestamptz + (n % 41) * interval '3 days' - (n % 3) * interval '1 day' from generate_series(1, 80) n`)
  await fill(`update partner_applications a set visitor_id = v.visitor_id
    from (select visitor_id, row_number() over (order by visitor_id) as n from conversion_funnels where workspace_id = $1::uuid) v
    where a.workspace_id = $1::uuid and a.name = 'Applicant ' || v.n and v.n % 5 > 0`)
  await fill(`insert into campaign_costs (workspace_id, campaign_id, day, amount)
    select $1::uuid, id, '2026-01-25'::date + n * 9, 1000 * n from campaigns, generate_series(1, 12) n where workspace_id = $1::uuid and name <> 'Campaign 3'`)
  await fill(`with p as (select id, created_at, row_number() over (order by created_at) as n, count(*) over () as many from partners where workspace_id = $1::uuid),
      c as (select id, row_number() over (order by name) as n from campaigns where workspace_id = $1::uuid),
      l as (select n, (array['prospect', 'qualified', 'proposal_sent', 'negotiating', 'closed_won', 'closed_won', 'closed_lost'])[1 + n * 5 % 7] as status,
        '2026-01-20 10:00Z'::timestamptz + (n * 37 % 140) * interval '1 day' + n * interval '1 minute' as at from generate_series(1, 160) n)
    insert into client_leads (workspace_id, partner_id, campaign_id, client_name, client_email, business_name, estimated_value, project_value, currency, status,
      lost_reason, zero_commission_reason, stage_entered_at, closed_at, close_no, position, created_at)
    select $1::uuid, p.id, c.id, 'Client', 'c@client.example', 'Client ' || l.n, 100, case when status = 'closed_won' then 1000 * l.n end, 'EUR', status,
      case when status = 'closed_lost' then 'No' end, case when status = 'closed_won' then 'None' end, at, case when status like 'closed%' then at + (l.n * 11 % 60) * interval '1 day' end,
      case when status = 'closed_won' then 1 else 0 end, 'a', at
    from l join p on p.n = 1 + l.n * 7 % p.many left join c on c.n = l.n % 5`)
  await fill(`insert into lead_stage_history (workspace_id, client_lead_id, to_status, actor_name, created_at)
    select workspace_id, id, stage, 'Ada', created_at + (at - 1) * (extract(day from created_at)::int % 13) * interval '1 day'
    from client_leads, unnest(array['prospect', 'qualified', 'proposal_sent', 'negotiating']) with ordinality s(stage, at)
    where workspace_id = $1::uuid and (status like 'closed%' or at <= array_position(array['prospect', 'qualified', 'proposal_sent', 'negotiating'], status))`)
  await fill(`insert into lead_refunds (workspace_id, client_lead_id, close_no, amount, currency, reason, refunded_at, refunded_by)
    select workspace_id, id, 1, project_value / 2, 'EUR', 'Half', closed_at + interval '20 days', '${userId}'
    from client_leads where workspace_id = $1::uuid and status = 'closed_won' and project_value % 3000 = 0`)
  return admin
}
