// Finds a Chromium for Playwright: CHROMIUM_PATH, the system's, Playwright's own, its download, one from npm, or apt.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './places.mjs'
import { Stop } from './stop.mjs'

const system = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(
  (n) => `/usr/bin/${n}`,
)
const NPM_CHROMIUM = '@sparticuz/chromium@153.0.0'

const runs = (path, env = {}) =>
  existsSync(path) &&
  spawnSync(path, ['--version', '--no-sandbox'], {
    env: { ...process.env, ...env },
    timeout: 20_000,
  }).status === 0

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  if (!existsSync(path)) {
    const cli = join(root, 'node_modules/@playwright/test/cli.js')
    spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 180_000 })
  }
  return runs(path) ? { CHROMIUM_PATH: path } : undefined
}

/** Its own configuration looks for fonts in /tmp, where we do not unpack it; without any, text has no size. */
const fontsAt = (home) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(home, 'fonts-cache')}</cachedir>
</fontconfig>
`

/** A build for plain containers, with the libraries that those lack. */
async function fromNpm() {
  const home = join(root, '.data/chromium')
  mkdirSync(home, { recursive: true })
  const name = NPM_CHROMIUM.slice(0, NPM_CHROMIUM.lastIndexOf('@'))
  const at = join(home, 'node_modules', name)
  if (!existsSync(at)) {
    const args = [
      'install',
      '--prefix',
      home,
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      NPM_CHROMIUM,
    ]
    if (spawnSync('npm', args, { stdio: 'ignore' }).status !== 0) return undefined
  }
  // It unpacks into the temporary folder, which would be shared by all clones and never refreshed.
  const before = process.env.TMPDIR
  process.env.TMPDIR = home
  try {
    const chromium = await import(pathToFileURL(join(at, 'build/index.js')).href)
    const path = await chromium.default.executablePath()
    if (!existsSync(join(home, 'al2023/lib'))) await chromium.inflate(join(at, 'bin/al2023.tar.br'))
    writeFileSync(join(home, 'fonts/fonts.conf'), fontsAt(home))
    const env = { LD_LIBRARY_PATH: join(home, 'al2023/lib'), FONTCONFIG_PATH: join(home, 'fonts') }
    return runs(path, env) ? { CHROMIUM_PATH: path, ...env } : undefined
  } catch {
    return undefined
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

function fromApt() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  const install =
    'apt-get update -qq && apt-get install -y --no-install-recommends chromium fonts-liberation'
  spawnSync('sh', ['-c', install], { stdio: 'ignore' })
  return runs('/usr/bin/chromium') ? { CHROMIUM_PATH: '/usr/bin/chromium' } : undefined
}

/** Answers the environment that playwright.config.ts reads. */
export async function findBrowser() {
  const known = [process.env.CHROMIUM_PATH, ...system].find((path) => path && runs(path))
  if (known) return { CHROMIUM_PATH: known }
  const found = (await playwrightsOwn()) ?? (await fromNpm()) ?? fromApt()
  if (found) return found
  throw new Stop(
    'No Chromium was found or could be fetched. Install one and set CHROMIUM_PATH to it.',
  )
}
