import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { actorName } from '../auth/actor'
import { logTaskCall } from '../calls/commands'
import { savepoint } from '../db/savepoint'
import { AppError, type Refusal } from '../errors'
import { record } from '../events/record'
import { dropDraft, orLate } from './drafts'
import { findHeld, held, taken } from './held'
import { claimTask, lostLease } from './holding'
import { outcomeOf } from './outcome-fields'
import { endingOf } from './outcomes'
import type * as schema from './task-schema'
import type { TaskContent, TaskEnding } from './task-schema'

type Ended = 'completed' | 'failed' | 'blocked'
type Task = Awaited<ReturnType<typeof findHeld>>

type End = {
  status: 'completed' | 'failed'
  verdict: object
  result: object
  outcome: string
  activeSeconds: number
}

/** Ends a task and moves its item, listing, batch and credits on. What follows a finished task, such as its review, hangs on this change. */
async function end(ctx: CommandContext, input: { id: string; token: string }, task: Task, e: End) {
  const { db, actor, now } = ctx
  const verdicts = task.itemId ? JSON.stringify([{ item: task.itemId, ...e.verdict }]) : null
  const { rows } = await sql<{ done: boolean }>`
    select end_action(${input.id}::uuid, ${input.token}::uuid, ${e.status}, ${verdicts}::jsonb, ${JSON.stringify(e.result)}::jsonb,
      ${e.outcome}, ${e.activeSeconds}, ${actorName(actor)}, ${now}::timestamptz) as done`.execute(
    db,
  )
  if (!rows[0]?.done) throw await lostLease(ctx, input.id)
}

const text = (value: unknown) => (value == null ? null : String(value))

async function refuseWithoutProof({ db }: CommandContext, task: Task, what: string) {
  const row = await db
    .selectFrom('proofs')
    .select('id')
    .where('actionId', '=', task.id)
    .where('storedAt', 'is not', null)
    .executeTakeFirst()
  if (!row && task.submissionId)
    throw new AppError('invalid', `Add the ${what} first: paste it, or drop the file here.`, {
      proof: `A ${what} is needed for this.`,
    })
}

/** Ends or sets aside a task with its outcome; what the outcome tells of a call is written down with it. */
async function finish(ctx: CommandContext, input: z.output<typeof schema.finishing>) {
  const { id, token, result } = input
  const status = await conclude(ctx, input)
  const call = outcomeOf(result.type, result.outcome)?.call
  if (call)
    await logTaskCall(ctx, {
      ...{ action: { id, token }, outcome: call, contact: text(result.spokeWith) },
      rating: (result.rating as number | null | undefined) ?? null,
    })
  return status
}

async function conclude(ctx: CommandContext, input: z.output<typeof schema.finishing>) {
  const { result, activeSeconds } = input
  const note = input.note ?? null
  const task = await findHeld(ctx, input)
  if (task.type !== result.type)
    throw new AppError('invalid', 'This outcome belongs to another type of task.', {
      result: `The type is ${task.type}.`,
    })
  const proof = outcomeOf(result.type, result.outcome)?.proof
  if (proof) await refuseWithoutProof(ctx, task, proof)
  const ending = endingOf(result, note)
  if (ending.status !== 'blocked') {
    const sent = { ...result, note }
    await end(ctx, input, task, {
      ...{ status: ending.status, verdict: ending.verdict, activeSeconds },
      ...{ result: sent, outcome: result.outcome },
    })
    return ending.status
  }
  if (ending.until <= ctx.now)
    throw new AppError('invalid', 'Please give a time that is still to come.', {
      until: 'This has passed already.',
    })
  await taken(
    ctx,
    input.id,
    held(ctx, input).set({
      status: 'blocked',
      blockedReason: ending.label,
      followUpAt: ending.until,
      retryCount: task.retryCount + 1,
      resultData: JSON.stringify({ ...result, note }),
      activeSeconds: sql<number>`greatest(active_seconds, ${activeSeconds})`,
    }),
  )
  await dropDraft(ctx, input.id)
  await record(ctx, {
    type: 'action.blocked',
    subject: { type: 'action', id: input.id },
    data: { reason: [ending.label, result.spokeWith, note].filter(Boolean).join('. ') },
  })
  return 'blocked' as const
}

/** A claim that is refused does not undo what was finished before it. */
async function andNext(
  ctx: CommandContext,
  { id, status, next: wanted }: { id: string; status: Ended; next: boolean },
): Promise<TaskEnding> {
  let next: TaskContent | null = null
  const refused = wanted
    ? await savepoint(ctx, async () => {
        next = await claimTask(ctx, {})
      })
    : undefined
  return { id, status, next: refused ? null : next, refused: refused?.message ?? null }
}

/** Finishes a task with its outcome. Too late, it is refused and kept as a draft. */
export async function finishTask(
  ctx: CommandContext,
  input: z.output<typeof schema.finishing>,
): Promise<TaskEnding | Refusal> {
  const { type: _, ...fields } = input.result
  const data = {
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, text(value)])),
    note: input.note ?? null,
  }
  return orLate(ctx, { id: input.id, data }, async () => {
    const status = await finish(ctx, input)
    return andNext(ctx, { ...input, status })
  })
}

/** Gives a task up for good: its listing fails, and the credit comes back. */
export async function failTask(
  ctx: CommandContext,
  input: z.output<typeof schema.failing>,
): Promise<TaskEnding | Refusal> {
  const { code, reason, activeSeconds } = input
  return orLate(ctx, { id: input.id, data: { note: reason } }, async () => {
    const task = await findHeld(ctx, input)
    await end(ctx, input, task, {
      status: 'failed',
      verdict: { kind: 'failed', code, message: reason },
      result: { outcome: 'given_up', code, reason },
      outcome: code,
      activeSeconds,
    })
    return andNext(ctx, { ...input, status: 'failed' })
  })
}
