// A workspace of 2,000 partners and 100,000 commissions of a year, posted to the ledger like any.
import { asOwner } from '../bin/lib/database.mjs'

const partners = 2_000
const deals = 100_000
const batch = 10_000
const slug = 'money'

async function open(client) {
  const { rows } = await client.query(
    `insert into workspaces (slug, name, timezone, currency) values ($1, 'Money', 'America/New_York', 'USD') returning id`,
    [slug],
  )
  const { id } = rows[0]
  await client.query(
    `insert into programme_versions (workspace_id, version, effective_from, minimum_payout, payout_approval_threshold, created_at)
     values ($1, 1, '2020-01-01', 10000, 100000000, '2020-01-01')`,
    [id],
  )
  await client.query(
    `insert into partner_tiers (workspace_id, version, tier, min_deals, rate, created_at)
     select $1, 1, tier, deals, rate, '2020-01-01'
     from (values ('bronze', 0, 20), ('silver', 5, 25), ('gold', 15, 30), ('platinum', 50, 40)) t(tier, deals, rate)`,
    [id],
  )
  await client.query(
    `insert into partners (workspace_id, name, email, tracking_code, created_at)
     select $1, 'Partner ' || n, 'p' || n || '@money.example', 'money-' || n, now() - interval '2 years'
     from generate_series(1, $2::int) n`,
    [id, partners],
  )
  return id
}

const insertLeads = `
insert into client_leads (workspace_id, partner_id, client_name, business_name, estimated_value, project_value, currency, status,
  stage_entered_at, closed_at, close_no, position, created_at, industry)
select $1, p.ids[1 + (n % cardinality(p.ids))], 'Client ' || n, 'Business ' || n, v, v, 'USD', 'closed_won', t, t, 1,
  'm' || lpad(to_hex(n), 8, '0'), t - interval '20 days', (array['Retail','Health','Law','Food'])[1 + n % 4]
from generate_series($2::int, $3::int) n
cross join (select array_agg(id order by tracking_code) as ids from partners where workspace_id = $1) p
cross join lateral (select 10000 + (n * 7919::bigint) % 990000 as v,
  now() - interval '1 day' - (n % 360) * interval '1 day' - n * interval '1 second' as t) d`

const insertCommissions = `
insert into commissions (workspace_id, partner_id, client_lead_id, close_no, project_value, commission_rate, commission_amount,
  currency, tier_at_sale, rule_version, snapshot, status, reason, approved_by, approved_at, earned_at, created_at)
select l.workspace_id, l.partner_id, l.id, 1, l.project_value, 20, round(l.project_value * 0.2), 'USD', 'bronze', 1,
  jsonb_build_object('tier', 'bronze', 'tierVersion', 1, 'rate', '20', 'dealsBefore', 0, 'projectValue', l.project_value,
    'currency', 'USD', 'rounding', 'half away from zero'),
  s.status, case when s.status = 'on_hold' then 'Asked' end,
  case when s.status = 'approved' then l.partner_id end, case when s.status = 'approved' then l.closed_at end,
  l.closed_at, l.closed_at
from client_leads l
cross join lateral (select case l.project_value % 10 when 0 then 'on_hold' when 1 then 'pending' when 2 then 'pending'
  else 'approved' end as status) s
where l.workspace_id = $1 and l.position between 'm' || lpad(to_hex($2::int), 8, '0') and 'm' || lpad(to_hex($3::int), 8, '0')`

/** Makes the workspace once; answers it. */
export const loadMoney = (demo, detail) =>
  asOwner(demo.databaseUrl, async (client) => {
    const known = await client.query('select id from workspaces where slug = $1', [slug])
    if (known.rows[0]) return { id: known.rows[0].id, slug }
    const tables = ['client_leads', 'commissions', 'programme_versions', 'partners']
    for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
    await client.query('alter table commissions enable trigger post_insert')
    let id
    try {
      await client.query('begin')
      id = await open(client)
      for (let from = 0; from < deals; from += batch) {
        detail(`(${Math.round((from / deals) * 100)} %)`)
        await client.query(insertLeads, [id, from, from + batch - 1])
        await client.query(insertCommissions, [id, from, from + batch - 1])
      }
      await client.query('commit')
    } finally {
      for (const table of tables) await client.query(`alter table ${table} enable trigger user`)
    }
    detail('(vacuum)')
    for (const table of [
      'client_leads',
      'commissions',
      'partners',
      'ledger_accounts',
      'ledger_entries',
      'ledger_transactions',
    ])
      await client.query(`vacuum analyze ${table}`)
    return { id, slug }
  })
