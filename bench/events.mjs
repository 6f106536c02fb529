// Capture, acknowledged after commit, by the web server as it runs: one event a call at 64 connections, and a hundred a call.
// Beside a million events and beside fifty million. And the days of the largest tenant, counted anew.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { asOwner } from '../bin/lib/database.mjs'
import { freePort } from '../bin/lib/free-port.mjs'
import { root } from '../bin/lib/places.mjs'
import { healthy } from '../bin/lib/processes.mjs'
import { keyOf, loadEvents, sizes } from './events-load.mjs'
import { measureProcedures } from './procedures.mjs'
import { startProcess } from './start-process.mjs'

const run = promisify(execFile)
const perSecond = (value) => `${Math.round(value).toLocaleString('en')}/s`
const ms = (value) => `${value.toFixed(1)} ms`
const seconds = Number(process.env.BENCH_SECONDS ?? 10)

/** A web server as it runs, on one of the databases. */
export async function webServer({ url, logins }, settings = {}) {
  const port = await freePort()
  const stop = startProcess(['--max-semi-space-size=128', 'bin/web.mjs'], url, {
    PORT: String(port),
    APP_URL: `http://localhost:${port}`,
    APP_DATABASE_URL: logins.APP_DATABASE_URL,
    ...settings,
  })
  await healthy(`http://localhost:${port}`, new Promise(() => {}))
  return { port, url: `http://localhost:${port}`, stop }
}

async function send(port, { batch, keys, connections = 64 }) {
  const { stdout } = await run(process.execPath, [join(root, 'bench/events-client.mjs')], {
    env: {
      ...process.env,
      PORT: String(port),
      KEYS: keys.join(','),
      CONNECTIONS: String(connections),
      BATCH: String(batch),
      SECONDS: String(seconds),
    },
  })
  const result = JSON.parse(stdout)
  if (result.failed) throw new Error(`${result.failed} calls failed`)
  return result
}

const largest = [keyOf(0)]
const several = Array.from({ length: 16 }, (_, tenant) => keyOf(tenant))

async function capture(database) {
  const { port, stop } = await webServer(database)
  try {
    await send(port, { batch: 1, keys: several })
    const single = await send(port, { batch: 1, keys: several })
    await sleep(1000)
    const one = await send(port, { batch: 1, keys: largest })
    await sleep(1000)
    const hundred = await send(port, { batch: 100, keys: several, connections: 16 })
    return { single, one, hundred }
  } finally {
    await stop()
  }
}

/** The limit on this machine. */
async function plain({ url }) {
  const port = await freePort()
  const stop = startProcess(['--max-semi-space-size=128', 'bench/plain-listener.mjs'], url, {
    PORT: String(port),
    DATABASE_URL: url,
  })
  await healthy(`http://localhost:${port}`, new Promise(() => {}))
  try {
    await send(port, { batch: 1, keys: several })
    const single = await send(port, { batch: 1, keys: several })
    const hundred = await send(port, { batch: 100, keys: several, connections: 16 })
    return { single, hundred }
  } finally {
    await stop()
  }
}

/** In the function that the hourly check, a change of zone and the rebuild use; taken back afterwards. */
const count = ({ url }) =>
  asOwner(url, async (client) => {
    const { rows } = await client.query(`select id from workspaces where slug = 'events-0'`)
    const tenant = rows[0].id
    const below = `(select next_xid from analytics_watermarks where name = 'rollups')`
    const timed = async (from, to) => {
      await client.query('begin')
      const began = performance.now()
      await client.query(`select count_days_anew($1, ${from}, ${to}, ${below})`, [tenant])
      const took = performance.now() - began
      await client.query('rollback')
      return took
    }
    await timed('current_date - 10', 'current_date - 10')
    const day = await timed('current_date - 10', 'current_date - 10')
    return { day, all: await timed(`'2000-01-01'`, 'current_date') }
  })

