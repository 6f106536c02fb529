// PostgreSQL refuses to run as root. As root we run it as `nobody`; where `nobody` cannot reach the files
// (a parent folder with mode 0700), a user namespace makes root look like an ordinary user instead.
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Stop } from './stop.mjs'

const NOBODY = 65534
const isRoot = process.getuid?.() === 0
const namespace = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]

const nobodyReaches = (path) =>
  spawnSync('test', ['-x', path], { uid: NOBODY, gid: NOBODY, cwd: '/' }).status === 0

function choose(bin, home) {
  if (!isRoot)
    return { owner: undefined, wrap: (command, args) => ({ command, argv: args, how: {} }) }
  mkdirSync(home, { recursive: true })
  if (nobodyReaches(join(bin, 'postgres')) && nobodyReaches(home)) {
    return {
      owner: NOBODY,
      wrap: (command, args) => ({
        command,
        argv: args,
        how: { uid: NOBODY, gid: NOBODY, cwd: '/' },
      }),
    }
  }
  if (spawnSync('unshare', [...namespace, 'true']).status !== 0) {
    throw new Stop(
      `PostgreSQL does not run as root, and the user nobody cannot reach ${bin} or ${home}. Run as an ordinary user, or move the clone and DATA_DIR to folders that others may enter.`,
    )
  }
  return {
    owner: 0,
    wrap: (command, args) => ({
      command: 'unshare',
      argv: [...namespace, command, ...args],
      how: {},
    }),
  }
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
