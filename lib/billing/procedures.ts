import { z } from 'zod'
import { command, query } from '../api/base'
import { findCustomer } from '../customers/queries'
import { customerRecord } from '../customers/schema'
import { notFound } from '../errors'
import * as f from '../fields'
import { grantCredits, listCredits } from './credits'
import * as s from './schema'
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
      route: { method: 'GET', path: '/area/credits', summary: 'Own ledger of credits', tags },
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
}
