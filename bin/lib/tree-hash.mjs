// A fingerprint of the files that a build is made of: contents, not dates, which a clone or a copy changes.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.mjs'

const BESIDE = new Set([
  'node_modules',
  'dist',
  'docs',
  'e2e',
  'bench',
  'bin',
  'data',
  'test-results',
  'playwright-report',
])
const matters = (name) =>
  !/\.(test\.tsx?|md|tsbuildinfo)$|^next-env\.d\.ts$|^(vitest|playwright)\.config\.ts$/.test(name)

function* files(folder, top = true) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'generated') continue
    if (top && BESIDE.has(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* files(path, false)
    else if (entry.isFile() && matters(entry.name)) yield path
  }
}

/** The hash of a folder of the clone, or of all sources. */
export function treeHash(folder = '') {
  const hash = createHash('sha256').update(process.version)
  for (const path of files(folder, folder === ''))
    hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}
