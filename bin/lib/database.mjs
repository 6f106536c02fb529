// A database ready for the application: created, logins made, migrated, objects applied. Safe to run at once by many.
import { connected, databaseOf, ensureDatabase, onServer } from './connect.mjs'
import { ensureLogins } from './logins.mjs'
import { migrateUp } from './migrate.mjs'
import { applyObjects } from './objects.mjs'
import { openState } from './state.mjs'
import { Stop } from './stop.mjs'

const LOCK = "hashtext('tandem set-up')"

/** A database with tables that are not Tandem's is left alone. */
async function refuseForeign(client, url) {
  const { rows } = await client.query(`
    select (select count(*)::int from pg_tables where schemaname = 'public') as tables,
           to_regclass('public._prisma_migrations') is not null as migrated,
           to_regclass('setup.state') is not null as ours,
           pg_has_role(current_user, (select datdba from pg_database where datname = current_database()), 'usage') as owned`)
  const { tables, migrated, ours, owned } = rows[0]
  if (!owned)
    throw new Stop(
      `The login in DATABASE_URL does not own the database ${databaseOf(url)}. As an administrator: alter database … owner to …`,
    )
  if (tables > 0 && !migrated && !ours)
    throw new Stop(
      `The database ${databaseOf(url)} holds tables that are not Tandem's. Name an empty or new database in DATABASE_URL.`,
    )
}

/** graphile-worker's tables belong to the jobs login, which may create a schema only for this moment. */
async function migrateQueue(client, ownerUrl, jobsUrl) {
  const { rows } = await client.query(
    "select to_regclass('graphile_worker.migrations') is null as absent",
  )
  const database = client.escapeIdentifier(databaseOf(ownerUrl))
  const login = client.escapeIdentifier(decodeURIComponent(new URL(jobsUrl).username))
  if (rows[0].absent) await client.query(`grant create on database ${database} to ${login}`)
  const { Logger, runMigrations } = await import('graphile-worker')
  try {
    await runMigrations({ connectionString: jobsUrl, logger: new Logger(() => () => {}) })
  } finally {
    if (rows[0].absent) await client.query(`revoke create on database ${database} from ${login}`)
  }
}

/** Holds the set-up lock of a database while `work(client)` runs as the owner. */
export const asOwner = (ownerUrl, work) =>
  connected(ownerUrl, async (client) => {
    await client.query(`select pg_advisory_lock(${LOCK})`)
    return work(client)
  })

export async function prepareDatabase(ownerUrl, { loginName, detail = () => {} } = {}) {
  await ensureDatabase(ownerUrl)
  await asOwner(ownerUrl, (client) => refuseForeign(client, ownerUrl))
  const logins = await ensureLogins(ownerUrl, loginName)
  await asOwner(ownerUrl, async (client) => {
    await openState(client)
    await migrateQueue(client, ownerUrl, logins.JOBS_DATABASE_URL)
    await migrateUp(client, { detail })
    await applyObjects(client)
  })
  return logins
}

export const dropDatabase = (ownerUrl) =>
  onServer(ownerUrl, (client) =>
    client.query(
      `drop database if exists ${client.escapeIdentifier(databaseOf(ownerUrl))} with (force)`,
    ),
  )
