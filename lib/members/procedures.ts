import { z } from 'zod'
import { signedIn } from '../accounts/schema'
import { action, command, query } from '../api/base'
import * as f from '../fields'
import { joinAnew, joinSignedIn, viewInvitation } from './acceptance'
import { changeRole, removeMember } from './commands'
import { inviteWithin, resendInvitation, revokeInvitation } from './invitations'
import { countMembers, listInvitations, listMembers } from './queries'
import * as schema from './schema'

const nothing = z.object({})
const byId = z.object({ id: f.id })
const sent = z.object({ invitationId: f.id, expiresAt: f.time })
const link = z.object({ token: z.string().max(100) })

export const members = {
  list: query(
    {
      permission: 'members.read',
      route: {
        method: 'GET',
        path: '/members',
        tags: ['Members'],
        summary: 'List the members of the workspace',
      },
      input: schema.memberFilter,
      output: f.page(schema.member),
    },
    ({ db }, filter) => listMembers(db, filter),
  ),

  count: query(
    {
      permission: 'members.read',
      route: false,
      input: schema.memberSelection,
      output: z.object({ count: z.int() }),
    },
    ({ db }, selection) => countMembers(db, selection),
  ),

  changeRole: command(
    {
      permission: 'members.manage',
      route: {
        method: 'POST',
        path: '/members/{id}/role',
        tags: ['Members'],
        summary: 'Give a member another role',
      },
      input: schema.roleChange,
      output: nothing,
    },
    async (ctx, input) => {
      await changeRole(ctx, input)
      return {}
    },
  ),

  remove: command(
    {
      permission: 'members.manage',
      route: {
        method: 'POST',
        path: '/members/{id}/removal',
        tags: ['Members'],
        summary: 'Remove a member',
      },
      input: byId,
      output: nothing,
    },
    async (ctx, { id }) => {
      await removeMember(ctx, id)
      return {}
    },
  ),
}

export const invitations = {
  list: query(
    {
      permission: 'members.read',
      route: {
        method: 'GET',
        path: '/invitations',
        tags: ['Members'],
        summary: 'List invitations not yet followed',
      },
      input: nothing,
      output: z.object({ items: z.array(schema.invitation) }),
    },
    async ({ db, now }) => ({ items: await listInvitations(db, now) }),
  ),

  create: command(
    {
      permission: 'members.manage',
      route: {
        method: 'POST',
        path: '/invitations',
        tags: ['Members'],
        summary: 'Invite somebody by e-mail',
        successStatus: 201,
      },
      input: schema.invitationInput,
      output: sent,
    },
    (ctx, { role, partnerId, email }) =>
      inviteWithin(ctx, { email, role, partnerId: role === 'partner' ? partnerId : null }),
  ),

  resend: command(
    {
      permission: 'members.manage',
      route: {
        method: 'POST',
        path: '/invitations/{id}/resending',
        tags: ['Members'],
        summary: 'Send an invitation again, good for another week',
      },
      input: byId,
      output: sent,
    },
    (ctx, { id }) => resendInvitation(ctx, id),
  ),

  revoke: command(
    {
      permission: 'members.manage',
      route: {
        method: 'POST',
        path: '/invitations/{id}/revocation',
        tags: ['Members'],
        summary: 'Take an invitation back',
      },
      input: byId,
      output: nothing,
    },
    async (ctx, { id }) => {
      await revokeInvitation(ctx, id)
      return {}
    },
  ),

  view: action(
    { permission: 'public', route: false, input: link, output: schema.invitationView },
    (ctx, { token }) => viewInvitation(ctx, token),
  ),

  join: action(
    {
      permission: 'public',
      route: false,
      input: schema.joining,
      output: signedIn.extend({ workspace: z.string() }),
    },
    joinAnew,
  ),

  accept: action(
    {
      permission: 'signed-in',
      route: false,
      input: link,
      output: z.object({ workspace: z.string() }),
    },
    (ctx, { token }) => joinSignedIn(ctx, token),
  ),
}
