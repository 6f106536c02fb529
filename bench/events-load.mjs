// A hundred tenants with the events of ninety days, one of them with a fifth of all: 50,000,000 in one database, and
// 1,000,000 in another, to see whether an event costs more among many. Indexes are made after the rows.
// Run by itself it fills both, which takes about half an hour: nice -n 19 node bench/events-load.mjs
import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { command } from '../bin/lib/command.mjs'
import { withDatabase } from '../bin/lib/connect.mjs'
import { asOwner, prepareDatabase } from '../bin/lib/database.mjs'
import { prepareDataDir } from '../bin/lib/places.mjs'
import { say } from '../bin/lib/say.mjs'
import { recall, remember } from '../bin/lib/state.mjs'

export const tenants = 100
export const sizes = { small: 1_000_000, large: 50_000_000 }
export const keyOf = (tenant) => `tdm_bench${String(tenant).padStart(34, '0')}`
const hash = (key) => createHash('sha256').update(key).digest('hex')
const days = 90

async function makeTenants(client) {
  await client.query(
    `insert into users (email, name) values ('events@bench.example', 'Bench') on conflict do nothing`,
  )
  for (let tenant = 0; tenant < tenants; tenant++) {
    const slug = `events-${tenant}`
    await client.query(
      `with w as (
         insert into workspaces (slug, name, timezone, currency) values ($1, $1, 'America/New_York', 'USD')
         on conflict (slug) do nothing returning id
       ), person as (select id from users where email = 'events@bench.example'
       ), member as (
         insert into memberships (workspace_id, user_id, role, status) select w.id, person.id, 'admin', 'active' from w, person
       ), quota as (
         insert into analytics_settings (workspace_id, events_per_minute) select id, 10000000 from w
       ), state as (
         insert into analytics_states (workspace_id, timezone) select id, 'America/New_York' from w
       ), partner as (
         insert into partners (workspace_id, name, email, tracking_code, created_at)
         select w.id, 'P', n || '@' || $1 || '.example', $1 || '-' || n, now() from w, generate_series(1, 20) n)
       insert into api_keys (workspace_id, user_id, name, prefix, key_hash, permissions, created_at)
       select w.id, person.id, 'bench', 'tdm_benc', $2, '{}', now() from w, person`,
      [slug, hash(keyOf(tenant))],
    )
  }
}

/** One row in five is the largest tenant's, the others are dealt out; two people in three are known. */
const rows = `
  with t as (
    select array_agg(id order by substr(slug, 8)::int) as ids,
      (select array_agg(ps.ids order by ps.n) from (select substr(w.slug, 8)::int as n, array_agg(p.id order by p.id) as ids
        from workspaces w join partners p on p.workspace_id = w.id where w.slug like 'events-%' group by 1) ps) as partners
    from workspaces where slug like 'events-%'
  ), made as (
    select n, $1::timestamptz + (n - $2::bigint) * $4::interval as at,
      case when n % 5 = 0 then 1 else 2 + (n / 5 * 4 + n % 5) % 99 end as tenant
    from generate_series($2::bigint, $3::bigint) n
  )
  select t.ids[m.tenant] as workspace_id,
    (lpad(to_hex((extract(epoch from m.at) * 1000)::bigint), 12, '0') || '7' || right(replace(gen_random_uuid()::text, '-', ''), 19))::uuid as id,
    (array['page.viewed','page.viewed','page.viewed','page.viewed','lead.opened','form.sent','video.played','link.clicked','search.made','cart.filled','order.placed','file.loaded'])[1 + m.n / 7 % 12] as event_type,
    jsonb_build_object('path', '/page/' || m.n % 1000, 'n', m.n % 97) as event_data,
    case when m.n % 3 > 0 then 'u' || m.n * 7919 % case when m.tenant = 1 then 200000 else 8000 end end as user_id,
    case when m.n % 4 = 0 then t.partners[m.tenant][1 + m.n / 4 % 20] end as partner_id,
    null::uuid as campaign_id, 'api' as source, m.at as created_at, m.at as received_at, pg_current_xact_id() as xid
  from made m, t`

