// The roles and logins of a database. Group roles hold the grants and are taken per transaction; three logins sign
// in: `<name>_web` and `<name>_worker` may become group roles but inherit nothing, `<name>_jobs` owns the schema
// graphile_worker and nothing else. The owner needs CREATEROLE, not superuser.
//
// Enqueueing: graphile-worker switches RLS on for its tables and writes no policies, so only who has the rights of
// their owner (`<name>_jobs`) gets past it. The owner is therefore a member of `<name>_jobs` WITH INHERIT, and
// `enqueue()`, a SECURITY DEFINER function of the owner, may call graphile_worker.add_job. On PostgreSQL 15 inheriting
// hangs on the owner role's INHERIT attribute (the default); from 16 on it is said in the grant.
import { connected, databaseOf, withLogin } from './connect.mjs'
import { secret } from './secrets.mjs'
import { Stop } from './stop.mjs'

const people = ['app_person', 'app_staff', 'app_partner', 'app_va', 'app_customer']
const groups = ['anon', 'authenticated', ...people, 'service_role']
const logins = {
  web: { takes: ['anon', ...people], env: 'APP_DATABASE_URL' },
  worker: { takes: ['service_role', ...people], env: 'WORKER_DATABASE_URL' },
  jobs: { takes: [], env: 'JOBS_DATABASE_URL' },
}

const CREATE_ROLE_RACE = ['42710', '23505']

async function createRole(client, name, attributes) {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
  if (rowCount) return
  try {
    await client.query(`create role ${client.escapeIdentifier(name)} ${attributes}`)
  } catch (error) {
    if (CREATE_ROLE_RACE.includes(error.code)) return
    if (error.code === '42501')
      throw new Stop(
        `The owner in DATABASE_URL may not create the role ${name}. As an administrator: alter role … createrole`,
      )
    throw error
  }
}

/** Grants membership when it is absent. From PostgreSQL 16 on, SET and INHERIT are said per grant. */
async function grant(client, role, member, { inherit }) {
  const modern = client.major >= 16
  const options = modern
    ? 'inherit_option as inherits, set_option as sets'
    : 'true as inherits, true as sets'
  const { rows } = await client.query(
    `select ${options} from pg_auth_members where roleid = $1::regrole and member = $2::regrole`,
    [quote(role), quote(member)],
  )
  const enough =
    rows.some((r) => r.sets && (!inherit || r.inherits)) &&
    (inherit || !modern || !rows.some((r) => r.inherits))
  if (enough) return
  const names = `${client.escapeIdentifier(role)} to ${client.escapeIdentifier(member)}`
  try {
    await client.query(`grant ${names}${modern ? ` with set true, inherit ${inherit}` : ''}`)
  } catch (error) {
    if (error.code === '42501')
      throw new Stop(
        `The owner in DATABASE_URL may not grant ${role} to ${member}: another login made that role. As an administrator: grant ${role} to <owner> with admin option`,
      )
    throw error
  }
}

const quote = (name) => `"${name.replaceAll('"', '""')}"`

async function signsIn(url) {
  try {
    await connected(url, () => {})
    return true
  } catch (error) {
    if (['28P01', '28000'].includes(error.code)) return false
    throw error
  }
}

/** Roles belong to the whole server, so the lock is one for all databases. */
async function locked(client, work) {
  await client.query('begin')
  await client.query("select pg_advisory_xact_lock(hashtext('tandem roles'))")
  const { rows } = await client.query(
    "select current_setting('server_version_num')::int / 10000 as major, current_user as owner, (select rolsuper from pg_roles where rolname = current_user) as super",
  )
  Object.assign(client, rows[0])
  await work()
  await client.query('commit')
}

/**
 * Creates what is absent and answers the three application URLs. `name` is the prefix of the logins; it is the
 * database's own name, except for tests, whose many short-lived databases share one set.
 */
export async function ensureLogins(ownerUrl, name = databaseOf(ownerUrl)) {
  const urls = {}
  for (const [kind, { env }] of Object.entries(logins)) {
    urls[env] =
      process.env[env] ||
      withLogin(ownerUrl, `${name}_${kind}`, secret(ownerUrl, name, `${name}_${kind}`))
  }
  await connected(ownerUrl, (client) =>
    locked(client, async () => {
      for (const role of groups) await createRole(client, role, 'nologin')
      for (const role of people) await grant(client, 'authenticated', role, { inherit: true })
      for (const [kind, { takes, env }] of Object.entries(logins)) {
        const login = decodeURIComponent(new URL(urls[env]).username)
        const password = client.escapeLiteral(decodeURIComponent(new URL(urls[env]).password))
        await createRole(client, login, `login noinherit password ${password}`)
        for (const role of takes) await grant(client, role, login, { inherit: false })
        await client.query(
          `grant connect on database ${client.escapeIdentifier(databaseOf(ownerUrl))} to ${quote(login)}`,
        )
        if (kind === 'jobs' && !client.super)
          await grant(client, login, client.owner, { inherit: true })
      }
      if (!client.super)
        for (const role of groups) await grant(client, role, client.owner, { inherit: false })
    }),
  )
  for (const { env } of Object.values(logins)) {
    if (await signsIn(urls[env])) continue
    const login = decodeURIComponent(new URL(urls[env]).username)
    throw new Stop(
      `The login ${login} exists with a password that is not known here. Set ${env} to its address (postgresql://${login}:<password>@…), or copy secrets.json from the DATA_DIR that made it.`,
    )
  }
  return urls
}
