import { withSystem } from '../db/with-actor'
import { storage } from '../storage/storage'
import { DAY_MS } from '../time'
import { proofKey } from './keep'

const reason = 'clears away uploads of proofs that never ended'

/** Uploads that began more than a day ago and never ended: the file goes first, then the row. */
export async function clearOrphans(workspaceId: string, now: Date): Promise<number> {
  const rows = await withSystem(workspaceId, reason, ({ db }) =>
    db
      .selectFrom('proofs')
      .select('id')
      .where('storedAt', 'is', null)
      .where('createdAt', '<', new Date(now.getTime() - DAY_MS))
      .limit(500)
      .execute(),
  )
  const files = await storage()
  for (const { id } of rows) await files.delete(proofKey(workspaceId, id))
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0)
    await withSystem(workspaceId, reason, ({ db }) =>
      db.deleteFrom('proofs').where('id', 'in', ids).where('storedAt', 'is', null).execute(),
    )
  return ids.length
}
