// One short-lived connection for set-up work, with the failures of a foreign server put into words.
import { explain } from './explain.mjs'
import { Stop } from './stop.mjs'

export const databaseOf = (url) => decodeURIComponent(new URL(url).pathname.slice(1))

export function withDatabase(url, database) {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(database)}`
  return changed.href
}

export function withLogin(url, user, password) {
  const changed = new URL(url)
  changed.username = encodeURIComponent(user)
  changed.password = encodeURIComponent(password)
  return changed.href
}

export async function connected(url, work) {
  const { Client } = (await import('pg')).default
  const client = new Client({
    connectionString: url,
    application_name: 'tandem set-up',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

const maintenance = ['postgres', 'template1']

/** Connects to the server, whatever its databases are called. */
export async function onServer(url, work) {
  for (const [i, database] of maintenance.entries()) {
    let entered = false
    try {
      return await connected(withDatabase(url, database), (client) => {
        entered = true
        return work(client)
      })
    } catch (error) {
      const elsewhere =
        ['3D000', '42501', '28000'].includes(error.code) && i + 1 < maintenance.length
      if (entered || !elsewhere) throw error
    }
  }
}

export function checkUrl(url) {
  let parsed
  try {
    parsed = new URL(url)
  } catch {
    throw new Stop(
      'DATABASE_URL is not an address. It looks like postgresql://owner:password@host:5432/tandem',
    )
  }
  if (!/^postgres(ql)?:$/.test(parsed.protocol) || parsed.pathname.length < 2) {
    throw new Stop(
      'DATABASE_URL must name a PostgreSQL database: postgresql://owner:password@host:5432/tandem',
    )
  }
  return url
}

/** Refuses a server that is too old or too new, then creates the database when it is absent. */
export async function ensureDatabase(url) {
  const name = databaseOf(checkUrl(url))
  const exists = async (client) => {
    const { rows } = await client.query(
      "select current_setting('server_version_num')::int / 10000 as major, current_setting('server_version') as version",
    )
    const { major, version } = rows[0]
    if (major < 15 || major > 18)
      throw new Stop(
        `This server is PostgreSQL ${version}; Tandem needs 15 to 18. Point DATABASE_URL at another server, or unset it to use the embedded one.`,
      )
  }
  try {
    return await connected(url, exists)
  } catch (error) {
    if (error.code !== '3D000') throw inWords(error, url)
  }
  try {
    await onServer(url, async (client) => {
      await exists(client)
      await client.query(
        `create database ${client.escapeIdentifier(name)} encoding 'UTF8' template template0`,
      )
    })
  } catch (error) {
    if (['42P04', '23505'].includes(error.code)) return
    if (error.code === '42501')
      throw new Stop(
        `The database ${name} does not exist and this login may not create it. Create it (create database ${name} owner …), or: alter role … createdb`,
      )
    throw inWords(error, url)
  }
}

/** node-postgres reports all addresses of a host at once; the sentence needs one. */
function inWords(error, url) {
  if (error instanceof Stop) return error
  const first = error.errors?.[0] ?? error
  const { hostname, port, username } = new URL(url)
  if (first.code === '28P01')
    return new Stop(
      `PostgreSQL at ${hostname} refused the password of ${username}. Check user and password in DATABASE_URL.`,
    )
  if (first.code === 'ECONNREFUSED')
    return new Stop(
      `No PostgreSQL answers at ${hostname}:${port || 5432}. Start it, or unset DATABASE_URL to use the embedded one.`,
    )
  const sentence =
    explain(first) ?? (/timeout/.test(first.message) && explain({ code: 'ETIMEDOUT' }))
  return sentence
    ? new Stop(sentence, { cause: first })
    : new Stop(`PostgreSQL at ${hostname} cannot be used: ${first.message}.`, { cause: first })
}
