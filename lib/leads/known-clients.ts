import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/with-actor'
import { limitsOf } from '../risk/queries'
import { clientKeys } from './client-key'

type Client = {
  id: string
  clientEmail: string | null
  clientPhone: string | null
  website: string | null
}

const wins = (db: Db) =>
  db
    .selectFrom('clientLeads')
    .select(['id', 'clientEmail', 'clientPhone', 'website'])
    .where('status', '=', 'closed_won')

/**
 * The won leads whose client somebody in the workspace had won before: by e-mail, business domain or phone
 * as they stand on the leads. Claims do not tell, for imported wins have none. Reads every win of the
 * workspace; of one client ask `isKnownClient`.
 */
export async function knownClients(db: Db): Promise<Set<string>> {
  const { phoneCountry } = await limitsOf(db)
  const seen = new Set<string>()
  const known = new Set<string>()
  for (const client of await wins(db).orderBy('closedAt').orderBy('id').execute()) {
    const keys = clientKeys(client, phoneCountry)
    if (keys.some((key) => seen.has(key))) known.add(client.id)
    for (const key of keys) seen.add(key)
  }
  return known
}

/** Wins that may have a key, and never fewer than have it: spelling beyond ASCII is left to `clientKeys`. */
function mayHave(key: string): RawBuilder<boolean> {
  const [kind, value] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
  if (kind === 'phone')
    return sql`(client_phone ~ '[^\\x01-\\x7f]' or strpos(regexp_replace(client_phone, '[^0-9]', '', 'g'), ${value.slice(-4)}) > 0)`
  if (kind === 'domain')
    return sql`(concat(website, client_email) ~ '[^\\x01-\\x7f]' or strpos(lower(concat(website, ' ', client_email)), ${value}) > 0)`
  const local = value.slice(0, value.lastIndexOf('@')).replaceAll('.', '')
  return sql`(client_email ~ '[^\\x01-\\x7f]' or starts_with(replace(lower(client_email), '.', ''), ${local}))`
}

/** Whether somebody in the workspace has won this client before, by another lead. */
export async function isKnownClient(db: Db, client: Client): Promise<boolean> {
  const { phoneCountry } = await limitsOf(db)
  const keys = clientKeys(client, phoneCountry)
  if (keys.length === 0) return false
  const candidates = await wins(db)
    .where('id', '<>', client.id)
    .where(sql<boolean>`(${sql.join(keys.map(mayHave), sql` or `)})`)
    .execute()
  return candidates.some((one) => clientKeys(one, phoneCountry).some((key) => keys.includes(key)))
}
