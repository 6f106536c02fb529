// A million leads in one workspace among twenty, and ten thousand pending commissions. Triggers are off while
// loading: what they guard is not what is measured.
import { asOwner } from '../bin/lib/database.mjs'

const million = 1_000_000
const batch = 50_000

const insert = `
insert into client_leads (workspace_id, partner_id, client_name, client_email, business_name, estimated_value, project_value,
  currency, status, lost_reason, zero_commission_reason, stage_entered_at, closed_at, close_no, position, created_at)
select $1, p.ids[1 + (n % cardinality(p.ids))],
  (array['Ada','Ben','Cleo','Dan','Eva','Finn','Gina','Hugo'])[1 + n % 8] || ' ' || substr(md5(n::text), 1, 7),
  'c' || n || '@' || substr(md5(n::text), 1, 9) || '.example',
  initcap(substr(md5('b' || n), 1, 6)) || ' ' || (array['Bakery','Dental','Roofing','Yoga','Bikes','Law','Catering','Garage'])[1 + n % 8],
  (('x' || substr(md5('v' || n), 1, 7))::bit(28)::int % 5000000),
  case when s.status = 'closed_won' then 100000 end, 'USD', s.status,
  case when s.status = 'closed_lost' then 'No budget' end,
  case when s.status = 'closed_won' then 'Loaded for measuring' end,
  now() - (n % 400) * interval '1 day', case when s.status like 'closed%' then now() - (n % 300) * interval '1 day' end,
  case when s.status = 'closed_won' then 1 else 0 end,
  'b' || lpad(to_hex(n), 8, '0'), now() - (n % 420) * interval '1 day' - n * interval '1 millisecond'
from generate_series($2::int, $3::int) n
cross join (select array_agg(id) as ids from partners where workspace_id = $1 and status = 'active') p
cross join lateral (select (array['prospect','prospect','prospect','qualified','qualified','proposal_sent','negotiating',
  'closed_won','closed_lost','closed_lost'])[1 + n % 10] as status) s`

async function quietly(client, work) {
  for (const table of ['client_leads', 'commissions'])
    await client.query(`alter table ${table} disable trigger user`)
  try {
    await work()
  } finally {
    for (const table of ['client_leads', 'commissions'])
      await client.query(`alter table ${table} enable trigger user`)
  }
}

async function neighbours(client) {
  for (let number = 1; number <= 18; number++) {
    const slug = `neighbour-${number}`
    const { rows } = await client.query(
      `insert into workspaces (slug, name, timezone, currency) values ($1, $1, 'UTC', 'USD')
       on conflict (slug) do nothing returning id`,
      [slug],
    )
    if (!rows[0]) continue
    await client.query(
      `insert into partners (workspace_id, name, email, tracking_code, created_at) values ($1, 'P', $2, $2, now())`,
      [rows[0].id, `p@${slug}.example`],
    )
    await client.query(insert, [rows[0].id, 1, 5000])
  }
}

/** Ten thousand more commissions that wait for approval; they are posted to the ledger like any. */
export async function pendingCommissions(client, workspaceId) {
  await client.query('alter table commissions enable trigger post_insert')
  await client.query(
    `insert into commissions (workspace_id, partner_id, client_lead_id, close_no, project_value, commission_rate,
       commission_amount, currency, tier_at_sale, snapshot, reason, earned_at, created_at)
     select l.workspace_id, l.partner_id, l.id, 1, 100000, 20, 20000, 'USD', 'bronze',
       '{"tier":"bronze","tierVersion":1,"rate":"20","dealsBefore":0,"projectValue":100000,"currency":"USD","rounding":"half away from zero"}',
       'bench', l.closed_at, now()
     from client_leads l
     where l.workspace_id = $1 and l.status = 'closed_won' and l.zero_commission_reason = 'Loaded for measuring'
       and not exists (select from commissions c where c.client_lead_id = l.id)
     limit 10000`,
    [workspaceId],
  )
}

export const load = (demo, detail) =>
  asOwner(demo.databaseUrl, async (client) => {
    const { id } = demo.workspace
    await quietly(client, async () => {
      const { rows } = await client.query(
        'select count(*)::int as count from client_leads where workspace_id = $1',
        [id],
      )
      for (let from = rows[0].count; from < million; from += batch) {
        detail(`(${Math.round((from / million) * 100)} %)`)
        await client.query(insert, [id, from, Math.min(million, from + batch) - 1])
      }
      await neighbours(client)
      await pendingCommissions(client, id)
    })
    detail('(vacuum)')
    await client.query('vacuum analyze client_leads')
    await client.query('vacuum analyze commissions')
    await client.query('vacuum analyze partners')
  })
