import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../api/context'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { findCustomer } from './queries'
import { batchesOf, listingCounts, listingsOf, questionsOf } from './work'

/** The customer that the asking member stands for. */
export function ownCustomerId({ actor }: QueryContext): string {
  if (!actor.customerId) throw notFound('customer')
  return actor.customerId
}

/** What the first page of a customer's area says. */
export async function areaHome(ctx: QueryContext) {
  const id = ownCustomerId(ctx)
  const [customer, questions, batches, live, counts] = await Promise.all([
    findCustomer(ctx.db, id),
    questionsOf(ctx.db, id),
    batchesOf(ctx.db, id, { limit: 5 }),
    listingsOf(ctx.db, id, { group: 'live', limit: 5 }),
    listingCounts(ctx.db, id),
  ])
  return {
    customer,
    waiting: questions.filter(({ answeredAt }) => answeredAt === null),
    batches: batches.items,
    live: live.items,
    counts,
  }
}

/** The customer's answer; the action goes back to whoever works on it. */
export async function answerQuestion(
  ctx: CommandContext,
  { id, answer }: { id: string; answer: string },
): Promise<void> {
  const customerId = ownCustomerId(ctx)
  const { rows } = await sql<{ title: string }>`
    update pending_actions set customer_answer = ${answer}, answered_at = ${ctx.now}::timestamptz, status = 'pending'
    where id = ${id}::uuid and customer_id = ${customerId}::uuid and status = 'requires_customer'
    returning title`.execute(ctx.db)
  if (!rows[0]) {
    const known = await ctx.db
      .selectFrom('pendingActions')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst()
    if (!known) throw notFound('question')
    throw new AppError('conflict', 'This question does not wait for an answer any more.')
  }
  await record(ctx, {
    type: 'action.answered',
    subject: { type: 'action', id },
    customerId,
    data: { title: rows[0].title },
  })
}
