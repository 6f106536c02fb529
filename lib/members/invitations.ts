import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { CommandContext } from '../api/context'
import { hashToken, linkToken } from '../auth/link-token'
import { type Role, roleLabels } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { queueMail } from '../mail/queue'
import { addDays } from '../time'
import { invitationDays, maySeat } from './rules'

type Invitee = {
  email: string
  role: Role
  partnerId?: string | null | undefined
  customerId?: string | null
  vaId?: string | null
  name?: string
}

const expiry = ({ actor, now }: CommandContext) =>
  addDays(now, invitationDays, actor.workspace.timezone)

const refuseOwner = ({ actor }: CommandContext, role: Role) => {
  if (!maySeat(actor.role, role)) {
    throw new AppError('forbidden', 'Only an owner may make somebody owner.')
  }
}

/** The seat of the invited person: theirs only once they accept. */
async function reserveSeat({ actor, now, db }: CommandContext, invitee: Invitee) {
  const { email, role, partnerId = null, customerId = null, vaId = null, name = '' } = invitee
  const seated = await sql`
    insert into memberships (workspace_id, user_id, role, status, partner_id, customer_id, va_id, created_at)
    values (${actor.workspace.id}::uuid, ensure_user(${email}, ${name}), ${role}, 'invited', ${partnerId}::uuid, ${customerId}::uuid, ${vaId}::uuid, ${now}::timestamptz)
    on conflict (workspace_id, user_id) do update
      set status = 'invited', role = excluded.role, partner_id = excluded.partner_id, customer_id = excluded.customer_id, va_id = excluded.va_id
      where memberships.status <> 'active'
    returning 1`.execute(db)
  if (seated.rows.length === 0) {
    const message = 'This person is a member already.'
    throw new AppError('conflict', message, { email: message })
  }
}

/** Invites inside the caller's transaction: seat, invitation, event and mail stand or fall together. */
export async function inviteWithin(ctx: CommandContext, invitee: Invitee) {
  const { actor, now, db } = ctx
  const { email, role, partnerId = null, customerId = null, vaId = null } = invitee
  refuseOwner(ctx, role)
  await db
    .updateTable('invitations')
    .set({ revokedAt: now })
    .where('email', '=', email)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '<=', now)
    .execute()
  await reserveSeat(ctx, invitee)
  const id = v7()
  const expiresAt = expiry(ctx)
  await db
    .insertInto('invitations')
    .values({
      id,
      workspaceId: actor.workspace.id,
      email,
      role,
      partnerId,
      customerId,
      vaId,
      tokenHash: hashToken(linkToken('invitation', id)),
      invitedBy: actor.userId,
      expiresAt,
      createdAt: now,
    })
    .execute()
  await record(ctx, {
    type: 'invitation.sent',
    subject: { type: 'invitation', id },
    data: { email, role: roleLabels[role] },
  })
  await queueMail(ctx, { to: email, template: 'invitation', data: { invitationId: id } })
  return { invitationId: id, expiresAt }
}

type Open = { email: string; role: Role }

/** Changes an invitation that is still waiting; of two changes at once one finds none. */
async function changeOpen(
  { db }: CommandContext,
  id: string,
  change: { expiresAt: Date } | { revokedAt: Date },
): Promise<Open> {
  const row = await db
    .updateTable('invitations')
    .set(change)
    .where('id', '=', id)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .returning(['email', 'role'])
    .executeTakeFirst()
  if (row) return row as Open
  const known = await db
    .selectFrom('invitations')
    .select('acceptedAt')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!known) throw notFound('invitation')
  throw new AppError(
    'conflict',
    known.acceptedAt ? 'This invitation was accepted.' : 'This invitation was revoked.',
  )
}

/** The same link again, good for another week. */
export async function resendInvitation(ctx: CommandContext, id: string) {
  const expiresAt = expiry(ctx)
  const { email, role } = await changeOpen(ctx, id, { expiresAt })
  refuseOwner(ctx, role)
  await record(ctx, {
    type: 'invitation.sent',
    subject: { type: 'invitation', id },
    data: { email, role: roleLabels[role], again: true },
  })
  await queueMail(ctx, { to: email, template: 'invitation', data: { invitationId: id } })
  return { invitationId: id, expiresAt }
}

/** The link stops working, and the seat is free. */
export async function revokeInvitation(ctx: CommandContext, id: string) {
  const { email, role } = await changeOpen(ctx, id, { revokedAt: ctx.now })
  refuseOwner(ctx, role)
  await sql`
    update memberships set status = 'removed'
    where status = 'invited' and user_id = ensure_user(${email}, '')
      and workspace_id = ${ctx.actor.workspace.id}::uuid`.execute(ctx.db)
  await record(ctx, {
    type: 'invitation.revoked',
    subject: { type: 'invitation', id },
    data: { email },
  })
}