/** From now on the roller has nothing of what was sent; as a worker would have it. */
async function roll({ url }) {
  return asOwner(url, async (client) => {
    let rows = 0
    const began = performance.now()
    for (;;) {
      const { rows: found } = await client.query('select roll_up_events(300000)::int as n')
      if (!found[0].n) break
      rows += found[0].n
    }
    return { rows, took: performance.now() - began }
  })
}

/** What the largest tenant asks about its people, as the role that reads. */
async function people({ url, logins }, detail) {
  const { rows } = await asOwner(url, (client) =>
    client.query(`select id, slug from workspaces where slug = 'events-0'`),
  )
  const database = {
    url: 'http://localhost',
    databaseUrl: url,
    appDatabaseUrl: logins.APP_DATABASE_URL,
    workspace: rows[0],
  }
  return measureProcedures(database, detail, 'people')
}

/**
 * The rates that are asked for are those of a machine on which a plain listener takes 36,000 single events a second, and
 * 100,000 in calls of a hundred. Where it takes fewer, the same part of what it takes is asked for.
 */
const asked = {
  single: { rate: 15_000, plain: 36_000, p95: 10 },
  hundred: { rate: 60_000, plain: 100_000 },
}

function figure(name, ours, plain, { rate, plain: named, p95 = Number.POSITIVE_INFINITY }) {
  const limit = Math.min(rate, (plain.perSecond * rate) / named)
  return {
    name,
    value: `${perSecond(ours.perSecond)}, p95 ${ms(ours.p95)} (${(ours.perSecond / plain.perSecond).toFixed(2)} of a plain listener's ${perSecond(plain.perSecond)})`,
    limit: `${perSecond(rate)}, here ${perSecond(limit)}${p95 < 1000 ? `, ${p95} ms` : ''}`,
    ok: ours.perSecond >= limit && ours.p95 < p95,
  }
}

export async function measureEvents(ownerUrl, detail) {
  const small = await loadEvents(ownerUrl, 'small', detail)
  const large = await loadEvents(ownerUrl, 'large', detail)
  detail('(a plain listener)')
  const least = await plain(small)
  detail('(beside a million)')
  const few = await capture(small)
  detail('(beside fifty million)')
  const many = await capture(large)
  detail('(rolling up)')
  const rolled = await roll(large)
  await roll(small)
  const counted = await count(large)
  detail('(asking about people)')
  const ofPeople = await people(large, detail)
  const ratio = few.single.perSecond / many.single.perSecond
  const total = sizes.large.toLocaleString('en')
  return [
    figure(
      `Single events at 64 connections beside ${total}, 16 keys`,
      many.single,
      least.single,
      asked.single,
    ),
    figure('the same, one key of the largest tenant', many.one, least.single, asked.single),
    figure('calls of a hundred events, 16 connections', many.hundred, least.hundred, asked.hundred),
    {
      name: `time of an event beside ${total}, over beside a million`,
      value: `${ratio.toFixed(2)} (${perSecond(few.single.perSecond)} beside a million; a hundred a call ${(few.hundred.perSecond / many.hundred.perSecond).toFixed(2)})`,
      limit: '1.2',
      ok: ratio <= 1.2,
    },
    {
      name: 'rolling up what was sent',
      value: `${perSecond(rolled.rows / (rolled.took / 1000))}`,
      limit: '60,000/s',
      ok: rolled.rows / (rolled.took / 1000) >= 60_000,
    },
    {
      name: 'a day of the largest tenant, counted anew',
      value: `${(counted.day / 1000).toFixed(2)} s`,
      limit: '10 s',
      ok: counted.day < 10_000,
    },
    {
      name: 'all its ninety days, 10,000,000 events',
      value: `${(counted.all / 1000).toFixed(1)} s`,
      limit: 'for orientation',
      ok: true,
    },
    ...ofPeople.map((one) => ({ ...one, name: `${one.name}, of its 10,000,000 events` })),
  ]
}
