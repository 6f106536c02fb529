// Whole dashboards of twelve widgets over thirty days, each number beside those of the thirty days before, as the web server
// answers them by REST: to one tenant of a million events and one of ten million, then to a hundred tenants at once. The
// beside: the seven figures that a dashboard needs at least, in plain SQL from the rollups.
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import { asOwner } from '../bin/lib/database.mjs'
import { webServer } from './events.mjs'
import { keyOf, loadEvents, tenants } from './events-load.mjs'

const seconds = Number(process.env.BENCH_SECONDS ?? 10)
/** Answers are shared for a second: whoever asks the same again waits longer than that. */
const apart = 1050
export const ms = (value) => `${value.toFixed(1)} ms`
export const at = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]

const questions = [
  ...['events', 'people', 'partner_events', 'leads'].map((metric) => ({ kind: 'figure', metric })),
  { kind: 'trend', metric: 'events', interval: 'day' },
  { kind: 'trend', metric: 'events', interval: 'day', groupBy: 'eventType' },
  { kind: 'trend', metric: 'partner_events', interval: 'week' },
  { kind: 'trend', metric: 'people', interval: 'day' },
  { kind: 'breakdown', metric: 'events', dimension: 'eventType' },
  { kind: 'breakdown', metric: 'partner_events', dimension: 'partner' },
  { kind: 'breakdown', metric: 'partner_events', dimension: 'eventType' },
  { kind: 'leaderboard' },
]

export async function makeDashboard(url, tenant) {
  const widgets = questions.map((question, n) => ({
    ...{ question, x: (n % 3) * 4, y: Math.floor(n / 3) * 3, width: 4, height: 3 },
  }))
  const response = await fetch(`${url}/api/v1/analytics/dashboards`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${keyOf(tenant)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ name: `Bench ${Date.now()}`, widgets }),
  })
  if (!response.ok) throw new Error(`A dashboard was refused: ${await response.text()}`)
  return (await response.json()).id
}

export const request = (id, tenant) => ({
  path: `/api/v1/analytics/dashboard?dashboard=${id}`,
  headers: { authorization: `Bearer ${keyOf(tenant)}` },
})

export async function look(url, { path, headers }) {
  const began = performance.now()
  const response = await fetch(url + path, { headers })
  const { widgets } = await response.json()
  const wrong = widgets?.find(({ error }) => error)
  if (!response.ok || wrong) throw new Error(`A dashboard failed: ${JSON.stringify(wrong)}`)
  return performance.now() - began
}

export const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/** Over other thirty days at each turn, so that no answer is shared. */
export const ofOtherDays = (asked, turn) => {
  const ago = 1 + (turn % 30)
  return { ...asked, path: `${asked.path}&startDate=${daysAgo(ago + 29)}&endDate=${daysAgo(ago)}` }
}

/** One after the other, by a server that has answered as many before: a new one is twice as slow. */
export async function alone(url, asked) {
  const times = []
  for (let turn = 0; turn < 120; turn++) times.push(await look(url, ofOtherDays(asked, turn)))
  return at(times.slice(60), 0.5)
}

/** Once a second, as a screen that is looked at; the machine has gone to sleep meanwhile. */
async function rested(url, asked) {
  const times = []
  for (let turn = 0; turn < 15; turn++) {
    await sleep(apart)
    times.push(await look(url, asked))
  }
  return at(times, 0.5)
}

/** Begun at their times, whether or not those before have been answered. */
async function steadily(url, asked, perSecond) {
  const running = []
  for (let n = 0; n < perSecond * seconds; n++) {
    running.push(look(url, asked[n % asked.length]))
    await sleep(1000 / perSecond)
  }
  return at(await Promise.all(running), 0.95)
}

