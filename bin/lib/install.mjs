// Installs the packages of package-lock.json when node_modules does not hold them already.
import { join } from 'node:path'
import { readJson, root } from './places.mjs'
import { run } from './run.mjs'
import { Stop } from './stop.mjs'

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Stop(
    `Tandem needs Node 20.19 or newer; this is ${process.version}. Install a newer one from nodejs.org.`,
  )
}

/** Compares versions, not dates: a clone or a copied folder has dates of its own. */
export function installed() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const found = readJson(join(root, 'node_modules/.package-lock.json'))?.packages
  if (!wanted)
    throw new Stop('package-lock.json is missing. Restore it with: git checkout package-lock.json')
  if (!found) return false
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' ||
      found[path]?.version === version ||
      (!found[path] && (optional || devOptional)),
  )
}

const registry =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|E401|E403|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b/

export async function install(log, detail) {
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, [process.env.npm_execpath]]
    : ['npm', []]
  const flags = [
    'ci',
    '--include=dev',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--loglevel=http',
    '--fetch-retry-mintimeout=2000',
    '--fetch-retry-maxtimeout=10000',
  ]
  const fetched = new Set()
  const { code, output } = await run(npm[0], [...npm[1], ...flags], {
    log,
    onLine: (line) => {
      const [tarball] = line.match(/https?:\S+\.tgz/) ?? []
      if (tarball) detail(`(${fetched.add(tarball).size} packages fetched)`)
    },
  })
  if (code === 0) return
  if (/ENOSPC/.test(output))
    throw new Stop(`The disk of ${root} is full. Free about 1 GB and start again.`)
  if (/EACCES|EPERM/.test(output))
    throw new Stop(
      `npm may not write in ${root} or its cache. See ${log}, and mend the owner of those folders.`,
    )
  if (registry.test(output))
    throw new Stop(
      `The npm registry cannot be reached. Check the network, or point npm at a mirror (npm config set registry …), and start again. Details: ${log}`,
    )
  throw new Stop(`npm ci failed. Details: ${log}`)
}
