// Applies prisma/migrations with the bookkeeping table of `prisma migrate deploy`, in 0.1 s and without its engine.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.mjs'
import { Stop } from './stop.mjs'

const folder = join(root, 'prisma/migrations')
export const sha256 = (text) => createHash('sha256').update(text).digest('hex')

/** The migrations of this checkout, oldest first. */
export function migrations() {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const up = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      const down = join(folder, name, 'down.sql')
      return {
        name,
        up,
        checksum: sha256(up),
        down: existsSync(down) ? readFileSync(down, 'utf8') : undefined,
      }
    })
}

async function applied(client) {
  await client.query(`create table if not exists _prisma_migrations (
    id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
    migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
    started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`)
  const { rows } = await client.query(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  )
  return new Map(rows.map((row) => [row.migration_name, row]))
}

/** The line of a script that PostgreSQL's error position points at. */
function at(sql, error) {
  const line = error.position
    ? `, line ${sql.slice(0, Number(error.position)).split('\n').length}`
    : ''
  return `${line}: ${error.message}${error.hint ? ` (${error.hint})` : ''}`
}

/** The server's condition, not the script's fault. */
const CIRCUMSTANCES = ['53100', '53300', '57P01']

/** Runs SQL inside the caller's transaction, if any; a failure names the script and the line. */
export async function execute(client, label, sql) {
  try {
    await client.query(sql)
  } catch (error) {
    if (CIRCUMSTANCES.includes(error.code)) throw error
    throw new Stop(`${label} failed${at(sql, error)}`, { cause: error })
  }
}

export async function inTransaction(client, work) {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/**
 * Runs a script in a transaction of its own; one that begins with `-- no-transaction` (create index concurrently)
 * runs statement by statement, each ending its line with a semicolon.
 */
export async function runScript(client, label, sql, bookkeeping = async () => {}) {
  if (!sql.startsWith('-- no-transaction')) {
    return inTransaction(client, async () => {
      await execute(client, label, sql)
      await bookkeeping()
    })
  }
  const statements = sql.split(/;[ \t]*(?:\n|$)/)
  for (const statement of statements) {
    if (statement.replace(/--.*$/gm, '').trim()) await execute(client, label, statement)
  }
  await bookkeeping()
}

/** Brings the database up to this checkout, or to the migration `upTo`; answers how many it applied. */
export async function migrateUp(client, { upTo, detail = () => {} } = {}) {
  const done = await applied(client)
  const known = migrations()
  const stranger = [...done.keys()].find((name) => !known.some((m) => m.name === name))
  if (stranger)
    throw new Stop(
      `The database holds the migration ${stranger}, which this checkout does not know. Update the checkout, or use another database.`,
    )
  let count = 0
  for (const { name, up, checksum } of known) {
    const row = done.get(name)
    if (row?.finished_at && row.checksum === checksum) continue
    if (row?.finished_at)
      throw new Stop(
        `The migration ${name} was changed after it was applied here. Migrations are append-only; during development start anew with: node bin/db.mjs reset`,
      )
    if (row)
      await client.query(
        'delete from _prisma_migrations where migration_name = $1 and finished_at is null',
        [name],
      )
    await runScript(client, `Migration ${name}`, up, () =>
      client.query(
        'insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)',
        [randomUUID(), checksum, name],
      ),
    )
    detail(`(${++count})`)
    if (name === upTo) break
  }
  return count
}

/** Takes the last `count` migrations back; answers their names. */
export async function migrateDown(client, count = 1) {
  const done = await applied(client)
  const last = migrations()
    .filter((m) => done.has(m.name))
    .reverse()
    .slice(0, count)
  for (const { name, down } of last) {
    if (!down) throw new Stop(`The migration ${name} has no down.sql.`)
    await runScript(client, `down.sql of ${name}`, down, () =>
      client.query('delete from _prisma_migrations where migration_name = $1', [name]),
    )
  }
  return last.map((m) => m.name)
}
