import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { record } from '../events/record'
import { holdListing } from './hold'
import { findListing } from './queries'
import { isWatched } from './rules'
import type { Editing } from './schema'

const figureNames = [
  'backlinkUrl',
  'searchRank',
  'impressions',
  'clicks',
  'trafficEstimate',
  'leadEstimate',
] as const

/** Changes what is known of a listing, but not where it stands; what is left out stays. */
export async function editListing(ctx: CommandContext, { id, ...given }: Editing) {
  const { db, now } = ctx
  const held = await holdListing(ctx, id)
  if (given.listingUrl === null && held.status === 'approved')
    throw new AppError('invalid', 'A live listing has an address.', {
      listingUrl: 'Please give the address, or mark the listing as gone.',
    })
  const changes = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Omit<Editing, 'id'>
  if (Object.keys(changes).length === 0) return findListing(db, id)
  const measured = figureNames.some((name) => name in changes)
  const moved = changes.listingUrl !== undefined && changes.listingUrl !== held.listingUrl
  await db
    .updateTable('directorySubmissions')
    .set({
      ...changes,
      ...(measured ? { figuresAt: now } : {}),
      // Another page: what was seen of the old one says nothing.
      ...(moved
        ? {
            checkFailures: 0,
            linkState: null,
            nextCheckAt: changes.listingUrl && isWatched(held.status) ? now : null,
          }
        : {}),
      updatedAt: now,
    })
    .where('id', '=', id)
    .execute()
  await record(ctx, {
    type: 'listing.edited',
    subject: { type: 'listing', id },
    data: { fields: Object.keys(changes) },
  })
  return findListing(db, id)
}
