// A lock between processes of one machine: a file that holds the owner's process id.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

export function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

const ownerOf = (file) => {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function take(file) {
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(mine)
  }
}

/** Moves a dead owner's lock away; should another have taken it just before, gives it back. */
function discard(file, owner) {
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
    if (ownerOf(aside) !== owner) linkSync(aside, file)
  } catch {
    // another process was faster: the next round looks again
  }
  rmSync(aside, { force: true })
}

/** Runs `work` while holding the lock; `waiting(pid)` is called while another process holds it. */
export async function withLock(file, work, waiting = () => {}) {
  while (!take(file)) {
    const owner = ownerOf(file)
    if (owner !== undefined && !alive(owner)) discard(file, owner)
    else {
      if (owner !== undefined) waiting(owner)
      await sleep(50)
    }
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}
