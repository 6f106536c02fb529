import { z } from 'zod'
import { id } from '../fields'

/**
 * Every mail by template, with what its row carries. No secret is in it: links are made when the
 * mail is sent, from the ids.
 */
export const mailTemplates = {
  /** Also what an approved applicant gets. */
  invitation: z.object({ invitationId: id }),
  'application-received': z.object({ applicationId: id, name: z.string() }),
  'application-known': z.object({ applicationId: id, name: z.string() }),
  'application-rejected': z.object({ applicationId: id, name: z.string(), reason: z.string() }),
  'commission-approved': z.object({
    name: z.string(),
    business: z.string(),
    amount: z.int(),
    currency: z.string(),
  }),
  'payout-paid': z.object({
    name: z.string(),
    amount: z.int(),
    currency: z.string(),
    reference: z.string(),
  }),
  /** To the people who rule: a client was registered a second time. */
  'client-conflict': z.object({
    conflictId: id,
    business: z.string(),
    owner: z.string(),
    claimant: z.string(),
  }),
  /** To either side of a conflict, once it is ruled on. */
  'conflict-ruled': z.object({
    name: z.string(),
    business: z.string(),
    outcome: z.enum(['kept', 'lost', 'released', 'refused', 'given', 'free']),
    /** The lead that the reader has; none when they have none. */
    leadId: id.nullable(),
    until: z.string().nullable(),
  }),
  'protection-ending': z.object({
    leadId: id,
    name: z.string(),
    business: z.string(),
    until: z.string(),
    extendable: z.boolean(),
  }),
  /** To owners and admins: a balance is not what commissions and payouts say. */
  'ledger-difference': z.object({ partners: z.array(z.object({ id, name: z.string() })) }),
  /** To a customer: a listing waits for their answer. */
  'question-asked': z.object({ actionId: id, name: z.string(), question: z.string() }),
  /** What went live the day before. */
  'listings-live': z.object({
    name: z.string(),
    listings: z.array(z.object({ name: z.string(), url: z.string() })),
  }),
  'batch-finished': z.object({
    name: z.string(),
    batch: z.string(),
    completed: z.int(),
    failed: z.int(),
  }),
  /** To those who run the team: what came late or stuck within a minute, in one mail. */
  'tasks-digest': z.object({
    late: z.array(z.object({ title: z.string() })),
    stuck: z.array(z.object({ title: z.string() })),
  }),
  /** To a recipient of a report, by the link that is theirs. */
  'report-ready': z.object({ linkId: id }),
} as const satisfies Record<string, z.ZodType>

export type MailTemplate = keyof typeof mailTemplates
export type MailData<T extends MailTemplate> = z.infer<(typeof mailTemplates)[T]>

export const isMailTemplate = (name: string): name is MailTemplate => name in mailTemplates
