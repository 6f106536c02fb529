import { z } from 'zod'
import { newPassword } from '../accounts/schema'
import { roles } from '../auth/permissions'
import * as f from '../fields'

export const memberSelection = z.object({
  role: f.listOf(z.enum(roles)),
  search: z.string().max(200).optional(),
})
export type MemberSelection = z.infer<typeof memberSelection>

export const memberFilter = memberSelection.extend(f.paging)
export type MemberFilter = z.infer<typeof memberFilter>

export const member = z.object({
  id: f.id,
  userId: f.id,
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  partnerId: f.id.nullable(),
  joinedAt: f.time,
})
export type Member = z.infer<typeof member>

export const roleChange = z.object({ id: f.id, role: z.enum(roles) })

export const invitation = z.object({
  id: f.id,
  email: z.string(),
  role: z.enum(roles),
  partnerId: f.id.nullable(),
  invitedBy: z.string().nullable(),
  state: z.enum(['open', 'expired']),
  createdAt: f.time,
  expiresAt: f.time,
})
export type Invitation = z.infer<typeof invitation>

export const invitationInput = z
  .object({
    email: f.email,
    role: z.enum(roles, 'Please choose a role.'),
    /** The partner this person will act for. */
    partnerId: f.optional(f.id),
  })
  .refine(({ role, partnerId }) => role !== 'partner' || partnerId, {
    path: ['partnerId'],
    message: 'Please choose the partner this person acts for.',
  })
  .refine(({ role }) => role !== 'customer', {
    path: ['role'],
    message: 'Customers are invited on their own page, under Customers.',
  })

/** What whoever follows a link may know. */
export const invitationView = z.object({
  state: z.enum(['open', 'accepted', 'revoked', 'expired', 'unknown']),
  email: z.string(),
  role: z.enum(roles),
  workspace: z.object({ slug: z.string(), name: z.string() }),
  /** The address has an account, so its owner signs in instead of choosing a password. */
  hasAccount: z.boolean(),
})
export type InvitationView = z.infer<typeof invitationView>

/** For a person without an account. */
export const joining = z.object({
  token: z.string().max(100),
  name: f.line(120),
  password: newPassword,
  device: z.string().max(1000).optional(),
})
