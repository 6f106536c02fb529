// From a fresh clone to something that can start: packages, generated client, bundles, build.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { install, installed } from './install.mjs'
import { withLock } from './lock.mjs'
import { logs, root } from './places.mjs'
import { say, step } from './say.mjs'

/** One at a time per clone: two demos beside each other share node_modules and the build. */
export function alone(work) {
  mkdirSync(join(root, '.data'), { recursive: true })
  let told = false
  return withLock(join(root, '.data/prepare.lock'), work, (pid) => {
    if (!told)
      say(`  … waiting: another start (process ${pid}) is installing or building in this clone`)
    told = true
  })
}

export const installPackages = () =>
  alone(async () => {
    if (installed()) return
    await step('Install packages', (detail) => install(join(logs(), 'install.log'), detail))
  })

export const buildAll = () =>
  alone(async () => {
    const { bundlesAreMade, clientIsMade, makeBundles, makeClient, makeWeb, webIsMade } =
      await import('./build.mjs')
    const log = (name) => join(logs(), `${name}.log`)
    if (!clientIsMade())
      await step('Generate the database client', () => makeClient(log('generate')))
    if (!bundlesAreMade()) await step('Bundle worker and seed', () => makeBundles(log('bundle')))
    if (!webIsMade()) await step('Build the application', (detail) => makeWeb(log('build'), detail))
  })
