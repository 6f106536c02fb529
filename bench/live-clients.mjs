// A thousand open screens on one web process: what it keeps in memory, and how soon all of them hear of a change.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { program } from '../bin/lib/build.mjs'
import { asOwner } from '../bin/lib/database.mjs'
import { freePort } from '../bin/lib/free-port.mjs'
import { root } from '../bin/lib/places.mjs'
import { appSecrets } from '../bin/lib/secrets.mjs'

const screens = 1000
const changes = 10

const megabytes = (pid) =>
  Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024

async function oneProcess(demo, onStop) {
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [program('next/dist/bin/next'), 'start', '-p', String(port)],
    {
      cwd: root,
      stdio: 'ignore',
      env: {
        ...process.env,
        ...appSecrets(demo.databaseUrl),
        APP_URL: demo.url,
        APP_DATABASE_URL: demo.appDatabaseUrl,
        TANDEM_DEMO: '1',
      },
    },
  )
  onStop(async () => child.kill())
  const url = `http://localhost:${port}`
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(`${url}/api/health`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break
    await sleep(200)
  }
  return { url, pid: child.pid, stop: () => child.kill() }
}

/** Calls `heard` at each change that the stream tells of; resolves once it is open. */
const listen = (url, apiKey, agent, heard) =>
  new Promise((resolve, reject) => {
    get(
      `${url}/api/live?topic=actions`,
      { agent, headers: { authorization: `Bearer ${apiKey}` } },
      (response) => {
        if (response.statusCode !== 200)
          return reject(new Error(`/api/live answered ${response.statusCode}`))
        response.setEncoding('utf8')
        response.on('data', (text) => text.includes('event: change') && heard())
        response.on('error', () => {})
        resolve(response)
      },
    ).on('error', reject)
  })

export async function measureLiveClients(demo, onStop) {
  if (process.platform !== 'linux') return []
  const { apiKey } = demo.users.find(({ role }) => role === 'admin')
  const server = await oneProcess(demo, onStop)
  const agent = new Agent({ maxSockets: Infinity })
  const waiting = new Set()
  const delays = []
  let sent = 0
  for (let n = 0; n < screens; n += 50)
    await Promise.all(
      Array.from({ length: 50 }, (_, k) =>
        listen(server.url, apiKey, agent, () => {
          // Each change is told once more a little later; the first counts.
          if (waiting.delete(n + k)) delays.push(performance.now() - sent)
        }),
      ),
    )
  await asOwner(demo.databaseUrl, async (client) => {
    const { rows } = await client.query(
      `select id from pending_actions where workspace_id = $1 and status = 'pending' limit 1`,
      [demo.workspace.id],
    )
    for (let n = 0; n < changes; n++) {
      for (let screen = 0; screen < screens; screen++) waiting.add(screen)
      sent = performance.now()
      await client.query('update pending_actions set priority = 1 + priority % 5 where id = $1', [
        rows[0].id,
      ])
      await sleep(1500)
    }
  })
  const memory = megabytes(server.pid)
  agent.destroy()
  server.stop()
  const missed = screens * changes - delays.length
  const value = delays.sort((a, b) => a - b)[Math.floor(delays.length * 0.95)] ?? Infinity
  return [
    {
      name: '1,000 open screens hear of a change, p95',
      value: `${value.toFixed(0)} ms${missed ? `, ${missed} never` : ''}`,
      limit: '1,000 ms',
      ok: value < 1000 && missed === 0,
    },
    {
      name: 'a web process with 1,000 open screens',
      value: `${memory.toFixed(0)} MB`,
      limit: '300 MB',
      ok: memory < 300,
    },
  ]
}
