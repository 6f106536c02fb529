import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { record, recordMany } from '../events/record'
import { removeMember } from '../members/commands'
import { inviteWithin, resendInvitation, revokeInvitation } from '../members/invitations'
import type { AssistantStatus } from './labels'
import { findForStaff } from './queries'
import type * as schema from './schema'

type Assistant = schema.Assistant

const refusals: Record<AssistantStatus, string> = {
  active: 'They are on the team already.',
  invited: 'They are invited already. You can send the invitation again on their page.',
  left: 'They were on the team before. Open their page and bring them back.',
}

async function refuseKnown({ db }: CommandContext, email: string) {
  const known = await db
    .selectFrom('virtualAssistants')
    .select('status')
    .where('email', '=', email)
    .executeTakeFirst()
  if (!known) return
  const message = refusals[known.status as AssistantStatus]
  throw new AppError('conflict', message, { email: message })
}

/** Person, seat and invitation in one step. */
export async function inviteAssistant(
  ctx: CommandContext,
  { email, name, skills, languages, ...input }: z.output<typeof schema.invitation>,
): Promise<Assistant> {
  const { actor, db, now } = ctx
  await refuseKnown(ctx, email)
  const id = uuidv7()
  await sql`
    insert into virtual_assistants (id, workspace_id, name, email, skills, languages, specializations, timezone, working_hours,
      max_concurrent_tasks, created_at)
    select ${id}::uuid, w.id, ${name}, ${email}, ${JSON.stringify(skills)}::jsonb, ${languages}::text[], ${input.specializations}::text[],
      coalesce(${input.timezone ?? null}::text, w.timezone),
      coalesce(${input.workingHours ? JSON.stringify(input.workingHours) : null}::jsonb, s.working_hours),
      ${input.maxConcurrentTasks}::integer, ${now}::timestamptz
    from workspaces w join work_settings s on s.workspace_id = w.id where w.id = ${actor.workspace.id}::uuid`.execute(
    db,
  )
  await record(ctx, { type: 'assistant.invited', subject: { type: 'assistant', id } })
  await inviteWithin(ctx, { email, name, role: 'va', vaId: id })
  return findForStaff(db, id, now)
}

async function openInvitation({ db, now }: CommandContext, id: string) {
  const { invitation, name, status } = await findForStaff(db, id, now)
  if (invitation) return invitation.id
  throw new AppError(
    'conflict',
    status === 'active'
      ? `${name} has accepted by now.`
      : `${name} has no open invitation. Bring them back to invite them again.`,
  )
}

/** The same link again, good for another week. */
export async function resendTo(ctx: CommandContext, { id }: { id: string }): Promise<Assistant> {
  await resendInvitation(ctx, await openInvitation(ctx, id))
  return findForStaff(ctx.db, id, ctx.now)
}

/** The link stops working, and they are not on the team. */
export async function revokeFrom(ctx: CommandContext, { id }: { id: string }): Promise<Assistant> {
  await revokeInvitation(ctx, await openInvitation(ctx, id))
  return findForStaff(ctx.db, id, ctx.now)
}

const words: Record<keyof schema.Patch, string> = {
  name: 'the name',
  skills: 'the skills',
  languages: 'the languages',
  specializations: 'the specialities',
  timezone: 'the time zone',
  workingHours: 'the working hours',
  maxConcurrentTasks: 'how much they take at a time',
}

/** Writes what differs, and keeps in words what that was. */
export async function writeAssistant(
  ctx: CommandContext,
  before: Assistant,
  patch: { [Key in keyof schema.Patch]?: schema.Patch[Key] | undefined },
) {
  const changed = (Object.keys(words) as (keyof schema.Patch)[]).filter(
    (key) => patch[key] !== undefined && !isDeepStrictEqual(patch[key], before[key]),
  )
  if (changed.length === 0) return
  const columns: Record<string, unknown> = {}
  for (const key of changed)
    columns[key] =
      key === 'skills' || key === 'workingHours' ? JSON.stringify(patch[key]) : patch[key]
  await ctx.db.updateTable('virtualAssistants').set(columns).where('id', '=', before.id).execute()
  await record(ctx, {
    type: 'assistant.edited',
    subject: { type: 'assistant', id: before.id },
    data: { what: changed.map((key) => words[key]).join(' and ') },
  })
}

export async function editAssistant(
  ctx: CommandContext,
  { id, ...patch }: schema.Patch & { id: string },
): Promise<Assistant> {
  await writeAssistant(ctx, await findForStaff(ctx.db, id, ctx.now), patch)
  return findForStaff(ctx.db, id, ctx.now)
}

/** They lose their seat at once; what they hold and were assigned goes back to everybody. */
export async function takeOut(ctx: CommandContext, { id }: { id: string }): Promise<Assistant> {
  const { db, now } = ctx
  const { name, status } = await findForStaff(db, id, now)
  if (status === 'invited')
    throw new AppError('conflict', `${name} has not joined yet. Take the invitation back instead.`)
  const seat = await db
    .selectFrom('memberships')
    .select('id')
    .where('vaId', '=', id)
    .where('status', '=', 'active')
    .executeTakeFirst()
  if (!seat) throw new AppError('conflict', `${name} is not on the team any more.`)
  const open = await db
    .selectFrom('pendingActions')
    .select('id')
    .where('assignedToVaId', '=', id)
    .where('status', 'in', ['assigned', 'in_progress'])
    .execute()
  await removeMember(ctx, seat.id)
  await recordMany(ctx, [
    { type: 'assistant.left', subject: { type: 'assistant', id }, data: { tasks: open.length } },
    ...open.map((action) => ({
      type: 'action.returned' as const,
      subject: { type: 'action' as const, id: action.id },
      data: { reason: `${name} left the team.` },
    })),
  ])
  return findForStaff(db, id, now)
}

/** Invites somebody again who left, with the skills and hours they had. */
export async function bringBack(ctx: CommandContext, { id }: { id: string }): Promise<Assistant> {
  const { db, now } = ctx
  const before = await findForStaff(db, id, now)
  if (before.status !== 'left') {
    throw new AppError('conflict', refusals[before.status])
  }
  await record(ctx, { type: 'assistant.brought_back', subject: { type: 'assistant', id } })
  await inviteWithin(ctx, { email: before.email, name: before.name, role: 'va', vaId: id })
  return findForStaff(db, id, now)
}
