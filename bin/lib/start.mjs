// Starts Tandem on a seeded database and writes `demo.json`. Used by the demo and by the browser journeys.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkUrl, databaseOf } from './connect.mjs'
import { prepareDatabase } from './database.mjs'
import { freePort } from './free-port.mjs'
import { dataDir, logs, writeJson } from './places.mjs'
import { usePostgres } from './postgres.mjs'
import { buildAll } from './prepare.mjs'
import { healthy, startProcesses } from './processes.mjs'
import { step } from './say.mjs'
import { appSecrets } from './secrets.mjs'
import { ensureSeeded } from './seed.mjs'

const DATABASE = 'tandem'

/** The database server: DATABASE_URL's, or our own. */
export async function openServer() {
  const own = process.env.DATABASE_URL
  if (own) return { ownerUrl: checkUrl(own), release: async () => {} }
  const server = await usePostgres(dataDir(), { log: join(logs(), 'postgres.log') })
  return { ownerUrl: server.url(DATABASE), release: server.release }
}

async function environments(ownerUrl, logins, { port, settings }) {
  const mail = join(dataDir(), 'mail')
  mkdirSync(mail, { recursive: true })
  const mailPort = await freePort()
  const shared = {
    ...appSecrets(ownerUrl),
    APP_URL: `http://localhost:${port}`,
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    MAIL_DIR: mail,
    DATA_DIR: dataDir(),
    TANDEM_DEMO: '1',
    ...settings,
  }
  const { APP_DATABASE_URL, WORKER_DATABASE_URL, JOBS_DATABASE_URL } = logins
  return {
    web: { ...shared, PORT: port, APP_DATABASE_URL },
    worker: { ...shared, WORKER_DATABASE_URL, JOBS_DATABASE_URL, MAIL_CATCHER_PORT: mailPort },
  }
}

/**
 * Answers `{demo, ended}`. `onStop(work)` collects what must be undone, also when a later part fails; `loginName`
 * is the prefix of the logins when it is not the database's name; `settings` are more of the application's own.
 */
export async function startTandem({ port, onStop, open = openServer, loginName, settings }) {
  const building = buildAll()
  building.catch(() => {})
  const { ownerUrl, release } = await step('Start the database', open)
  onStop(release)
  const logins = await step(`Prepare the database ${databaseOf(ownerUrl)}`, (detail) =>
    prepareDatabase(ownerUrl, { loginName, detail }),
  )
  await building
  const people = await step('Fill in the demo data', (detail) =>
    ensureSeeded(ownerUrl, { logins, loginName, detail }),
  )
  const url = `http://localhost:${port}`
  const processes = await step('Start web and worker', async () => {
    const started = startProcesses(await environments(ownerUrl, logins, { port, settings }))
    onStop(started.stop)
    await healthy(url, started.ended)
    return started
  })
  const demo = { url, databaseUrl: ownerUrl, appDatabaseUrl: logins.APP_DATABASE_URL, ...people }
  writeJson(join(dataDir(), 'demo.json'), demo)
  return { demo, ended: processes.ended }
}
