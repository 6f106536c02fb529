// The processes of a running Tandem: started together, ended together.
import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { logs, root } from './places.mjs'
import { Stop } from './stop.mjs'

const parentGuard = pathToFileURL(join(root, 'bin/lib/die-with-parent.mjs')).href

function launch(name, args, env) {
  const log = join(logs(), `${name}.log`)
  const out = openSync(log, 'w')
  // Detached, so that Ctrl-C reaches only us and we end things in order.
  const child = spawn(process.execPath, ['--import', parentGuard, ...args], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', out, out, 'ipc'],
  })
  closeSync(out)
  const ended = new Promise((resolve) => {
    child.once('error', resolve)
    child.once('exit', (code, signal) => resolve(code ?? signal))
  })
  return { name, log, child, ended }
}

/** What of the caller's environment the application may see: nothing about databases or secrets. */
function inherited() {
  const own =
    /(DATABASE_URL|^PG[A-Z]+|SECRET|ENCRYPTION_KEYS|^npm_|^NODE_OPTIONS|^NODE_ENV|^PORT|^DATA_DIR)/
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !own.test(key)))
}

/** Starts web and worker. `ended` resolves with a sentence when either stops by itself; `stop()` ends both. */
export function startProcesses({ web, worker }) {
  const common = { ...inherited(), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const started = [
    launch('worker', ['dist/worker.mjs'], { ...common, ...worker }),
    // A page leaves a few megabytes behind: a young generation of this size collects them cheaply.
    launch('web', ['--max-semi-space-size=128', 'bin/web.mjs'], { ...common, ...web }),
  ]
  let stopping = false
  const ended = Promise.race(
    started.map(async ({ name, log, ended }) => {
      const code = await ended
      if (!stopping)
        return new Stop(
          `The ${name} process ended by itself (${code}), so the rest was stopped too. Details: ${log}`,
        )
      return new Promise(() => {})
    }),
  )
  const stop = async () => {
    stopping = true
    for (const { child } of started) child.kill('SIGTERM')
    const all = Promise.all(started.map((p) => p.ended))
    const patience = new AbortController()
    const late = sleep(10_000, 'late', { signal: patience.signal }).catch(() => {})
    if ((await Promise.race([all, late])) === 'late')
      for (const { child } of started) child.kill('SIGKILL')
    patience.abort()
    await all
  }
  return { ended, stop }
}

/** Waits until the application says that it is well. */
export async function healthy(url, ended) {
  const deadline = Date.now() + 60_000
  let last = 'no answer'
  const gone = ended.then((stop) => {
    throw stop
  })
  gone.catch(() => {})
  while (Date.now() < deadline) {
    await Promise.race([sleep(100), gone])
    try {
      const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5000) })
      if (response.ok) return
      last = `${response.status} ${(await response.text()).slice(0, 200)}`
    } catch (error) {
      last = error.cause?.code ?? error.message
    }
  }
  throw new Stop(
    `The application did not become ready within a minute (${last}). Details: ${join(logs(), 'web.log')}`,
  )
}
