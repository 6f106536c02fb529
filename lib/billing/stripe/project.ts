import { sql } from 'kysely'
import type { SubscriptionStatus, SubscriptionTier } from '../../customers/labels'
import { tierCredits } from '../../customers/labels'
import { tierChange } from '../../customers/rules'
import type { Db } from '../../db/with-actor'
import { record } from '../../events/record'
import { subscriptionForChange, subscriptionWords } from '../subscription'

type Mirror = {
  id: string
  status: SubscriptionStatus
  tier: SubscriptionTier | null
  periodStart: Date
  periodEnd: Date
  cancelAtPeriodEnd: boolean
  trialEnd: Date | null
}

const ended = ({ status }: Mirror) => status === 'cancelled' || status === 'incomplete_expired'

/** The one that counts of a customer's subscriptions: what runs, before what is owed, begins or is over. */
async function ruling(db: Db, customerId: string): Promise<Mirror | undefined> {
  const { rows } = await sql<Mirror>`
    select id, status, tier, period_start, period_end, cancel_at_period_end, trial_end from stripe_subscriptions
    where customer_id = ${customerId}::uuid
    order by case when status in ('active', 'trialing') then 1 when status in ('past_due', 'unpaid') then 2
      when status = 'incomplete' then 3 else 4 end, started_at desc, id desc limit 1`.execute(db)
  return rows[0]
}

type Context = Parameters<typeof record>[0]

/** Makes the customer's subscription what the one at Stripe says. Told twice, it changes nothing. */
export async function followSubscription(ctx: Context, customerId: string): Promise<void> {
  const { db, now } = ctx
  const before = await subscriptionForChange(db, customerId)
  const said = await ruling(db, customerId)
  if (!said) return
  const followed = before.stripeSubscriptionId
  // What is over, or never began, ends only what it was itself.
  if ((ended(said) || said.status === 'incomplete') && followed !== said.id) return
  const begins = !ended(said) && said.periodStart.getTime() !== before.billingPeriodStart.getTime()
  const wanted =
    said.tier ?? (before.nextTier as SubscriptionTier | null) ?? before.subscriptionTier
  const { tier, nextTier } = ended(said)
    ? { tier: before.subscriptionTier, nextTier: null }
    : begins
      ? { tier: wanted, nextTier: null }
      : tierChange(before.subscriptionTier, said.tier ?? before.subscriptionTier)
  const after = {
    subscriptionTier: tier,
    nextTier,
    subscriptionStatus: said.status,
    cancelAtPeriodEnd: !ended(said) && said.cancelAtPeriodEnd,
  }
  await db
    .updateTable('customers')
    .set({
      ...after,
      // One that is over leaves the subscription to be set by hand, or to the next one.
      stripeSubscriptionId: ended(said) ? null : said.id,
      ...(tier === before.subscriptionTier ? {} : { creditsLimit: tierCredits[tier] }),
      ...(ended(said) || begins ? {} : { billingPeriodEnd: said.periodEnd }),
      ...(said.status === 'trialing' && said.trialEnd && said.trialEnd > said.periodStart
        ? { trialStart: said.periodStart, trialEnd: said.trialEnd }
        : {}),
    })
    .where('id', '=', customerId)
    .execute()
  if (begins)
    await sql`select start_billing_period(${customerId}::uuid, ${said.periodStart}::timestamptz, ${said.periodEnd}::timestamptz,
      ${now}::timestamptz)`.execute(db)
  const words = subscriptionWords(after)
  const stood = { ...before, nextTier: before.nextTier as SubscriptionTier | null }
  if (words !== subscriptionWords(stood))
    await record(ctx, {
      type: 'customer.subscribed',
      subject: { type: 'customer', id: customerId },
      customerId,
      data: { to: words, via: 'stripe' },
    })
}
