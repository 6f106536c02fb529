import pg from 'pg'

type Powers = { login: string; superuser: boolean; bypasses: boolean; owns: string | null }

const question = `
  select r.rolname as login, r.rolsuper as superuser, r.rolbypassrls as bypasses,
    (select n.nspname || '.' || c.relname
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname in ('public', 'limits', 'reporting')
       and (c.relowner = r.oid or pg_has_role(r.oid, c.relowner, 'member'))
     order by 1 limit 1) as owns
  from pg_roles r where r.rolname = session_user`

/** Why the product may not run on a login: row level security would not hold it. */
function objection({ login, superuser, bypasses, owns }: Powers): string | null {
  if (superuser) return `The login ${login} is a superuser`
  if (bypasses) return `The login ${login} bypasses row level security`
  if (owns) return `The login ${login} owns tables (${owns}) or may become their owner`
  return null
}

/** Throws, with a sentence that says what to do, unless row level security applies to this login. */
export async function checkLogin(url: string | undefined, setting: string) {
  if (!url) throw new Error(`${setting} is not set. docs/operations.md lists the settings.`)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<Powers>(question)
    const problem = rows[0] ? objection(rows[0]) : 'The login is not known to the server'
    if (problem) {
      throw new Error(
        `${problem}, so tenants would not be kept apart. Point ${setting} at the login that the set-up made for it.`,
      )
    }
  } finally {
    await client.end().catch(() => {})
  }
}
