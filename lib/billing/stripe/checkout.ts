import { sql } from 'kysely'
import type { z } from 'zod'
import type { ActionContext } from '../../api/context'
import { readAs, withActor } from '../../db/with-actor'
import { env } from '../../env'
import { AppError, notFound } from '../../errors'
import { askStripe } from '../../integrations/stripe'
import { enqueue } from '../../jobs/enqueue'
import type { checkoutInput, linkInput } from '../schema'

async function read({ actor }: ActionContext, id: string) {
  const row = await readAs(actor, (db) =>
    db
      .selectFrom('customers')
      .select([
        'id',
        'email',
        'companyName',
        'archivedAt',
        'stripeCustomerId',
        'stripeSubscriptionId',
      ])
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  if (!row) throw notFound('customer')
  if (row.archivedAt)
    throw new AppError('conflict', 'This customer is archived. Restore them first.')
  return row
}

type Row = Awaited<ReturnType<typeof read>>

/** The customer at Stripe, made on first use; asked twice at once, Stripe makes one. */
async function stripeCustomerOf({ actor }: ActionContext, row: Row): Promise<string> {
  if (row.stripeCustomerId) return row.stripeCustomerId
  const workspaceId = actor.workspace.id
  const made = await askStripe((stripe) =>
    stripe.customers.create(
      { email: row.email, name: row.companyName, metadata: { workspaceId, customerId: row.id } },
      { idempotencyKey: `customer:${row.id}` },
    ),
  )
  return withActor(actor, async ({ db }) => {
    const { rows } = await sql<{ linked: string }>`
      select link_stripe_customer(${row.id}::uuid, ${made.id}) as linked`.execute(db)
    return rows[0]?.linked ?? made.id
  })
}

/** A page of Stripe's where the subscription is paid; `back` is where it returns to. */
export async function startCheckout(
  ctx: ActionContext,
  { id, subscriptionTier }: z.infer<typeof checkoutInput>,
  back: string,
): Promise<{ url: string }> {
  const row = await read(ctx, id)
  if (row.stripeSubscriptionId)
    throw new AppError('conflict', 'There is a subscription at Stripe already. Change it there.')
  const price = env.stripePrices[subscriptionTier]
  const customer = await stripeCustomerOf(ctx, row)
  if (!price)
    throw new AppError('conflict', 'This tier has no price at Stripe yet.', {
      subscriptionTier: 'This tier has no price at Stripe yet.',
    })
  const address = (outcome: string) => `${new URL(back, env.appUrl)}?checkout=${outcome}`
  const session = await askStripe((stripe) =>
    stripe.checkout.sessions.create({
      mode: 'subscription',
      customer,
      client_reference_id: id,
      line_items: [{ price, quantity: 1 }],
      success_url: address('done'),
      cancel_url: address('left'),
    }),
  )
  if (!session.url) throw new AppError('unavailable', 'Stripe gave no page to pay on. Try again.')
  return { url: session.url }
}

/** Links a customer who exists at Stripe already; what they subscribed to there follows. */
export async function linkToStripe(
  ctx: ActionContext,
  { id, stripeCustomerId }: z.infer<typeof linkInput>,
): Promise<void> {
  const row = await read(ctx, id)
  if (row.stripeSubscriptionId)
    throw new AppError('conflict', 'There is a subscription at Stripe already. Change it there.')
  const workspaceId = ctx.actor.workspace.id
  const unknown = () =>
    new AppError('invalid', 'Please check the marked fields.', {
      stripeCustomerId: 'Stripe does not know this customer.',
    })
  const found = await askStripe((stripe) => stripe.customers.retrieve(stripeCustomerId)).catch(
    (error: unknown) => {
      throw error instanceof AppError && error.code === 'not_found' ? unknown() : error
    },
  )
  // Another agency on this installation has it.
  if (found.deleted || (found.metadata.workspaceId ?? workspaceId) !== workspaceId) throw unknown()
  await withActor(ctx.actor, async ({ db }) => {
    await db
      .updateTable('customers')
      .set({ stripeCustomerId: found.id })
      .where('id', '=', id)
      .execute()
    await enqueue(
      db,
      'billing.stripe-sync',
      { workspaceId, customerId: id },
      { jobKey: `billing.stripe-sync:${id}` },
    )
  })
}
