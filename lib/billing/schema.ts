import { z } from 'zod'
import { creditKinds, subscriptionTiers } from '../customers/labels'
import * as f from '../fields'

export const grantInput = z.object({
  id: f.id,
  credits: z
    .int('Please give a whole number.')
    .min(1, 'Please grant at least one credit.')
    .max(100_000, 'Please grant at most 100,000 credits at a time.'),
  reason: f.prose(500),
})

export const creditFilter = z.object({
  id: f.id,
  kind: f.listOf(z.enum(creditKinds)),
  ...f.paging,
})

export const creditEntry = z.object({
  id: f.id,
  kind: z.enum(creditKinds),
  credits: z.int(),
  /** Of the directory that it was for. */
  directoryName: z.string().nullable(),
  batchId: f.id.nullable(),
  batchName: z.string().nullable(),
  reason: z.string().nullable(),
  /** The billing period it counts in. */
  periodStart: f.time,
  createdAt: f.time,
})
export type CreditEntry = z.infer<typeof creditEntry>

/** What is set by hand, where Stripe does not tell. */
export const subscriptionChange = z.object({
  id: f.id,
  subscriptionTier: z.enum(subscriptionTiers, 'Please choose a tier.').optional(),
  /** trialing begins a trial of 14 days now. */
  status: z
    .enum(['trialing', 'active', 'past_due', 'unpaid', 'cancelled'], 'Please choose a status.')
    .optional(),
  /** Ends with the period that is paid for; false takes that back. */
  cancelAtPeriodEnd: z.boolean().optional(),
})
export type SubscriptionChange = z.infer<typeof subscriptionChange>

const tier = z.enum(subscriptionTiers, 'Please choose a tier.')
export const ownCheckoutInput = z.object({ subscriptionTier: tier })
export const checkoutInput = ownCheckoutInput.extend({ id: f.id })

export const linkInput = z.object({
  id: f.id,
  stripeCustomerId: f
    .line(100)
    .pipe(
      z.string().regex(/^cus_\w+$/, 'This is not the id of a Stripe customer, such as cus_ABC.'),
    ),
})
