import { sql } from 'kysely'
import { type Db, withSystem } from '../../db/with-actor'
import { openStripe } from '../../integrations/stripe'
import type { TaskPayload } from '../../jobs/tasks'
import { followSubscription } from './project'
import { readSubscription, type Said } from './said'

const reason = 'follows subscriptions at Stripe'

type Word = { said: Said; saidAt: Date; fetched: boolean }

/** Keeps what was said, unless something newer is known; false when it is. */
async function keep(
  db: Db,
  workspaceId: string,
  customerId: string,
  { said, saidAt, fetched }: Word,
) {
  const { rows } = await sql<{ id: string }>`
    insert into stripe_subscriptions (id, workspace_id, customer_id, status, tier, period_start, period_end,
      cancel_at_period_end, trial_end, started_at, said_at)
    values (${said.id}, ${workspaceId}::uuid, ${customerId}::uuid, ${said.status}, ${said.tier}, ${said.periodStart}::timestamptz,
      ${said.periodEnd}::timestamptz, ${said.cancelAtPeriodEnd}, ${said.trialEnd}::timestamptz, ${said.startedAt}::timestamptz, ${saidAt}::timestamptz)
    on conflict (id) do update set status = excluded.status, tier = excluded.tier, period_start = excluded.period_start,
      period_end = excluded.period_end, cancel_at_period_end = excluded.cancel_at_period_end, trial_end = excluded.trial_end,
      said_at = excluded.said_at
    where stripe_subscriptions.customer_id = excluded.customer_id
      and (stripe_subscriptions.said_at < excluded.said_at or (${fetched} and stripe_subscriptions.said_at = excluded.said_at))
    returning id`.execute(db)
  return rows.length > 0
}

type Event = {
  customerId: string
  subscriptionId: string
  said: Said | null
  saidAt: Date
  knownAt: Date | null
}

const readEvent = (workspaceId: string, eventId: string) =>
  withSystem(workspaceId, reason, async ({ db }) => {
    const { rows } = await sql<Event>`
      select e.customer_id, e.subscription_id, e.said, e.said_at, s.said_at as known_at
      from stripe_events e left join stripe_subscriptions s on s.id = e.subscription_id and s.workspace_id = e.workspace_id
      where e.id = ${eventId} and e.handled_at is null`.execute(db)
    return rows[0]
  })

async function fetchSubscription(id: string): Promise<Said | null> {
  const stripe = await openStripe()
  return readSubscription(await stripe.subscriptions.retrieve(id))
}

/**
 * Acts on an event. An older one than is known changes nothing; of two in one second nobody can say
 * which came first, so Stripe is asked how things stand.
 */
export async function handleStripeEvent({
  workspaceId,
  eventId,
}: TaskPayload<'billing.stripe-event'>): Promise<void> {
  const event = await readEvent(workspaceId, eventId)
  if (!event) return
  const { customerId, saidAt, knownAt } = event
  const tied = knownAt !== null && knownAt.getTime() === saidAt.getTime()
  const stale = knownAt !== null && knownAt > saidAt
  const fetched = !stale && (tied || event.said === null)
  const said = fetched ? await fetchSubscription(event.subscriptionId) : event.said
  await withSystem(workspaceId, reason, async ({ db }) => {
    const now = new Date()
    const ctx = { actor: { kind: 'system', workspaceId, reason } as const, now, db }
    // Everything about one customer happens in one order.
    await sql`select 1 from customers where id = ${customerId}::uuid for no key update`.execute(db)
    const kept =
      !stale &&
      said !== null &&
      (await keep(db, workspaceId, customerId, { said, saidAt, fetched }))
    if (!kept && !stale && said !== null && !fetched && (await isTied(db, event)))
      throw new Error('Another event of the same second came first: ask Stripe.')
    if (kept) await followSubscription(ctx, customerId)
    await sql`
      update stripe_events set handled_at = ${now}::timestamptz, outcome = ${kept ? (fetched ? 'fetched' : 'applied') : 'stale'}
      where id = ${eventId} and handled_at is null`.execute(db)
  })
}

async function isTied(db: Db, { subscriptionId, saidAt }: Event) {
  const { rows } = await sql`
    select 1 from stripe_subscriptions where id = ${subscriptionId} and said_at = ${saidAt}::timestamptz`.execute(
    db,
  )
  return rows.length > 0
}

/** Asks Stripe for every subscription of a customer: after linking, and when news is overdue. */
export async function syncWithStripe({
  workspaceId,
  customerId,
}: TaskPayload<'billing.stripe-sync'>): Promise<void> {
  const stripeCustomer = await withSystem(workspaceId, reason, async ({ db }) => {
    const row = await db
      .selectFrom('customers')
      .select('stripeCustomerId')
      .where('id', '=', customerId)
      .executeTakeFirst()
    return row?.stripeCustomerId
  })
  if (!stripeCustomer) return
  const stripe = await openStripe()
  const { data } = await stripe.subscriptions.list({
    customer: stripeCustomer,
    status: 'all',
    limit: 100,
  })
  await withSystem(workspaceId, reason, async ({ db }) => {
    const ctx = { actor: { kind: 'system', workspaceId, reason } as const, now: new Date(), db }
    await sql`select 1 from customers where id = ${customerId}::uuid for no key update`.execute(db)
    for (const subscription of data) {
      const said = readSubscription(subscription)
      if (!said) continue
      const { rows } = await sql<{ saidAt: Date }>`
        select said_at from stripe_subscriptions where id = ${said.id}`.execute(db)
      const saidAt = rows[0]?.saidAt ?? new Date(said.startedAt)
      await keep(db, workspaceId, customerId, { said, saidAt, fetched: true })
    }
    await followSubscription(ctx, customerId)
  })
}
