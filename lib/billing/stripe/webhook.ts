import { sql } from 'kysely'
import type Stripe from 'stripe'
import { withActor } from '../../db/with-actor'
import { env } from '../../env'
import { AppError } from '../../errors'
import { openStripe } from '../../integrations/stripe'
import { readSubscription } from './said'

const idOf = (value: string | { id: string } | null | undefined) =>
  typeof value === 'string' ? value : (value?.id ?? null)

type News = { customer: string; subscription: string; said: object | null }

/** What an event says of whose subscription; null for the many that say nothing of one. */
function newsOf(event: Stripe.Event): News | null {
  switch (event.type) {
    case 'customer.subscription.created':
    case 'customer.subscription.updated':
    case 'customer.subscription.deleted':
    case 'customer.subscription.paused':
    case 'customer.subscription.resumed': {
      const subscription = event.data.object
      const customer = idOf(subscription.customer)
      if (!customer) return null
      return { customer, subscription: subscription.id, said: readSubscription(subscription) }
    }
    case 'checkout.session.completed': {
      const customer = idOf(event.data.object.customer)
      const subscription = idOf(event.data.object.subscription)
      return customer && subscription ? { customer, subscription, said: null } : null
    }
    default:
      return null
  }
}

/** Takes what Stripe tells, if its signature is right; the same event again changes nothing. */
export async function receiveStripe(
  { body, signature }: { body: string; signature: string },
  { now, address }: { now: Date; address: string },
): Promise<void> {
  const secret = env.stripeWebhookSecret
  if (!secret) throw new AppError('not_found', 'Stripe is not connected here.')
  const { webhooks } = await openStripe()
  let event: Stripe.Event
  try {
    event = await webhooks.constructEventAsync(body, signature, secret)
  } catch {
    throw new AppError('unauthenticated', 'The signature is missing, old or wrong.')
  }
  const news = newsOf(event)
  if (!news) return
  await withActor({ kind: 'visitor', address }, ({ db }) =>
    sql`select receive_stripe_event(${event.id}, ${event.type}, ${news.customer}, ${news.subscription},
      ${news.said && JSON.stringify(news.said)}::jsonb, ${new Date(event.created * 1000)}::timestamptz, ${now}::timestamptz)`.execute(
      db,
    ),
  )
}
