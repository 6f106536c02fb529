// Demo data: seeded once per database, and remembered in it, so that a half-seeded one is never taken for good.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { databaseOf } from './connect.mjs'
import { asOwner, dropDatabase, prepareDatabase } from './database.mjs'
import { dataDir, logs, readJson } from './places.mjs'
import { node } from './run.mjs'
import { appSecrets } from './secrets.mjs'
import { recall, remember } from './state.mjs'
import { Stop } from './stop.mjs'

const RUNNING = 'running'

async function condition(client) {
  const known = await recall(client, 'seed')
  if (known && known !== RUNNING) return { result: JSON.parse(known) }
  const { rows } = await client.query('select exists (select from workspaces) as used')
  return { broken: known === RUNNING && rows[0].used, foreign: !known && rows[0].used }
}

async function runSeed(ownerUrl, logins, detail) {
  const result = join(dataDir(), `seed-result.${process.pid}.json`)
  const log = join(logs(), 'seed.log')
  const env = {
    ...process.env,
    DATABASE_URL: ownerUrl,
    DATA_DIR: dataDir(),
    ...logins,
    ...appSecrets(ownerUrl),
    SEED_RESULT: result,
    TANDEM_DEMO: '1',
  }
  const { code } = await node(['dist/seed.mjs'], {
    log,
    env,
    onLine: (line) => detail(`(${line.trim().slice(0, 60)})`),
  })
  const made = code === 0 ? readJson(result) : undefined
  rmSync(result, { force: true })
  if (made) return made
  throw new Stop(`Seeding the demo data failed; the next start begins it anew. Details: ${log}`)
}

/**
 * Seeds the database when it is empty and answers `{workspace, users}`. The set-up lock is held all the while, so
 * a second start waits for the first.
 */
export async function ensureSeeded(ownerUrl, { logins, loginName, detail }) {
  const outcome = await asOwner(ownerUrl, async (client) => {
    const { result, broken, foreign } = await condition(client)
    if (result || broken) return { result, broken }
    if (foreign)
      throw new Stop(
        `The database ${databaseOf(ownerUrl)} holds workspaces that are not the demo's. Name another database in DATABASE_URL, or empty this one with: node bin/db.mjs reset`,
      )
    await remember(client, 'seed', RUNNING)
    const made = await runSeed(ownerUrl, logins, detail)
    await remember(client, 'seed', JSON.stringify(made))
    return { result: made }
  })
  if (outcome.result) return outcome.result
  detail('(an earlier start broke off: anew)')
  await dropDatabase(ownerUrl)
  await prepareDatabase(ownerUrl, { loginName })
  return ensureSeeded(ownerUrl, { logins, loginName, detail })
}
