import { z } from 'zod'
import { id, time } from '../fields'

/** Everything that can happen, by what it happens to. Past tense, because it has. */
export const eventTypes = [
  'application.submitted',
  'application.resubmitted',
  'application.opened',
  'application.approved',
  'application.rejected',
  'application.noted',
  'partner.joined',
  'partner.edited',
  'partner.suspended',
  'partner.banned',
  'partner.reinstated',
  'partner.deactivated',
  'partner.tier_changed',
  'partner.payout_details_changed',
  'invitation.sent',
  'invitation.accepted',
  'invitation.revoked',
  'member.role_changed',
  'member.removed',
  'workspace.edited',
  'lead.registered',
  'lead.edited',
  'lead.moved',
  'lead.won',
  'lead.lost',
  'lead.reopened',
  'lead.win_undone',
  'lead.reversed',
  'lead.imported',
  'lead.registration_refused',
  'lead.reassigned',
  'commission.earned',
  'commission.approved',
  'commission.held',
  'commission.released',
  'commission.rejected',
  'commission.reversed',
  'commission.paid',
  'payout.drafted',
  'payout.approved',
  'payout.paid',
  'payout.cancelled',
  'import.uploaded',
  'import.confirmed',
  'import.completed',
  'import.cancelled',
  'import.failed',
] as const
export type EventType = (typeof eventTypes)[number]

export const subjectTypes = [
  'application',
  'partner',
  'invitation',
  'member',
  'workspace',
  'lead',
  'commission',
  'payout',
  'import',
] as const
export type SubjectType = (typeof subjectTypes)[number]

export const event = z.object({
  id,
  type: z.enum(eventTypes),
  subjectType: z.enum(subjectTypes),
  subjectId: id,
  actorName: z.string(),
  data: z.record(z.string(), z.unknown()),
  createdAt: time,
})
export type Event = z.infer<typeof event>
