import type { Db } from '../db/with-actor'
import { limitsOf } from '../risk/queries'
import { clientKeys } from './client-key'

type Client = {
  id: string
  clientEmail: string | null
  clientPhone: string | null
  website: string | null
}

/**
 * The leads, won ones and the one about to be, whose client somebody in the workspace had won before: by
 * e-mail, business domain or phone as they stand on the leads. Claims do not tell, for imported wins have
 * none. Reads every win of the workspace, so ask only where a rule does.
 */
export async function knownClients(db: Db, next?: Client): Promise<Set<string>> {
  const { phoneCountry } = await limitsOf(db)
  const won = await db
    .selectFrom('clientLeads')
    .select(['id', 'clientEmail', 'clientPhone', 'website'])
    .where('status', '=', 'closed_won')
    .orderBy('closedAt')
    .orderBy('id')
    .execute()
  const seen = new Set<string>()
  const known = new Set<string>()
  for (const client of next ? [...won, next] : won) {
    const keys = clientKeys(client, phoneCountry)
    if (keys.some((key) => seen.has(key))) known.add(client.id)
    for (const key of keys) seen.add(key)
  }
  return known
}
