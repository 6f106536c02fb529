// PostgreSQL refuses to run as root, and initdb wants a user that has a name. As root we run it as `nobody`; where
// `nobody` cannot reach the files (a parent folder with mode 0700), or where our own user has no name (a container
// with an arbitrary uid), a user namespace shows it an ordinary user instead.
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { Stop } from './stop.mjs'

const NOBODY = 65534
const uid = process.getuid?.()
const namespace = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]

const asOurselves = { wrap: (command, args) => ({ command, argv: args, how: {} }) }
const asNobody = {
  owner: NOBODY,
  wrap: (command, args) => ({ command, argv: args, how: { uid: NOBODY, gid: NOBODY, cwd: '/' } }),
}
const inNamespace = {
  owner: uid,
  wrap: (command, args) => ({
    command: 'unshare',
    argv: [...namespace, command, ...args],
    how: {},
  }),
}

const nobodyReaches = (path) =>
  spawnSync('test', ['-x', path], { uid: NOBODY, gid: NOBODY, cwd: '/' }).status === 0

function hasName() {
  try {
    return Boolean(userInfo().username)
  } catch {
    return false
  }
}

function choose(bin, home) {
  mkdirSync(home, { recursive: true })
  if (uid !== 0 && hasName()) return asOurselves
  if (uid === 0 && nobodyReaches(join(bin, 'postgres')) && nobodyReaches(home)) return asNobody
  if (spawnSync('unshare', [...namespace, 'true']).status === 0) return inNamespace
  throw new Stop(
    uid === 0
      ? `PostgreSQL does not run as root, and the user nobody cannot reach ${bin} or ${home}. Run as an ordinary user, or move the clone and DATA_DIR to folders that others may enter.`
      : `PostgreSQL needs a user with a name, and the uid ${uid} has none. Add it to /etc/passwd, or set DATABASE_URL to a server of yours.`,
  )
}

/** How to run PostgreSQL's programs here. */
export function asPostgres(bin, home) {
  const { owner, wrap } = choose(bin, home)
  return {
    owner,
    command: wrap,
    sync: (program, args) => {
      const { command, argv, how } = wrap(program, args)
      return spawnSync(command, argv, { ...how, encoding: 'utf8' })
    },
  }
}

/** Hands a file or folder to the user that PostgreSQL runs as. */
export function giveTo({ owner }, path) {
  if (owner === undefined || statSync(path).uid === owner) return
  spawnSync('chown', ['-R', `${owner}:${owner}`, path])
}
