// Makes what runs: Prisma's client, the web application, the worker and the seed. Each is skipped when it was made
// from the same sources before.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './places.mjs'
import { node } from './run.mjs'
import { Stop } from './stop.mjs'
import { treeHash } from './tree-hash.mjs'

export const program = (path) => join(root, 'node_modules', path)

const stamps = {
  client: join(root, 'lib/db/generated/.made-from'),
  bundles: join(root, 'dist/.made-from'),
  web: join(root, '.next/.made-from'),
}

const current = (stamp, hash) => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash

function stampWith(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
}

/** The environment of build steps: no database, no network chatter, the engine of our own. */
export function buildEnv() {
  const { DATABASE_URL, NODE_ENV, ...rest } = process.env
  return {
    ...rest,
    PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
    PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'bin/lib/schema-engine.mjs'),
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    CHECKPOINT_DISABLE: '1',
  }
}

function failed(what, log, { output }) {
  if (/ENOSPC/.test(output))
    return new Stop(`The disk of ${root} is full. Free some space and start again.`)
  const reason = output
    .split('\n')
    .filter((l) => /error|failed/i.test(l))[0]
    ?.trim()
    .slice(0, 200)
  return new Stop(`${what} failed${reason ? `: ${reason}` : ''}. Details: ${log}`)
}

export const clientIsMade = () => current(stamps.client, treeHash('prisma/schema'))
export const bundlesAreMade = () => current(stamps.bundles, treeHash())
export const webIsMade = () =>
  current(stamps.web, treeHash()) && existsSync(join(root, '.next/BUILD_ID'))

export async function makeClient(log) {
  const hash = treeHash('prisma/schema')
  const result = await node([program('prisma/build/index.js'), 'generate'], {
    log,
    env: buildEnv(),
  })
  if (result.code !== 0) throw failed('Generating the database client', log, result)
  stampWith(stamps.client, hash)
}

/** The script that pages of other sites load, for browsers of the last five years. */
export const snippet = {
  absWorkingDir: root,
  entryPoints: { t: 'lib/capture/browser/snippet.ts' },
  outdir: 'dist',
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2021',
  logLevel: 'silent',
}

/** Worker, web server and seed as one file each; packages stay outside. And the script for the pages of other sites. */
export async function makeBundles(log) {
  const hash = treeHash()
  const { build } = await import('esbuild')
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  try {
    await build({
      absWorkingDir: root,
      entryPoints: {
        worker: 'lib/jobs/worker.ts',
        web: 'lib/api/server.ts',
        seed: 'prisma/seed/seed.ts',
      },
      outdir: 'dist',
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      jsx: 'automatic',
      sourcemap: 'linked',
      logLevel: 'silent',
    })
    await build(snippet)
  } catch (error) {
    writeFileSync(log, String(error.message))
    throw failed('Bundling the worker', log, { output: String(error.message) })
  }
  stampWith(stamps.bundles, hash)
}

export async function makeWeb(log, detail = () => {}) {
  const hash = treeHash()
  const result = await node([program('next/dist/bin/next'), 'build'], {
    log,
    env: buildEnv(),
    onLine: (line) => {
      const stage = line.match(
        /(Creating an optimized|Compiled|Running TypeScript|Collecting page data|Generating static pages|Finalizing)/,
      )
      if (stage) detail(`(${stage[1].toLowerCase()})`)
    },
  })
  if (result.code !== 0) throw failed('Building the application', log, result)
  stampWith(stamps.web, hash)
}
