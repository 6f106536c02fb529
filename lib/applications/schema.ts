import { z } from 'zod'
import * as f from '../fields'
import { tierRow } from '../partners/schema'

export const applicationStatuses = ['pending', 'under_review', 'approved', 'rejected'] as const
export type ApplicationStatus = (typeof applicationStatuses)[number]
export const applicationStatusLabels: Record<ApplicationStatus, string> = {
  pending: 'Pending',
  under_review: 'Under review',
  approved: 'Approved',
  rejected: 'Rejected',
}

export const experienceLevels = ['beginner', 'intermediate', 'expert'] as const
export type ExperienceLevel = (typeof experienceLevels)[number]
export const experienceLabels: Record<ExperienceLevel, string> = {
  beginner: 'Just starting',
  intermediate: 'Some experience',
  expert: 'I do this regularly',
}

/** What a visitor reads before applying. */
export const programme = z.object({
  slug: z.string(),
  name: z.string(),
  currency: z.string(),
  timezone: z.string(),
  terms: z.string(),
  acceptsApplications: z.boolean(),
  tiers: z.array(tierRow),
})
export type Programme = z.infer<typeof programme>

/** The code of a partner's referral link. One that cannot be right is none: it must not stop anybody. */
const referralCode = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]{4,40}$/)
  .optional()
  .catch(undefined)

/** How far visitors of the programme page come. The first two are counted; the others follow from their application. */
export const visitorStages = ['visited', 'estimated', 'applied', 'joined'] as const
export type VisitorStage = (typeof visitorStages)[number]
export const visitorStageLabels: Record<VisitorStage, string> = {
  visited: 'Visited',
  estimated: 'Estimated earnings',
  applied: 'Applied',
  joined: 'Joined',
}
export type VisitStage = Extract<VisitorStage, 'visited' | 'estimated'>

const visitorId = z.uuidv7('This is no id of version 7.')

export const visit = z.object({
  workspace: z.string().max(60),
  visitorId,
  stage: z.enum(visitorStages).extract(['visited', 'estimated']),
  /** Whose link was followed; one that the workspace does not have is none. */
  campaign: f.id.optional().catch(undefined),
})
export type Visit = z.infer<typeof visit>

/** The same whether it was counted before or not. */
export const visitReceipt = z.object({ received: z.literal(true) })

export const applicationInput = z.object({
  workspace: z.string().max(60),
  name: f.line(120),
  email: f.email,
  phone: f.optional(f.phone),
  company: f.optional(f.line(160)),
  website: f.optional(f.website),
  networkDescription: f.prose(2000),
  expectedReferrals: z.coerce
    .number('Please give a number, such as 5.')
    .int('Please give a whole number.')
    .min(0, 'Please give a number of zero or more.')
    .max(10_000, 'Please give a number up to 10,000.'),
  experienceLevel: z.enum(experienceLevels, { error: 'Please choose one.' }),
  acceptsTerms: z.literal(true, { error: 'Please accept the terms.' }),
  referralCode,
  /** The visit it comes from; what is no such id is none. */
  visitorId: visitorId.optional().catch(undefined),
})
export type ApplicationInput = z.infer<typeof applicationInput>

/** The same for everybody who applies, so that nobody learns who else did. */
export const receipt = z.object({ received: z.literal(true), email: z.string() })

export const ownStatus = z.object({
  name: z.string(),
  status: z.enum(applicationStatuses),
  rejectionReason: z.string().nullable(),
  submittedAt: f.time,
  reviewedAt: f.time.nullable(),
  workspaceSlug: z.string(),
  workspaceName: z.string(),
  timezone: z.string(),
})
export type OwnStatus = z.infer<typeof ownStatus>

export const applicationSelection = z.object({
  status: f.listOf(z.enum(applicationStatuses)),
  experience: f.listOf(z.enum(experienceLevels)),
  search: z.string().max(200).optional(),
  /** Only those who came by this partner's referral link. */
  referredBy: f.id.optional(),
})

export const applicationFilter = applicationSelection.extend({
  /** Oldest first by default: whoever waits longest is next. */
  direction: z.enum(['asc', 'desc']).default('asc'),
  ...f.paging,
})
export type ApplicationFilter = z.infer<typeof applicationFilter>

export const applicationItem = z.object({
  id: f.id,
  name: z.string(),
  email: z.string(),
  company: z.string().nullable(),
  website: z.string().nullable(),
  expectedReferrals: z.int(),
  experienceLevel: z.enum(experienceLevels),
  status: z.enum(applicationStatuses),
  referredBy: z.object({ id: f.id, name: z.string() }).nullable(),
  submittedAt: f.time,
})
export type ApplicationItem = z.infer<typeof applicationItem>

/** Something a reviewer should look at, with what it rests on. */
export const signal = z.object({
  kind: z.enum(['known_partner', 'client_domain', 'disposable_email', 'same_company']),
  text: z.string(),
})
export type Signal = z.infer<typeof signal>

export const application = applicationItem.extend({
  phone: z.string().nullable(),
  networkDescription: z.string(),
  reviewNotes: z.string().nullable(),
  rejectionReason: z.string().nullable(),
  reviewedByName: z.string().nullable(),
  reviewedAt: f.time.nullable(),
  partnerId: f.id.nullable(),
  signals: z.array(signal),
})
export type Application = z.infer<typeof application>

export const rejection = z.object({ id: f.id, reason: f.prose(1000) })
export const note = z.object({ id: f.id, notes: f.optional(f.prose(4000)) })

export const bulkReview = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('approve'), ids: z.array(f.id).min(1).max(200) }),
  z.object({
    decision: z.literal('reject'),
    ids: z.array(f.id).min(1).max(200),
    reason: f.prose(1000),
  }),
])
