// Applies prisma/objects/*.sql (functions, triggers, views, policies, grants) in name order and one transaction.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execute, inTransaction, sha256 } from './migrate.mjs'
import { root } from './places.mjs'
import { forget, recall, remember } from './state.mjs'

const folder = join(root, 'prisma/objects')

export function objects() {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.sort().map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }))
}

export const objectsChecksum = () =>
  sha256(
    objects()
      .map((o) => `${o.name}\n${o.sql}`)
      .join('\n'),
  )

/** Applies the files when they differ from what was applied last, or always with `again`. */
export async function applyObjects(client, { again = false } = {}) {
  const checksum = objectsChecksum()
  if (!again && (await recall(client, 'objects')) === checksum) return false
  await inTransaction(client, async () => {
    for (const { name, sql } of objects()) await execute(client, `prisma/objects/${name}`, sql)
    await remember(client, 'objects', checksum)
  })
  return true
}

/** After a migration went down, the objects must be applied again even if their text is the same. */
export const objectsChanged = (client) => forget(client, 'objects')
