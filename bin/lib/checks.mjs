// The checks of npm test, in order. Each throws with what is wrong.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { checkBoundaries } from './boundaries.mjs'
import { findBrowser } from './browser.mjs'
import { buildEnv, clientIsMade, makeClient, program } from './build.mjs'
import { runJourneys } from './journeys.mjs'
import { logs, root } from './places.mjs'
import { alone, buildAll } from './prepare.mjs'
import { node, run } from './run.mjs'
import { installedVersions, proveSql, serverOf } from './sql-proof.mjs'
import { Stop } from './stop.mjs'
import { testServer } from './test-database.mjs'

const SHOWN = 80
const logOf = (name) => join(logs(), `${name}.log`)
const env = () => ({
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  FORCE_COLOR: '0',
  NO_COLOR: '1',
})

/** Runs a tool; when it fails, shows the end of what it said. */
async function tool(name, running, summary, detail) {
  const { code, output } = await running
  const lines = stripVTControlCharacters(output).trimEnd().split('\n')
  if (code !== 0) throw new Stop(`${lines.slice(-SHOWN).join('\n')}\n\nAll of it: ${logOf(name)}`)
  const found = summary ? lines.filter((line) => summary.test(line)) : []
  if (found.length) detail(`(${found.map((line) => line.trim().replace(/\s+/g, ' ')).join(', ')})`)
}

const script = (name, path, args, settings) =>
  node([program(path), ...args], { log: logOf(name), env: { ...env(), ...settings } })

function refuse(lines) {
  if (lines.length === 0) return
  const more = lines.length > SHOWN ? `\n… and ${lines.length - SHOWN} more` : ''
  throw new Stop(lines.slice(0, SHOWN).join('\n') + more)
}

async function types({ detail }) {
  await tool('typegen', script('typegen', 'next/dist/bin/next', ['typegen']))
  await tool(
    'types',
    script('types', 'typescript/bin/tsc', ['--noEmit', '-p', '.']),
    undefined,
    detail,
  )
}

/** On the server in use, and on every older version that this machine has installed. */
async function sql({ detail }) {
  const lines = []
  const prove = async (label, server) => {
    detail(`(on ${label})`)
    try {
      for (const [check, against] of Object.entries(await proveSql(server))) {
        lines.push(...against.map((line) => `${label}: ${check}: ${line}`))
      }
    } finally {
      await server.release()
    }
  }
  await prove(process.env.DATABASE_URL ? 'DATABASE_URL' : 'PostgreSQL 18', await testServer())
  const older = installedVersions()
  for (const version of older) await prove(`PostgreSQL ${version}`, await serverOf(version))
  detail(`(on ${[process.env.DATABASE_URL ? 'DATABASE_URL' : '18', ...older].join(', ')})`)
  refuse(lines)
}

async function unit({ detail, passedOn }) {
  const args = ['run', '--reporter=default', ...passedOn]
  // Automation submits by browser.
  const browser = await findBrowser()
  await tool('unit', script('unit', 'vitest/vitest.mjs', args, browser), /^\s*Tests\s/, detail)
}

async function journeys({ detail, passedOn, onStop }) {
  const folder = join(root, 'e2e')
  const specs =
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((f) => f.endsWith('.spec.ts'))
  if (!specs) return detail('(none)')
  await tool(
    'journeys',
    runJourneys({ log: logOf('journeys'), passedOn, onStop, env: env() }),
    /^\s*\d+ (flaky|passed)/,
    detail,
  )
}

export const checks = [
  {
    name: 'client',
    title: 'Database client',
    check: () => alone(async () => clientIsMade() || makeClient(logOf('generate'))),
  },
  { name: 'types', title: 'Types', check: types },
  {
    name: 'lint',
    title: 'Format and lint',
    check: ({ detail }) =>
      tool(
        'lint',
        script('lint', '@biomejs/biome/bin/biome', ['ci', '--max-diagnostics=30']),
        undefined,
        detail,
      ),
  },
  {
    name: 'promises',
    title: 'Floating promises',
    check: () =>
      tool(
        'promises',
        run(program('.bin/oxlint'), ['--type-aware', '--quiet'], {
          log: logOf('promises'),
          env: { ...buildEnv(), ...env() },
        }),
      ),
  },
  { name: 'boundaries', title: 'Boundaries', check: () => refuse(checkBoundaries()) },
  {
    name: 'unused',
    title: 'Unused code and packages',
    check: () => tool('unused', script('unused', 'knip/bin/knip.js', ['--no-progress'])),
  },
  { name: 'sql', title: 'SQL proof', check: sql },
  { name: 'unit', title: 'Unit and database tests', check: unit },
  { name: 'build', title: 'Build', check: () => buildAll() },
  { name: 'journeys', title: 'Browser journeys', check: journeys },
]
