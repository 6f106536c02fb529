// Runs Playwright against a seeded Tandem of its own: a scratch database, a free port.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { program } from './build.mjs'
import { dropDatabase } from './database.mjs'
import { freePort } from './free-port.mjs'
import { dataDir } from './places.mjs'
import { node } from './run.mjs'
import { startTandem } from './start.mjs'
import { LOGINS, testServer } from './test-database.mjs'

/** Journeys play Stripe and a directory at these addresses. */
async function outsiders() {
  const site = await freePort()
  return {
    DIRECTORY_SITE_PORT: String(site),
    AUTOMATION_TRUSTED_ORIGINS: `http://localhost:${site}`,
    STRIPE_SECRET_KEY: 'sk_test_journeys',
    STRIPE_WEBHOOK_SECRET: 'whsec_for_tests',
    STRIPE_API_HOST: '127.0.0.1',
    STRIPE_API_PORT: String(await freePort()),
    STRIPE_API_PROTOCOL: 'http',
    STRIPE_PRICE_BASIC: 'price_basic',
    STRIPE_PRICE_PRO: 'price_pro',
    STRIPE_PRICE_ENTERPRISE: 'price_enterprise',
  }
}

async function openScratch() {
  const server = await testServer()
  const ownerUrl = server.url(`tandem_test_journeys_${process.pid}`)
  const release = async () => {
    await dropDatabase(ownerUrl)
    await server.release()
  }
  return { ownerUrl, release }
}

/** Everything that was started ends with the journeys, or with the command when that is interrupted. */
function once(onStop) {
  const undo = []
  const end = async () => {
    for (const work of undo.splice(0).reverse()) await work()
  }
  onStop(end)
  return { collect: (work) => undo.push(work), end }
}

export async function runJourneys({ log, passedOn, onStop, env }) {
  const { collect, end } = once(onStop)
  rmSync(join(dataDir(), 'mail'), { recursive: true, force: true })
  const browser = await findBrowser()
  try {
    const settings = await outsiders()
    const { demo } = await startTandem({
      settings,
      port: await freePort(),
      onStop: collect,
      open: openScratch,
      loginName: LOGINS,
    })
    return await node([program('@playwright/test/cli.js'), 'test', ...passedOn], {
      log,
      env: {
        ...env,
        ...browser,
        ...settings,
        BASE_URL: demo.url,
        DEMO_JSON: join(dataDir(), 'demo.json'),
      },
    })
  } finally {
    await end()
  }
}
