// Where things lie: the clone, and DATA_DIR for everything that one demo writes.
// As one object: Node before 18.15 has no statfsSync, and must live to read its sentence.
import fs from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stop } from './stop.mjs'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const dataDir = () => resolve(root, process.env.DATA_DIR || '.data')
export const logs = () => join(dataDir(), 'logs')
const MB = 1024 * 1024

// Step by step: with `recursive`, Node never comes back from a place such as /proc.
function makeFolder(path) {
  if (fs.existsSync(path)) return
  makeFolder(dirname(path))
  try {
    fs.mkdirSync(path)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
}

/** Makes DATA_DIR and refuses early when it cannot hold what is about to be written. */
export function prepareDataDir(needMB) {
  const dir = dataDir()
  try {
    makeFolder(logs())
    fs.accessSync(dir, fs.constants.W_OK | fs.constants.X_OK)
  } catch (cause) {
    if (cause.code === 'ENOSPC') throw new Stop(noSpace(dir), { cause })
    throw new Stop(
      `The folder ${dir} cannot be written (${cause.code}). Set DATA_DIR to a folder of yours, or mend its owner and mode.`,
    )
  }
  const { bavail, bsize } = fs.statfsSync(dir)
  const free = Math.floor((bavail * bsize) / MB)
  if (free < needMB) {
    throw new Stop(
      `Only ${free} MB are free on the disk of ${dir}; this needs about ${needMB} MB. Free some space, or set DATA_DIR to another disk.`,
    )
  }
  return dir
}

export const noSpace = (dir) =>
  `No space is left on the disk of ${dir}. Free some and start again; nothing is lost.`

export const damaged = (file) =>
  new Stop(
    `${file} is damaged. Restore it, or delete ${dirname(file)} to begin anew; that deletes its data.`,
  )

/** Reads a JSON file; undefined when it is absent, a sentence when it is broken. */
export function readJson(file) {
  let text
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    if (error.code === 'EACCES')
      throw new Stop(`${file} belongs to another user. Set DATA_DIR to a folder of yours.`)
    throw error
  }
  try {
    return JSON.parse(text)
  } catch {
    throw damaged(file)
  }
}

/** Replaces a file in one step, so that a reader never sees half of it. */
export function writeJson(file, value) {
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  fs.renameSync(draft, file)
}
