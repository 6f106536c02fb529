// Reports of a year, made by the worker for the tenant with ten million events, from the call to the file: one alone, then ten
// at once while dashboards are asked for.
import { setTimeout as sleep } from 'node:timers/promises'
import { alone, at, daysAgo, look, makeDashboard, ms, ofOtherDays, request } from './dashboards.mjs'
import { webServer } from './events.mjs'
import { keyOf, loadEvents } from './events-load.mjs'
import { startProcess } from './start-process.mjs'

const formats = ['pdf', 'xlsx', 'csv', 'json']

const startWorker = ({ url, logins }, storage) =>
  startProcess(['dist/worker.mjs'], url, {
    APP_URL: 'http://localhost',
    WORKER_DATABASE_URL: logins.WORKER_DATABASE_URL,
    JOBS_DATABASE_URL: logins.JOBS_DATABASE_URL,
    ...storage,
  })

async function call(url, path, body) {
  const response = await fetch(`${url}/api/v1/analytics/reports${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${keyOf(0)}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`A report was refused: ${text}`)
  return JSON.parse(text)
}

/** Milliseconds from the call to the file, looked for this often. */
async function made(url, n, everyMs = 25) {
  const began = performance.now()
  const { id } = await call(url, '', {
    name: `Bench ${Date.now()} ${n}`,
    metrics: ['events', 'partner_events', 'people', 'leads', 'won_value', 'applications'],
    interval: 'week',
    period: { from: daysAgo(364), to: daysAgo(0) },
    format: formats[n % formats.length],
  })
  for (;;) {
    const { status, error } = await call(url, `/${id}`)
    if (status === 'completed') return performance.now() - began
    if (status === 'failed') throw new Error(`A report failed: ${error}`)
    await sleep(everyMs)
  }
}

export async function measureReports(ownerUrl, detail) {
  const large = await loadEvents(ownerUrl, 'large', detail)
  const storage = { DATA_DIR: process.env.DATA_DIR }
  const web = await webServer(large, { WEB_PROCESSES: '2', DATABASE_POOL: '5', ...storage })
  const stopWorker = startWorker(large, storage)
  try {
    await made(web.url, 0)
    const single = []
    for (let n = 0; n < 8; n++) single.push(await made(web.url, n))
    const asked = request(await makeDashboard(web.url, 0), 0)
    await alone(web.url, asked)
    const looked = []
    const ten = []
    for (let round = 0; round < 3; round++) {
      let over = false
      const looking = (async () => {
        for (let turn = 0; !over; turn++) looked.push(await look(web.url, ofOtherDays(asked, turn)))
      })()
      // Looked for as often as a program would that waits for a file.
      const all = Array.from({ length: 10 }, (_, n) => made(web.url, n, 250))
      ten.push(...(await Promise.all(all)))
      over = true
      await looking
    }
    return [
      {
        name: "a year's report of six figures by the week, from the call to the file, p95",
        value: ms(at(single, 0.95)),
        limit: '2 s',
        ok: at(single, 0.95) < 2000,
      },
      {
        name: 'dashboards while ten such reports are made, p95',
        value: `${ms(at(looked, 0.95))} (of ${looked.length}; the last report after ${ms(Math.max(...ten))})`,
        limit: '300 ms',
        ok: at(looked, 0.95) < 300,
      },
    ]
  } finally {
    await stopWorker()
    await web.stop()
  }
}
