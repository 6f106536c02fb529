// Proves that schema.prisma, the migrations and prisma/objects say the same thing, and that the catalogue is sound.
// Every check runs on scratch databases of one server; each answers the lines that speak against it.
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildEnv, program } from './build.mjs'
import { difference, fingerprint } from './catalogue.mjs'
import { lintCatalogue } from './catalogue-lints.mjs'
import { connected, ensureDatabase } from './connect.mjs'
import { asOwner, dropDatabase, prepareDatabase } from './database.mjs'
import { migrateDown, migrateUp, migrations } from './migrate.mjs'
import { applyObjects, objectsChanged } from './objects.mjs'
import { usePostgres } from './postgres.mjs'
import { node } from './run.mjs'
import { LOGINS } from './test-database.mjs'

async function drift(url) {
  const args = [
    'migrate',
    'diff',
    '--from-config-datasource',
    '--to-schema',
    'prisma/schema',
    '--exit-code',
    '--script',
  ]
  const { code, output } = await node([program('prisma/build/index.js'), ...args], {
    env: { ...buildEnv(), DATABASE_URL: url },
  })
  if (code === 0) return []
  return output.split('\n').filter((line) => line.trim() && !/^Loaded Prisma config/.test(line))
}

async function objectsTwice(client, before) {
  await applyObjects(client, { again: true })
  return difference(before, await fingerprint(client))
}

/** On tables alone: every step down must meet the catalogue that its step up started from, and every step up again. */
async function stepByStep(client) {
  const steps = [await fingerprint(client)]
  for (const { name } of migrations()) {
    await migrateUp(client, { upTo: name })
    steps.push(await fingerprint(client))
  }
  const wrong = []
  for (let i = migrations().length - 1; i >= 0; i--) {
    const [name] = await migrateDown(client)
    wrong.push(
      ...difference(steps[i], await fingerprint(client)).map((line) => `down ${name} ${line}`),
    )
  }
  for (const [i, { name }] of migrations().entries()) {
    await migrateUp(client, { upTo: name })
    wrong.push(
      ...difference(steps[i + 1], await fingerprint(client)).map(
        (line) => `up again ${name} ${line}`,
      ),
    )
  }
  return wrong
}

/** With the objects in place, as on a server in use: all the way down, and up again. */
async function thereAndBack(client, before) {
  await objectsChanged(client)
  await migrateDown(client, migrations().length)
  await migrateUp(client)
  await applyObjects(client)
  return difference(before, await fingerprint(client))
}

async function onScratch(server, name, work) {
  const url = server.url(`tandem_test_${name}_${process.pid}`)
  try {
    return await work(url)
  } finally {
    await dropDatabase(url)
  }
}

/** Answers `{check: [lines against it]}`. */
export async function proveSql(server) {
  const findings = {}
  await onScratch(server, 'proof', async (url) => {
    await prepareDatabase(url, { loginName: LOGINS })
    findings['schema.prisma and the database agree'] = await drift(url)
    await asOwner(url, async (client) => {
      const before = await fingerprint(client)
      findings['the catalogue is sound'] = await lintCatalogue(
        client,
        ['web', 'worker', 'jobs'].map((kind) => `${LOGINS}_${kind}`),
      )
      findings['objects twice change nothing'] = await objectsTwice(client, before)
      findings['all migrations go down and up again'] = await thereAndBack(client, before)
    })
  })
  await onScratch(server, 'steps', async (url) => {
    await ensureDatabase(url)
    findings['each migration goes down and up again'] = await connected(url, stepByStep)
  })
  return findings
}

const versions = '/usr/lib/postgresql'

/** Older PostgreSQL versions that this machine has installed, oldest first. */
export function installedVersions() {
  if (!existsSync(versions)) return []
  return readdirSync(versions)
    .filter(
      (v) => Number(v) >= 15 && Number(v) <= 17 && existsSync(join(versions, v, 'bin/initdb')),
    )
    .sort()
}

/** A cluster of an installed version, for the proof only. */
export function serverOf(version) {
  const home = join(process.env.DATA_DIR, `postgresql-${version}`)
  mkdirSync(home, { recursive: true })
  return usePostgres(home, {
    bin: join(versions, version, 'bin'),
    options: { fsync: 'off', synchronous_commit: 'off' },
  })
}
