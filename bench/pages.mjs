// The leads page, with session and row level security, beside a bare Next page that reads the same rows by plain pg.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { program } from '../bin/lib/build.mjs'
import { freePort } from '../bin/lib/free-port.mjs'
import { root } from '../bin/lib/places.mjs'
import { node } from '../bin/lib/run.mjs'

const bare = join(root, 'bench/bare')
const next = program('next/dist/bin/next')

async function startBare(demo, onStop) {
  const port = await freePort()
  const env = {
    ...process.env,
    DATABASE_URL: demo.databaseUrl,
    BENCH_WORKSPACE: demo.workspace.id,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  }
  const built = await node([next, 'build', bare], {
    env,
    log: join(process.env.DATA_DIR, 'logs/bare-build.log'),
  })
  if (built.code !== 0) throw new Error('The bare page did not build')
  const child = spawn(process.execPath, [next, 'start', bare, '-p', String(port)], {
    env,
    stdio: 'ignore',
  })
  onStop(async () => child.kill())
  const url = `http://localhost:${port}/`
  for (let attempt = 0; attempt < 100; attempt++) {
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return url
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The bare page did not start')
}

const hit = (url, connections, cookie, duration = 8) =>
  autocannon({ url, connections, duration, headers: cookie ? { cookie } : {} })

async function firstByte(url, cookie) {
  const times = []
  for (let turn = 0; turn < 100; turn++) {
    const start = performance.now()
    const answer = await fetch(url, { headers: { cookie } })
    times.push(performance.now() - start)
    await answer.text()
  }
  return times.sort((a, b) => a - b)[50]
}

export async function measurePages(demo, cookie, onStop, detail) {
  const page = `${demo.url}/${demo.workspace.slug}/leads?sort=-value&status=qualified`
  detail('(building the bare page)')
  const plain = await startBare(demo, onStop)
  // A server that has run for a minute, not one whose code is still being compiled.
  await hit(page, 8, cookie, 12)
  await hit(plain, 8, undefined, 6)
  const ttfb = await firstByte(page, cookie)
  const runs = []
  for (let turn = 0; turn < 3; turn++) {
    detail(`(round ${turn + 1} of 3)`)
    const ours = await hit(page, 8, cookie)
    const theirs = await hit(plain, 8)
    if (ours.non2xx > 0 || theirs.non2xx > 0) throw new Error('A page did not answer 200')
    runs.push({ ours, theirs, ratio: ours.requests.average / theirs.requests.average })
  }
  const { ours, theirs, ratio } = runs.sort((a, b) => a.ratio - b.ratio)[1]
  return [
    {
      name: 'Leads page at 8 users, over a bare page',
      value: `${ratio.toFixed(2)} (${ours.requests.average.toFixed(0)}/s over ${theirs.requests.average.toFixed(0)}/s, p97.5 ${ours.latency.p97_5} ms)`,
      limit: '0.6',
      ok: ratio >= 0.6,
    },
    {
      name: 'Time to first byte, one user, p50',
      value: `${ttfb.toFixed(1)} ms`,
      limit: '10 ms',
      ok: ttfb < 10,
    },
  ]
}
