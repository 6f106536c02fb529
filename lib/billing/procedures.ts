import { z } from 'zod'
import { action, command, query } from '../api/base'
import { findCustomer } from '../customers/queries'
import { customerRecord } from '../customers/schema'
import { notFound } from '../errors'
import * as f from '../fields'
import { stripeConnected } from '../integrations/stripe'
import { grantCredits, listCredits } from './credits'
import * as s from './schema'
import { linkToStripe, startCheckout } from './stripe/checkout'
import { changeSubscription, resetPeriod } from './subscription'

const tags = ['Billing']
const byId = z.object({ id: f.id })

/** Subscriptions, periods and credits of customers. */
export const billing = {
  credits: query(
    {
      permission: 'customers.read',
      route: { method: 'GET', path: '/customers/{id}/credits', summary: 'Ledger of credits', tags },
      input: s.creditFilter,
      output: f.page(s.creditEntry),
    },
    async ({ db }, filter) => {
      await findCustomer(db, filter.id)
      return listCredits(db, filter)
    },
  ),
  ownCredits: query(
    {
      permission: 'area.use',
      route: { method: 'GET', path: '/account/credits', summary: 'Own ledger of credits', tags },
      input: s.creditFilter.omit({ id: true }),
      output: f.page(s.creditEntry),
    },
    ({ db, actor }, filter) => {
      if (!actor.customerId) throw notFound('customer')
      return listCredits(db, { ...filter, id: actor.customerId })
    },
  ),
  grant: command(
    {
      permission: 'customers.bill',
      route: {
        method: 'POST',
        path: '/customers/{id}/credits',
        summary: 'Grant credits for this billing period',
        tags,
      },
      input: s.grantInput,
      output: customerRecord,
    },
    async (ctx, input) => {
      await grantCredits(ctx, input)
      return findCustomer(ctx.db, input.id)
    },
  ),
  subscribe: command(
    {
      permission: 'customers.bill',
      route: {
        method: 'POST',
        path: '/customers/{id}/subscription',
        summary: 'Set tier and state of a subscription by hand',
        tags,
      },
      input: s.subscriptionChange,
      output: customerRecord,
    },
    async (ctx, input) => {
      await changeSubscription(ctx, input)
      return findCustomer(ctx.db, input.id)
    },
  ),
  resetPeriod: command(
    {
      permission: 'customers.bill',
      route: {
        method: 'POST',
        path: '/customers/{id}/billing-period',
        summary: 'Begin the billing period of today, if it has not begun',
        tags,
      },
      input: byId,
      output: z.object({ begun: z.boolean() }),
    },
    async (ctx, { id }) => ({ begun: await resetPeriod(ctx, id) }),
  ),
  connection: query(
    {
      permission: 'workspace.read',
      route: false,
      input: z.object({}),
      output: z.object({ stripe: z.boolean() }),
    },
    async () => ({ stripe: stripeConnected() }),
  ),
  checkout: action(
    {
      permission: 'customers.bill',
      route: {
        method: 'POST',
        path: '/customers/{id}/checkout',
        summary: 'A page at Stripe where the subscription is paid',
        tags,
      },
      input: s.checkoutInput,
      output: z.object({ url: z.url() }),
    },
    (ctx, input) => startCheckout(ctx, input, `/${ctx.actor.workspace.slug}/customers/${input.id}`),
  ),
  ownCheckout: action(
    {
      permission: 'area.use',
      route: {
        method: 'POST',
        path: '/account/checkout',
        summary: 'A page at Stripe where the own subscription is paid',
        tags,
      },
      input: s.ownCheckoutInput,
      output: z.object({ url: z.url() }),
    },
    (ctx, input) => {
      const { customerId, workspace } = ctx.actor
      if (!customerId) throw notFound('customer')
      return startCheckout(ctx, { ...input, id: customerId }, `/${workspace.slug}/account`)
    },
  ),
  link: action(
    {
      permission: 'customers.bill',
      route: {
        method: 'POST',
        path: '/customers/{id}/stripe',
        summary: 'Link a customer who exists at Stripe',
        tags,
      },
      input: s.linkInput,
      output: z.object({}),
    },
    async (ctx, input) => {
      await linkToStripe(ctx, input)
      return {}
    },
  ),
}