async function fillMonth(client, month, { from, first, last, step }) {
  const part = `analytics_events_${month.toISOString().slice(0, 7).replace('-', '')}`
  const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1))
  // Begun and broken off, it goes on with the month that is missing.
  const { rows: there } = await client.query(
    `select reltuples > 0 as filled from pg_class where relname = $1`,
    [part],
  )
  if (there[0]?.filled) return
  await client.query('begin')
  await client.query(`drop table if exists ${part}`)
  await client.query(
    `create table ${part} (like analytics_events including defaults including constraints including storage)
     with (autovacuum_enabled = off)`,
  )
  await client.query(
    `set local max_parallel_maintenance_workers = 0; set local maintenance_work_mem = '1GB'`,
  )
  await client.query(`insert into ${part} ${rows}`, [from, first, last, `${step} seconds`])
  await client.query(
    `alter table ${part} add primary key (workspace_id, created_at, id, event_type)`,
  )
  await client.query(`create unique index ${part}_id_key on ${part} (workspace_id, id)`)
  await client.query(`create index on ${part} (xid)`)
  await client.query(
    `create index on ${part} (workspace_id, partner_id, created_at, id) where partner_id is not null`,
  )
  await client.query(
    `create index on ${part} (workspace_id, event_type, created_at, user_id) where (hashtextextended(user_id, 0) & 15) = 0`,
  )
  await client.query(`alter table ${part} enable row level security`)
  await client.query(`revoke all on ${part} from public, anon, authenticated, service_role`)
  await client.query(
    `alter table analytics_events attach partition ${part} for values from ('${month.toISOString()}') to ('${next.toISOString()}')`,
  )
  await client.query('commit')
  await client.query(
    `alter table ${part} reset (autovacuum_enabled); alter table ${part} set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)`,
  )
  await client.query(`vacuum (analyze, freeze) ${part}`)
}

/** The months that hold the last ninety days, each with its share. */
function months(total) {
  const end = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000)
  const start = new Date(end.getTime() - days * 86_400_000)
  const step = (days * 86_400) / total
  const parts = []
  for (let from = start; from < end; ) {
    const month = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1))
    const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1))
    const till = next < end ? next : end
    const at = (moment) => Math.ceil((moment - start) / 1000 / step)
    const first = at(from)
    parts.push([
      month,
      { from: new Date(start.getTime() + first * step * 1000), first, last: at(till) - 1, step },
    ])
    from = till
  }
  return parts
}

export const databaseFor = (ownerUrl, size) => withDatabase(ownerUrl, `tandem_events_${size}`)

/** Fills a database once, and counts it. */
export async function loadEvents(ownerUrl, size, detail = () => {}) {
  const url = databaseFor(ownerUrl, size)
  const logins = await prepareDatabase(url)
  await asOwner(url, async (client) => {
    if ((await recall(client, 'bench-events')) === 'filled') return
    await makeTenants(client)
    for (const [month, share] of months(sizes[size])) {
      detail(`(${size}, ${month.toISOString().slice(0, 7)}: ${share.last - share.first + 1} rows)`)
      await fillMonth(client, month, share)
    }
    await client.query(
      "select make_event_partition(m::date) from generate_series(now() - interval '4 months', now() + interval '3 months', '1 month') m",
    )
    detail(`(${size}, counting)`)
    const { rows: found } = await client.query(
      `select workspace_id as id from analytics_states s where not exists (select from analytics_event_days d where d.workspace_id = s.workspace_id)`,
    )
    for (const { id } of found)
      await client.query(
        `select add_to_rollups('0', (select pg_snapshot_xmin(pg_current_snapshot())), $1, '-infinity', 'infinity')`,
        [id],
      )
    await client.query(
      `update analytics_watermarks set next_xid = pg_snapshot_xmin(pg_current_snapshot())`,
    )
    await client.query('analyze')
    await remember(client, 'bench-events', 'filled')
  })
  return { url, logins }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await command('events-load', async ({ onStop }) => {
    process.env.DATA_DIR ??= '.data/bench'
    prepareDataDir(25_000)
    const { openServer } = await import('../bin/lib/start.mjs')
    const { ownerUrl, release } = await openServer()
    onStop(release)
    for (const size of process.argv.slice(2).length ? process.argv.slice(2) : Object.keys(sizes))
      await loadEvents(ownerUrl, size, (text) => say(`${new Date().toISOString()} ${text}`))
  })