/** As fast as it goes. */
async function saturated(url, asked) {
  const { requests, non2xx, errors } = await autocannon({
    ...{ url, connections: 16, duration: seconds, requests: asked },
  })
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} dashboards failed`)
  return requests.average
}

const plainSql = `
  select (select sum(events) from analytics_event_days d where d.workspace_id = $1 and day between current_date - 29 and current_date),
    (select sum(events) from analytics_event_days d where d.workspace_id = $1 and day between current_date - 59 and current_date - 30),
    (select count(*) from analytics_people_sketches d where d.workspace_id = $1 and day between current_date - 29 and current_date),
    (select sum(events) from analytics_partner_days d where d.workspace_id = $1 and day between current_date - 29 and current_date),
    (select json_agg(t) from (select day, sum(events) from analytics_event_days d where d.workspace_id = $1 and day between current_date - 29 and current_date group by day) t),
    (select json_agg(t) from (select event_type, sum(events) from analytics_event_days d where d.workspace_id = $1 and day between current_date - 29 and current_date group by event_type) t),
    (select json_agg(t) from (select partner_id, sum(events) from analytics_partner_days d where d.workspace_id = $1 and day between current_date - 29 and current_date group by partner_id) t)`

const plainly = ({ url }) =>
  asOwner(url, async (client) => {
    const { rows } = await client.query(`select id from workspaces where slug = 'events-0'`)
    const times = []
    for (let turn = 0; turn < 30; turn++) {
      const began = performance.now()
      await client.query({ name: 'plain', text: plainSql, values: [rows[0].id] })
      times.push(performance.now() - began)
    }
    return at(times, 0.5)
  })

async function trendOfAYear(url) {
  const until = new Date().toISOString().slice(0, 10)
  const since = new Date(Date.now() - 364 * 86_400_000).toISOString().slice(0, 10)
  const asked = {
    path: `/api/v1/analytics/trends?metric=events&startDate=${since}&endDate=${until}&interval=day`,
    headers: { authorization: `Bearer ${keyOf(0)}` },
  }
  const times = []
  for (let turn = 0; turn < 25; turn++) {
    const began = performance.now()
    const response = await fetch(url + asked.path, { headers: asked.headers })
    await response.text()
    if (!response.ok) throw new Error(`The trend failed with ${response.status}`)
    times.push(performance.now() - began)
  }
  return at(times, 0.5)
}

/** Against the databases of the events benchmark, through ten connections. */
export async function measureDashboards(ownerUrl, detail) {
  const small = await loadEvents(ownerUrl, 'small', detail)
  const large = await loadEvents(ownerUrl, 'large', detail)
  const settings = { WEB_PROCESSES: '2', DATABASE_POOL: '5' }
  detail('(one tenant of a million)')
  const little = await webServer(small, settings)
  let few
  try {
    few = await alone(little.url, request(await makeDashboard(little.url, 0), 0))
  } finally {
    await little.stop()
  }
  const { url, stop } = await webServer(large, settings)
  try {
    detail('(one tenant of ten million)')
    const plain = await plainly(large)
    const largest = request(await makeDashboard(url, 0), 0)
    const many = await alone(url, largest)
    const afterRest = await rested(url, largest)
    const year = await trendOfAYear(url)
    detail('(a hundred tenants)')
    const asked = []
    for (let tenant = 0; tenant < tenants; tenant++)
      asked.push(request(await makeDashboard(url, tenant), tenant))
    await steadily(url, asked, 33)
    const p95 = await steadily(url, asked, 33)
    const most = await saturated(url, asked)
    return [
      {
        name: 'a dashboard of twelve widgets, 30 days, alone beside 1,000,000 events, p50',
        value: ms(few),
        limit: '40 ms',
        ok: few < 40,
      },
      {
        name: 'the same, of the tenant with 10,000,000, p50',
        value: `${ms(many)} (seven figures in plain SQL ${ms(plain)})`,
        limit: '50 ms',
        ok: many < 50,
      },
      {
        name: 'the same, asked once a second, p50',
        value: ms(afterRest),
        limit: 'for orientation',
        ok: true,
      },
      {
        name: 'at 33 dashboards a second of a hundred tenants, p95',
        value: ms(p95),
        limit: '150 ms',
        ok: p95 < 150,
      },
      {
        name: 'dashboards a second, as many as go, ten connections',
        value: `${most.toFixed(0)}/s`,
        limit: '100/s',
        ok: most >= 100,
      },
      {
        name: 'a trend of 365 days by REST, p50',
        value: ms(year),
        limit: '60 ms',
        ok: year < 60,
      },
    ]
  } finally {
    await stop()
  }
}
