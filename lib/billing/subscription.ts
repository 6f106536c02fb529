import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import {
  type SubscriptionStatus,
  type SubscriptionTier,
  subscriptionStatusLabels,
  subscriptionTierLabels,
  tierCredits,
} from '../customers/labels'
import { startsAnew, tierChange, trialDays } from '../customers/rules'
import type { Db } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { addDays } from '../time'
import type { SubscriptionChange } from './schema'

/** Locks the customer and answers their subscription. */
export async function subscriptionForChange(db: Db, id: string) {
  const row = await db
    .selectFrom('customers')
    .select([
      'subscriptionTier',
      'subscriptionStatus',
      'nextTier',
      'cancelAtPeriodEnd',
      'creditsLimit',
      'billingPeriodStart',
      'billingPeriodEnd',
      'trialEnd',
      'archivedAt',
      'stripeCustomerId',
      'stripeSubscriptionId',
    ])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('customer')
  return {
    ...row,
    subscriptionTier: row.subscriptionTier as SubscriptionTier,
    subscriptionStatus: row.subscriptionStatus as SubscriptionStatus,
  }
}

type Standing = {
  subscriptionTier: SubscriptionTier
  nextTier: SubscriptionTier | null
  subscriptionStatus: SubscriptionStatus
  cancelAtPeriodEnd: boolean
}

/** The subscription in a few words: "Pro, active; Basic from the next period". */
export const subscriptionWords = (standing: Standing): string => {
  const now = `${subscriptionTierLabels[standing.subscriptionTier]}, ${subscriptionStatusLabels[standing.subscriptionStatus].toLowerCase()}`
  if (standing.cancelAtPeriodEnd) return `${now}; ends with the period`
  return standing.nextTier
    ? `${now}; ${subscriptionTierLabels[standing.nextTier]} from the next period`
    : now
}

/** A period from today on: a month, or as long as the trial, after which months are counted. */
async function beginPeriod({ db, now, tx, actor }: CommandContext, id: string, tries: boolean) {
  const trialEnd = tries ? addDays(now, trialDays, actor.workspace.timezone) : null
  if (trialEnd)
    await tx.customer.updateMany({
      where: { id },
      data: { billingAnchor: trialEnd, trialStart: now, trialEnd },
    })
  await sql`select start_billing_period(${id}::uuid, ${now}::timestamptz, ${trialEnd}::timestamptz, ${now}::timestamptz)`.execute(
    db,
  )
}

/** Sets tier and state by hand: up at once, down at the end of the period. */
export async function changeSubscription(
  ctx: CommandContext,
  { id, subscriptionTier: wanted, status, cancelAtPeriodEnd }: SubscriptionChange,
): Promise<void> {
  const { db, tx } = ctx
  const before = await subscriptionForChange(db, id)
  if (before.archivedAt)
    throw new AppError('conflict', 'This customer is archived. Restore them first.')
  if (before.stripeSubscriptionId)
    throw new AppError('conflict', 'Stripe tells what this subscription is. Change it there.')
  const tries = status === 'trialing'
  if (tries && before.subscriptionStatus === 'trialing')
    throw new AppError('conflict', 'This customer is in a trial already.')
  const anew = tries || (status === 'active' && startsAnew(before.subscriptionStatus))
  const tier = wanted ?? before.subscriptionTier
  const { tier: subscriptionTier, nextTier } = anew
    ? { tier, nextTier: null }
    : wanted
      ? tierChange(before.subscriptionTier, wanted)
      : { tier, nextTier: before.nextTier as SubscriptionTier | null }
  const ended = status === 'cancelled'
  const after: Standing = {
    subscriptionTier,
    nextTier: ended ? null : nextTier,
    subscriptionStatus: status ?? before.subscriptionStatus,
    cancelAtPeriodEnd: ended || anew ? false : (cancelAtPeriodEnd ?? before.cancelAtPeriodEnd),
  }
  const ending = ['cancelled', 'incomplete_expired'].includes(after.subscriptionStatus)
  if (ending && cancelAtPeriodEnd)
    throw new AppError('conflict', 'This subscription has ended already.', {
      cancelAtPeriodEnd: 'This subscription has ended already.',
    })
  await tx.customer.updateMany({
    where: { id },
    data: {
      ...after,
      ...(subscriptionTier === before.subscriptionTier
        ? {}
        : { creditsLimit: tierCredits[subscriptionTier] }),
    },
  })
  if (anew) await beginPeriod(ctx, id, tries)
  await record(ctx, {
    type: 'customer.subscribed',
    subject: { type: 'customer', id },
    customerId: id,
    data: { to: subscriptionWords(after) },
  })
}

/** Brings a customer into the billing period of today; again, it changes nothing. */
export async function resetPeriod({ db, now }: CommandContext, id: string): Promise<boolean> {
  await subscriptionForChange(db, id)
  const { rows } = await sql<{ begun: boolean }>`
    select reset_customer_billing_period(${id}::uuid, ${now}::timestamptz) as begun`.execute(db)
  return rows[0]?.begun ?? false
}
