import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type { Proof } from './schema'

const items = (db: Db) =>
  db
    .selectFrom('proofs as p')
    .select([
      'p.id',
      'p.submissionId as listingId',
      'p.kind',
      'p.name',
      'p.contentType',
      'p.bytes',
      'p.sha256',
      sql<
        string | null
      >`(select coalesce(nullif(u.name, ''), u.email) from users u where u.id = p.created_by)`.as(
        'addedByName',
      ),
      'p.createdAt',
    ])
    .where('p.storedAt', 'is not', null)

/** The proofs of a listing, newest first. */
export const proofsOf = async (db: Db, listingId: string): Promise<Proof[]> =>
  (await items(db)
    .where('p.submissionId', '=', listingId)
    .orderBy('p.createdAt', 'desc')
    .orderBy('p.id', 'desc')
    .execute()) as Proof[]

export async function findProof(db: Db, id: string): Promise<Proof> {
  const row = await items(db).where('p.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('proof')
  return row as Proof
}
