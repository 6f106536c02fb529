import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connected } from './connect.mjs'
import { asOwner, prepareDatabase } from './database.mjs'
import { freePort, isFree } from './free-port.mjs'
import { withLock } from './lock.mjs'
import { runScript } from './migrate.mjs'
import { secret } from './secrets.mjs'
import { LOGINS } from './test-database.mjs'

let folder
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a lock lets one in at a time and survives its owner', async () => {
  const file = join(folder, 'lock')
  writeFileSync(file, '999999999')
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setTimeout(resolve, 5))
    inside--
  }
  await withLock(file, work)
  await Promise.all([withLock(file, work), withLock(file, work)])
  expect(most).toBe(1)
})

test.each(['{"a":', '', 'null', '[]', '"x"', '{"embedded/agency/x": 5}'])(
  'a damaged file of secrets is named and left as it is: %s',
  (text) => {
    const before = { ...process.env }
    process.env.DATA_DIR = mkdtempSync(join(folder, 'damaged'))
    const file = join(process.env.DATA_DIR, 'secrets.json')
    writeFileSync(file, text)
    try {
      expect(() => secret('postgresql://owner@db.example/agency', 'agency', 'x')).toThrow(
        `${file} is damaged`,
      )
      expect(readFileSync(file, 'utf8')).toBe(text)
    } finally {
      Object.assign(process.env, before)
    }
  },
)

test('a port in use is seen', async () => {
  const port = await freePort()
  expect(await isFree(port)).toBe(true)
  const server = createServer().listen(port)
  expect(await isFree(port)).toBe(false)
  server.close()
})

test('two clones derive the same secrets from the same owner, and a kept one wins', () => {
  const before = { ...process.env }
  const url = 'postgresql://owner:word@db.example/agency'
  const inClone = (name) => {
    process.env.DATA_DIR = mkdtempSync(join(folder, name))
    return secret(url, 'agency', 'agency_web')
  }
  try {
    process.env.DATABASE_URL = url
    const first = inClone('a')
    expect(inClone('b')).toBe(first)
    const file = join(process.env.DATA_DIR, 'secrets.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace(first, 'kept'))
    expect(secret(url, 'agency', 'agency_web')).toBe('kept')
  } finally {
    Object.assign(process.env, before)
  }
})

const restricted = { APP_DATABASE_URL: 'service_role', JOBS_DATABASE_URL: 'app_staff' }

test.each(Object.entries(restricted))('%s may not become %s', async (login, role) => {
  await connected(process.env[login], async (client) => {
    await expect(client.query(`set role ${role}`)).rejects.toThrow('permission denied')
    await expect(client.query('create schema mine')).rejects.toThrow('permission denied')
  })
})

test('enqueue() of the owner reaches the tables of the jobs login', async () => {
  await connected(process.env.APP_DATABASE_URL, async (client) => {
    await client.query("begin; set local role app_staff; select enqueue('probe', '{}'); commit")
    await expect(client.query("select graphile_worker.add_job('probe')")).rejects.toThrow('denied')
  })
  const jobs = await connected(process.env.JOBS_DATABASE_URL, (client) =>
    client.query(
      `delete from graphile_worker._private_jobs
       where task_id = (select id from graphile_worker._private_tasks where identifier = 'probe') returning id`,
    ),
  )
  expect(jobs.rowCount).toBe(1)
})

test('preparing a database that is ready, by many at once, changes nothing', async () => {
  const url = process.env.DATABASE_URL
  const results = await Promise.all(
    [1, 2, 3].map(() => prepareDatabase(url, { loginName: LOGINS })),
  )
  expect(new Set(results.map((r) => JSON.stringify(r))).size).toBe(1)
})

test('a script outside a transaction runs statement by statement; a failing one is rolled back', async () => {
  await asOwner(process.env.DATABASE_URL, async (client) => {
    await client.query('create table scratch (a int)')
    await runScript(
      client,
      'x',
      '-- no-transaction\ncreate index concurrently scratch_a on scratch (a);\ndrop index concurrently scratch_a;\n',
    )
    await expect(
      runScript(client, 'Migration x', 'drop table scratch;\nselect nothing'),
    ).rejects.toThrow(/Migration x failed, line 2/)
    await client.query('drop table scratch')
  })
})
