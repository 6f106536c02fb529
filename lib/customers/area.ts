import type { QueryContext } from '../api/context'
import { notFound } from '../errors'
import { findCustomer } from './queries'
import { batchesOf, listingCounts, listingsOf } from './work'

/** The customer that the asking member stands for. */
export function ownCustomerId({ actor }: QueryContext): string {
  if (!actor.customerId) throw notFound('customer')
  return actor.customerId
}

/** What the first page of a customer's area says. */
export async function areaHome(ctx: QueryContext) {
  const id = ownCustomerId(ctx)
  const [customer, batches, live, counts] = await Promise.all([
    findCustomer(ctx.db, id),
    batchesOf(ctx.db, id, { limit: 5 }),
    listingsOf(ctx.db, id, { group: 'live', limit: 5 }),
    listingCounts(ctx.db, id),
  ])
  return {
    customer,
    batches: batches.items,
    live: live.items,
    counts,
  }
}
