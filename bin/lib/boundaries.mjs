// Checks bin/boundaries.config.mjs against every import of the sources.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { acrossDomains, edges, foundation, rules } from '../boundaries.config.mjs'
import { root } from './places.mjs'

const roots = ['app', 'components', 'lib', 'prisma/seed']
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

function* sources(folder) {
  let entries
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true })
  } catch {
    return
  }
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory() && entry.name !== 'generated') yield* sources(path)
    else if (/\.tsx?$/.test(entry.name)) yield path
  }
}

/** Where an import leads: a path of the clone without its ending, or a package. */
function target(file, specifier) {
  const bare = (path) => path.replace(/\.(tsx?|m?js)$/, '')
  if (specifier.startsWith('@/')) return bare(specifier.slice(2))
  if (specifier.startsWith('.')) return bare(normalize(join(dirname(file), specifier)))
  return specifier
}

export const importsOf = (file, text) =>
  [...text.matchAll(IMPORT)].map((match) => target(file, match[1] ?? match[2]))

function domainOf(path) {
  const [, name, file] = path.match(/^lib\/([^/]+)\/(.+)$/) ?? []
  return name && !foundation.includes(name) ? { name, file } : undefined
}

function betweenDomains(file, to) {
  const [from, other] = [domainOf(file), domainOf(to)]
  if (!from || !other || from.name === other.name || /\.test\.ts$/.test(file)) return undefined
  if (acrossDomains.test(other.file) || edges.includes(`${from.name} → ${other.name}`))
    return undefined
  return `${from.name} may read ${other.name}'s schema, rules and queries only; a direct edge is listed in bin/boundaries.config.mjs.`
}

/** The reasons that speak against one import. */
export function against(file, to) {
  const broken = rules.filter(
    (r) => r.from.test(file) && !r.except?.test(file) && r.to.test(to) && !r.but?.test(to),
  )
  return [...broken.map((r) => r.why), betweenDomains(file, to)].filter(Boolean)
}

/** One line per import that breaks a rule. */
export function checkBoundaries() {
  const found = []
  for (const folder of roots) {
    for (const file of sources(folder)) {
      for (const to of importsOf(file, readFileSync(join(root, file), 'utf8'))) {
        for (const why of against(file, to)) found.push(`${file} → ${to}: ${why}`)
      }
    }
  }
  return found
}
