import { z } from 'zod'
import { event } from '../events/schema'
import * as f from '../fields'
import { leadStatuses } from '../leads/schema'
import { funnelAnswer, trendAnswer } from '../metrics/answer-schema'
import { metricKey, units } from '../metrics/schema'
import { partner, tiers } from '../partners/schema'
import { payoutStatuses } from '../payouts/schema'

/** Something that happened, and the client it is about. */
export const news = event.extend({ client: z.string().nullable() })
export type News = z.infer<typeof news>

export const portalHome = z.object({
  partner,
  news: z.array(news),
  /** The least that is paid out, in the workspace's currency. */
  minimumPayout: f.amount,
  /** Open leads that have not moved for a while, the longest first. */
  waiting: z.array(
    z.object({
      id: f.id,
      clientName: z.string().nullable(),
      businessName: z.string().nullable(),
      externalId: z.string().nullable(),
      status: z.enum(leadStatuses),
      stageEnteredAt: f.time,
    }),
  ),
  nextPayout: z
    .object({
      id: f.id,
      amount: f.signedAmount,
      currency: z.string(),
      status: z.enum(payoutStatuses),
      sentAt: f.time.nullable(),
      expectedOn: f.day.nullable(),
      paidAt: f.time.nullable(),
      reference: z.string().nullable(),
    })
    .nullable(),
})
export type PortalHome = z.infer<typeof portalHome>

/** A partner's own figures; `median` is that of their tier, null where too few others stand behind it. */
export const portalAnalytics = z.object({
  tier: z.enum(tiers),
  funnel: funnelAnswer,
  earnings: trendAnswer,
  peers: z.number().nullable(),
  figures: z.array(
    z.object({
      metric: metricKey,
      label: z.string(),
      unit: z.enum(units),
      own: z.number().nullable(),
      median: z.number().nullable(),
    }),
  ),
})
export type PortalAnalytics = z.infer<typeof portalAnalytics>
