import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { AppError, notFound, type Refusal } from '../errors'
import { record } from '../events/record'
import type { EventType } from '../events/schema'
import { refusalWords } from '../refusal-words'
import { dropDraft, orLate } from './drafts'
import { held, taken } from './held'
import { lostLease } from './holding'
import { skipMinutes } from './task-labels'
import type * as schema from './task-schema'

type Gone = { id: string }

/** Everything that takes a task out of one's hands ends the same way. */
async function gone(
  ctx: CommandContext,
  { id, type, data }: { id: string; type: EventType; data?: Record<string, unknown> },
): Promise<Gone> {
  await record(ctx, { type, subject: { type: 'action', id }, ...(data ? { data } : {}) })
  return { id }
}

async function refuse(
  ctx: CommandContext,
  input: z.output<typeof schema.refusing>,
  until: Date | null,
) {
  const { id, reason } = input
  await taken(ctx, input.id, held(ctx, input).set({ status: 'pending', preferredVaId: null }))
  await sql`
    insert into action_refusals (workspace_id, action_id, va_id, kind, reason, until, created_at)
    values (${ctx.actor.workspace.id}::uuid, ${id}::uuid, ${ctx.actor.vaId}::uuid, ${until ? 'skipped' : 'declined'},
      ${reason}, ${until}::timestamptz, ${ctx.now}::timestamptz)
    on conflict (workspace_id, action_id, va_id)
    do update set kind = excluded.kind, reason = excluded.reason, until = excluded.until`.execute(
    ctx.db,
  )
  await dropDraft(ctx, id)
  const type = until ? 'action.skipped' : 'action.declined'
  return gone(ctx, { id, type, data: { reason } })
}

/** Puts a task back, out of one's own way for an hour. */
export const skipTask = (ctx: CommandContext, input: z.output<typeof schema.refusing>) =>
  orLate(ctx, { id: input.id, data: { note: input.reason } }, () =>
    refuse(ctx, input, new Date(ctx.now.getTime() + skipMinutes * 60_000)),
  )

/** Puts a task back for good: it never comes to this person again. */
export const declineTask = (ctx: CommandContext, input: z.output<typeof schema.refusing>) =>
  orLate(ctx, { id: input.id, data: { note: input.reason } }, () => refuse(ctx, input, null))

/** Puts a task off; it comes back to whoever put it off, and its time runs on. */
export async function snoozeTask(
  ctx: CommandContext,
  input: z.output<typeof schema.snoozing>,
): Promise<Gone | Refusal> {
  const { id, until } = input
  if (until <= ctx.now || until.getTime() > ctx.now.getTime() + 30 * 86_400_000)
    throw new AppError('invalid', 'Please give a time within the next 30 days.', {
      until: 'Please give a time within the next 30 days.',
    })
  return orLate(ctx, { id, data: {} }, async () => {
    await taken(
      ctx,
      input.id,
      held(ctx, input).set({
        status: 'pending',
        snoozedUntil: until,
        preferredVaId: ctx.actor.vaId,
      }),
    )
    return gone(ctx, { id, type: 'action.snoozed', data: { until } })
  })
}

/** Says that something outside is in the way; the clock stands still until it comes back. */
export async function blockTask(
  ctx: CommandContext,
  input: z.output<typeof schema.blocking>,
): Promise<Gone | Refusal> {
  const { id, reason } = input
  const until = input.until ?? null
  if (until && until <= ctx.now)
    throw new AppError('invalid', 'Please give a time that is still to come.', {
      until: 'This has passed already.',
    })
  return orLate(ctx, { id, data: { note: reason } }, async () => {
    await taken(
      ctx,
      input.id,
      held(ctx, input).set({ status: 'blocked', blockedReason: reason, followUpAt: until }),
    )
    return gone(ctx, { id, type: 'action.blocked', data: { reason, until } })
  })
}

export const releaseTask = (ctx: CommandContext, input: z.output<typeof schema.releasing>) =>
  orLate(ctx, { id: input.id, data: {} }, async () => {
    await taken(ctx, input.id, held(ctx, input).set({ status: 'pending', preferredVaId: null }))
    return gone(ctx, { id: input.id, type: 'action.released' })
  })

/** To somebody, whom the rules must allow, or to whoever takes it next, with a word about where it stands. */
export async function handOverTask(
  ctx: CommandContext,
  input: z.output<typeof schema.handingOver>,
): Promise<Gone | Refusal> {
  const { id, token, vaId, note } = input
  return orLate(ctx, { id, data: { note } }, async () => {
    if (!vaId) {
      await taken(
        ctx,
        input.id,
        held(ctx, input).set({ status: 'pending', preferredVaId: null, handoverNote: note }),
      )
      return gone(ctx, { id, type: 'action.handed_over', data: { reason: note } })
    }
    const to = (await colleagues(ctx, { id })).find((one) => one.vaId === vaId)?.name
    // Written first: afterwards the action is not ours to see any more.
    await gone(ctx, { id, type: 'action.handed_over', data: { to, reason: note } })
    const { rows } = await sql<{ done: boolean }>`
      select hand_over_action(${id}::uuid, ${token}::uuid, ${vaId}::uuid, ${note}, ${ctx.now}::timestamptz) as done`.execute(
      ctx.db,
    )
    if (!rows[0]?.done) throw await lostLease(ctx, id)
    return { id }
  })
}

/** To whom a task in one's hands could go, and why not to the others. */
export async function colleagues(
  { db, now }: Pick<CommandContext, 'db' | 'now'>,
  { id }: { id: string },
) {
  const mine = db
    .selectFrom('pendingActions')
    .select('id')
    .where('id', '=', id)
    .where(sql<boolean>`assigned_to_va_id = app_va_id()`)
  if (!(await mine.executeTakeFirst())) throw notFound('task')
  const { rows } = await sql<{ vaId: string; name: string; reasons: string[] }>`
    select va_id, name, reasons from task_colleagues(${id}::uuid, ${now}::timestamptz)`.execute(db)
  return rows.map(({ vaId, name, reasons }) => ({
    vaId,
    name,
    refused: reasons.length > 0 ? reasons.map(refusalWords).join(' and ') : null,
  }))
}
