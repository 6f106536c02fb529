import type { Actor } from '../auth/actor'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type { ListingStatus } from './labels'

/** What a change of a listing runs with, by a person or by the clock. */
export type ListingContext = { actor: Actor; now: Date; db: Db }

/**
 * A listing, held until the transaction ends. Its directory is locked before it, for the directory's
 * statistics change with its status, and everybody else takes the two in this order.
 */
export async function holdListing({ db }: Pick<ListingContext, 'db'>, id: string) {
  const found = await db
    .selectFrom('directorySubmissions')
    .select('directoryId')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw notFound('listing')
  await db
    .selectFrom('directories')
    .select('id')
    .where('id', '=', found.directoryId)
    .forNoKeyUpdate()
    .execute()
  const row = await db
    .selectFrom('directorySubmissions')
    .select([
      'id',
      'workspaceId',
      'customerId',
      'directoryId',
      'status',
      'listingUrl',
      'linkState',
      'lastCheckedAt',
      'checkFailures',
    ])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  return { ...row, status: row.status as ListingStatus }
}

export type HeldListing = Awaited<ReturnType<typeof holdListing>>
