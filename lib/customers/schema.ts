import { z } from 'zod'
import * as f from '../fields'
import { business, businessPatch } from './business'
import { onboardingStates, subscriptionStatuses, subscriptionTiers } from './labels'

export const customerSorts = ['created', 'name', 'completeness', 'period'] as const
export const completenessBands = ['low', 'half', 'full'] as const

export const customerSelection = z.object({
  tier: f.listOf(z.enum(subscriptionTiers)),
  status: f.listOf(z.enum(subscriptionStatuses)),
  /** low: under 50 %, half: 50 to 89 %, full: from 90 %. */
  completeness: f.listOf(z.enum(completenessBands)),
  archived: z.enum(['no', 'only', 'all']).default('no'),
  search: z.string().max(200, 'Please search for less than 200 characters.').optional(),
})
export type CustomerSelection = z.infer<typeof customerSelection>

export const customerFilter = customerSelection.extend({
  sort: z.enum(customerSorts).default('created'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  ...f.paging,
})
export type CustomerFilter = z.infer<typeof customerFilter>

export const customerItem = z.object({
  id: f.id,
  companyName: z.string(),
  fullName: z.string(),
  email: z.string(),
  subscriptionTier: z.enum(subscriptionTiers),
  subscriptionStatus: z.enum(subscriptionStatuses),
  completeness: z.int(),
  creditsLimit: z.int(),
  creditsGranted: z.int(),
  currentPeriodUsage: z.int(),
  creditsReserved: z.int(),
  billingPeriodEnd: f.time,
  archivedAt: f.time.nullable(),
  createdAt: f.time,
})
export type CustomerItem = z.infer<typeof customerItem>

export const notificationPreferences = z.object({
  /** A batch is finished. */
  batchFinished: z.boolean().default(true),
  /** A listing went live. */
  listingLive: z.boolean().default(true),
  /** Something is asked of them. */
  question: z.boolean().default(true),
})

/** What customers and staff both see. */
export const customer = customerItem.extend({
  business,
  missing: z.array(z.string()),
  nextTier: z.enum(subscriptionTiers).nullable(),
  cancelAtPeriodEnd: z.boolean(),
  billingPeriodStart: f.time,
  trialEnd: f.time.nullable(),
  notificationPreferences,
  onboardingState: z.enum(onboardingStates),
  /** Why nothing can be queued, when so. */
  obstacle: z.string().nullable(),
  /** Whether Stripe tells what the subscription is. */
  viaStripe: z.boolean(),
})

/** What staff see beside it. */
export const customerRecord = customer.extend({
  clientLeadId: f.id.nullable(),
  leadName: z.string().nullable(),
  stripeCustomerId: z.string().nullable(),
  source: z.string().nullable(),
  externalId: z.string().nullable(),
  billingTimezone: z.string(),
  account: z.enum(['none', 'invited', 'active']),
})
export type CustomerRecord = z.infer<typeof customerRecord>

const start = z.enum(['trial', 'active'], 'Please choose how the subscription starts.')

const terms = {
  subscriptionTier: z.enum(subscriptionTiers, 'Please choose a tier.').default('basic'),
  /** A trial of 14 days, or paid from now on. */
  start: start.default('trial'),
  invite: z.boolean().default(true),
}

export const customerInput = z.object({
  companyName: f.line(200),
  fullName: f.line(200),
  email: f.email,
  business: businessPatch.optional(),
  source: f.optional(f.line(60)),
  externalId: f.optional(f.line(200)),
  ...terms,
})
export type CustomerInput = z.infer<typeof customerInput>

export const fromLeadInput = z.object({
  id: f.id,
  /** Taken from the lead when left out. */
  companyName: f.optional(f.line(200)),
  fullName: f.optional(f.line(200)),
  email: f.optional(f.email),
  ...terms,
})

export const customerPatch = z.object({
  companyName: f.line(200).optional(),
  fullName: f.line(200).optional(),
  email: f.email.optional(),
  notificationPreferences: notificationPreferences.partial().optional(),
})
export type CustomerPatch = z.infer<typeof customerPatch>
