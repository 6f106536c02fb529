// npm run bench [-- memory|procedures|pages|live|screens|task|tasks|money|queue|events|dashboards|reports …]: prints each figure beside its limit, of all parts or of
// those named. Fills its own database in .data/bench once (a million leads).
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from '../bin/lib/command.mjs'
import { freePort } from '../bin/lib/free-port.mjs'
import { dataDir, prepareDataDir, root } from '../bin/lib/places.mjs'
import { installPackages } from '../bin/lib/prepare.mjs'
import { say, step } from '../bin/lib/say.mjs'

process.env.DATA_DIR ??= join(root, '.data/bench')

await command('bench', async ({ onStop }) => {
  prepareDataDir(4000)
  await installPackages()
  const { startTandem } = await import('../bin/lib/start.mjs')
  const { load } = await import('./load.mjs')
  const { measureProcedures } = await import('./procedures.mjs')
  const { loadMoney } = await import('./money-load.mjs')
  const { measureLive } = await import('./live.mjs')
  const { measureTask } = await import('./task.mjs')
  const { loadQueue } = await import('./queue-load.mjs')
  const { loadTasks } = await import('./tasks-load.mjs')
  const { measureLiveClients } = await import('./live-clients.mjs')
  const { measurePages } = await import('./pages.mjs')
  const { measureBrowser } = await import('./browser.mjs')
  const { idleMemory } = await import('./memory.mjs')

  const { measureEvents } = await import('./events.mjs')
  const { measureDashboards } = await import('./dashboards.mjs')
  const { measureReports } = await import('./reports.mjs')

  const wanted = process.argv.slice(2)
  const { demo } = await startTandem({ port: await freePort(), onStop })
  const ownData = ['queue', 'live', 'screens', 'task', 'tasks', 'events', 'dashboards', 'reports']
  if (wanted.length === 0 || wanted.some((part) => !ownData.includes(part)))
    await step('Fill in a million leads', (detail) => load(demo, detail))
  const rows = []
  const add = (figures) => {
    for (const { name, value, limit, ok } of figures)
      say(`    ${ok ? '✓' : '✗'} ${name}: ${value} (limit ${limit})`)
    rows.push(...figures)
  }
  const measure = {
    memory: () => step('Memory at rest', () => idleMemory(demo)),
    procedures: () =>
      step('Procedures beside plain pg', (detail) => measureProcedures(demo, detail)),
    async pages() {
      const { cookie, figures } = await step('In the browser', () => measureBrowser(demo))
      const beside = await step('Pages beside a bare page', (detail) =>
        measurePages(demo, cookie, onStop, detail),
      )
      return [...figures, ...beside]
    },
    live: () => step('Word of a change', () => measureLive(demo)),
    screens: () => step('A thousand open screens', () => measureLiveClients(demo, onStop)),
    task: () => step('From task to task', () => measureTask(demo)),
    async money() {
      const money = await step('Fill in a year of commissions', (detail) => loadMoney(demo, detail))
      return step('Money beside plain SQL', (detail) =>
        measureProcedures(demo, detail, 'money', money),
      )
    },
    async queue() {
      const queue = await step('Fill in a million submissions', (detail) => loadQueue(demo, detail))
      return step('The queue beside plain SQL', (detail) =>
        measureProcedures(demo, detail, 'queue', queue),
      )
    },
    async tasks() {
      const work = await step('Fill in 100,000 tasks', (detail) => loadTasks(demo, detail))
      return step('Claims beside plain SQL', (detail) =>
        measureProcedures(demo, detail, 'tasks', work),
      )
    },
    events: () =>
      step('Events beside fifty million', (detail) => measureEvents(demo.databaseUrl, detail)),
    dashboards: () =>
      step('Dashboards beside plain SQL', (detail) => measureDashboards(demo.databaseUrl, detail)),
    reports: () => step('Reports', (detail) => measureReports(demo.databaseUrl, detail)),
  }
  for (const [part, run] of Object.entries(measure))
    if (wanted.length === 0 || wanted.includes(part)) add(await run())

  const table = [
    '| figure | measured | limit | |',
    '|---|---|---|---|',
    ...rows.map(
      ({ name, value, limit, ok }) =>
        `| ${name} | ${value} | ${limit} | ${ok ? 'holds' : '**missed**'} |`,
    ),
  ].join('\n')
  say(`\n${table}\n`)
  writeFileSync(join(dataDir(), 'bench.md'), `${table}\n`)
  return rows.every(({ ok }) => ok) ? 0 : 1
})
