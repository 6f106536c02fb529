// node bin/db.mjs start | migrate | down [count] | reset | url [owner|web|worker|jobs] | psql [login]
// Works on DATABASE_URL, or on the embedded PostgreSQL of DATA_DIR.
import { spawnSync } from 'node:child_process'
import { command } from './lib/command.mjs'
import { databaseOf } from './lib/connect.mjs'
import { asOwner, dropDatabase, prepareDatabase } from './lib/database.mjs'
import { checkNode } from './lib/install.mjs'
import { migrateDown } from './lib/migrate.mjs'
import { objectsChanged } from './lib/objects.mjs'
import { prepareDataDir } from './lib/places.mjs'
import { say } from './lib/say.mjs'
import { openServer } from './lib/start.mjs'
import { Stop } from './lib/stop.mjs'

const [action, argument] = process.argv.slice(2)

async function urlFor(ownerUrl, login = 'owner') {
  const logins = await prepareDatabase(ownerUrl)
  const urls = {
    owner: ownerUrl,
    web: logins.APP_DATABASE_URL,
    worker: logins.WORKER_DATABASE_URL,
    jobs: logins.JOBS_DATABASE_URL,
  }
  if (!urls[login]) throw new Stop(`There is no login ${login}: owner, web, worker or jobs.`)
  return urls[login]
}

const actions = {
  async start(ownerUrl, { untilStopped }) {
    say(await urlFor(ownerUrl))
    // A promise alone would not keep the process alive.
    await untilStopped(new Promise(() => setInterval(() => {}, 2 ** 30)))
  },
  async migrate(ownerUrl) {
    await prepareDatabase(ownerUrl)
    say(`${databaseOf(ownerUrl)} is up to date.`)
  },
  async down(ownerUrl) {
    const names = await asOwner(ownerUrl, async (client) => {
      await objectsChanged(client)
      return migrateDown(client, Number(argument ?? 1))
    })
    say(names.length ? `Taken back: ${names.join(', ')}` : 'There is nothing to take back.')
  },
  async reset(ownerUrl) {
    await dropDatabase(ownerUrl)
    await prepareDatabase(ownerUrl)
    say(`${databaseOf(ownerUrl)} is empty and up to date.`)
  },
  async url(ownerUrl) {
    say(await urlFor(ownerUrl, argument))
  },
  async psql(ownerUrl) {
    const { error, status } = spawnSync('psql', [await urlFor(ownerUrl, argument)], {
      stdio: 'inherit',
    })
    if (error)
      throw new Stop(
        'psql is not installed here. Use any client with the address of: node bin/db.mjs url',
      )
    return status
  },
}

await command('db', async (frame) => {
  checkNode()
  if (!actions[action])
    throw new Stop(
      'Say what to do: start, migrate, down [count], reset, url [login] or psql [login].',
    )
  prepareDataDir(100)
  const server = await openServer()
  frame.onStop(server.release)
  return actions[action](server.ownerUrl, frame)
})
