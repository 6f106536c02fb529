// Databases for tests. A migrated template is named by what it was made of, so that a changed migration makes a new
// one instead of pulling it from under a run that is still going; each test file gets a clone (25 ms).
// All of them share the logins tandem_test_web, _worker and _jobs.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkUrl, databaseOf, onServer, withDatabase } from './connect.mjs'
import { prepareDatabase } from './database.mjs'
import { alive, withLock } from './lock.mjs'
import { migrations, sha256 } from './migrate.mjs'
import { objects } from './objects.mjs'
import { root } from './places.mjs'
import { usePostgres } from './postgres.mjs'

export const LOGINS = 'tandem_test'

/** The server for tests: DATABASE_URL's, or a cluster of our own that need not survive a power cut. */
export async function testServer() {
  process.env.DATA_DIR = process.env.TEST_DATA_DIR || join(root, '.data/test')
  mkdirSync(process.env.DATA_DIR, { recursive: true })
  const own = process.env.DATABASE_URL
  if (own)
    return { url: (database) => withDatabase(checkUrl(own), database), release: async () => {} }
  return usePostgres(process.env.DATA_DIR, {
    options: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: 200,
    },
  })
}

const source = () => sha256(JSON.stringify([migrations().map((m) => m.up), objects()])).slice(0, 10)

/** Makes the template when there is none of this checkout's SQL; answers its owner's URL and the login URLs. */
export function ensureTemplate(server) {
  const url = server.url(`tandem_test_${source()}`)
  return withLock(join(process.env.DATA_DIR, 'template.lock'), async () => {
    const logins = await prepareDatabase(url, { loginName: LOGINS })
    await dropStale(server, databaseOf(url))
    return { url, logins }
  })
}

const HOUR = 3_600_000

/** A template that no run asked for within the hour, or what a killed run left on our own cluster. */
function stale({ datname, used }) {
  if (/^tandem_test_[0-9a-f]{10}$/.test(datname)) return Date.now() - Date.parse(used ?? 0) > HOUR
  const [pid] = datname.match(/(?<=_)\d+(?=_\d+$|$)/) ?? []
  return !process.env.DATABASE_URL && pid !== undefined && !alive(Number(pid))
}

async function dropStale(server, keep) {
  await onServer(server.url(keep), async (client) => {
    await client.query(`comment on database "${keep}" is '${new Date().toISOString()}'`)
    const { rows } = await client.query(
      "select datname, shobj_description(oid, 'pg_database') as used from pg_database where starts_with(datname, 'tandem_test_') and datname <> $1",
      [keep],
    )
    for (const { datname } of rows.filter(stale)) {
      await client.query(`drop database if exists "${datname}" with (force)`)
    }
  })
}

/** The URLs that the code under test reads, for one database. */
export function environment({ url, logins }, database) {
  const all = { DATABASE_URL: url, ...logins }
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [key, withDatabase(value, database)]),
  )
}

/** A database of the template, named for the process that uses it; those of processes that have ended are dropped. */
export const clone = (template, name, prefix) =>
  onServer(template.url, async (client) => {
    for (const left of await clones(client, prefix)) {
      if (left === name || !alive(Number(left.slice(prefix.length)))) await drop(client, left)
    }
    await client.query(`create database "${name}" template "${databaseOf(template.url)}"`)
  })

export const dropClones = (template, prefix) =>
  onServer(template.url, async (client) => {
    for (const left of await clones(client, prefix)) await drop(client, left)
  })

async function clones(client, prefix) {
  const { rows } = await client.query(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  )
  return rows.map(({ datname }) => datname)
}

const drop = (client, name) => client.query(`drop database if exists "${name}" with (force)`)
