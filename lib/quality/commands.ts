import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { actorName } from '../auth/actor'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { openRework } from './rework'
import type * as schema from './schema'
import { tallyAssistants } from './tally'

const gone = () =>
  new AppError(
    'conflict',
    'Somebody else has reviewed this by now. Reload to see the current state.',
  )

/** A finished task and who did it, both locked; people come before actions, as everywhere. */
async function lockReviewed({ db }: CommandContext, id: string) {
  const find = () =>
    db
      .selectFrom('pendingActions')
      .select(['completedByVaId', 'reviewStatus', 'reviewsWanted'])
      .where('id', '=', id)
  const vaId = (await find().executeTakeFirst())?.completedByVaId
  if (!vaId) throw notFound('review')
  await db
    .selectFrom('virtualAssistants')
    .select('id')
    .where('id', '=', vaId)
    .forNoKeyUpdate()
    .execute()
  const row = await find().forNoKeyUpdate().executeTakeFirstOrThrow()
  return { ...row, vaId }
}

/** Says what a finished task is worth. With the last one that it is to have, its score stands. */
export async function giveReview(ctx: CommandContext, input: z.output<typeof schema.reviewing>) {
  const { db, actor, now } = ctx
  const { id, score, verdict, feedback } = input
  const found = await lockReviewed(ctx, id)
  if (found.reviewStatus !== 'waiting') throw gone()
  const before = await db
    .selectFrom('actionReviews')
    .select(['score', 'verdict', 'feedback', 'reviewerId'])
    .where('actionId', '=', id)
    .execute()
  if (before.some(({ reviewerId }) => reviewerId === actor.userId))
    throw new AppError(
      'conflict',
      'You have reviewed this already. A second person looks at it now.',
    )
  await db
    .insertInto('actionReviews')
    .values({
      workspaceId: actor.workspace.id,
      actionId: id,
      round: before.length + 1,
      reviewerId: actor.userId,
      reviewerName: actorName(actor),
      score,
      verdict,
      reasons: input.reasons ?? [],
      feedback: feedback ?? '',
      createdAt: now,
    })
    .execute()
  await record(ctx, {
    type: 'action.reviewed',
    subject: { type: 'action', id },
    data: { round: before.length + 1 },
  })
  if (before.length + 1 < found.reviewsWanted) return { id, done: false }

  const all = [...before, { score, verdict, feedback: feedback ?? '' }]
  const mean = Math.round(all.reduce((sum, one) => sum + one.score, 0) / all.length)
  const row = await db
    .updateTable('pendingActions')
    .set({ reviewStatus: 'reviewed', qualityScore: mean, reviewedBy: actor.userId })
    .where('id', '=', id)
    .where('reviewStatus', '=', 'waiting')
    .returning('id')
    .executeTakeFirst()
  if (!row) throw gone()
  if (all.some((one) => one.verdict === 'rework'))
    await openRework(
      ctx,
      id,
      found.vaId,
      all
        .map((one) => one.feedback)
        .filter(Boolean)
        .join('\n\n'),
    )
  await tallyAssistants(db, found.vaId, now)
  return { id, done: true }
}

/** Objects to the review of one's own work, once. */
export async function appeal(ctx: CommandContext, input: z.output<typeof schema.appealing>) {
  const { db, actor, now } = ctx
  const last = await db
    .selectFrom('actionReviews')
    .select('id')
    .where('actionId', '=', input.id)
    .orderBy('round', 'desc')
    .executeTakeFirst()
  if (!last || !actor.vaId) throw notFound('review')
  await db
    .insertInto('reviewAppeals')
    .values({
      workspaceId: actor.workspace.id,
      reviewId: last.id,
      vaId: actor.vaId,
      argument: input.argument,
      createdAt: now,
    })
    .execute()
  await record(ctx, {
    type: 'action.appealed',
    subject: { type: 'action', id: input.id },
    data: { reason: input.argument },
  })
  return { id: input.id }
}

/** Rules on an objection: the review stands, or another score does. */
export async function rule(ctx: CommandContext, input: z.output<typeof schema.ruling>) {
  const { db, actor, now } = ctx
  const { id, status } = input
  const found = await lockReviewed(ctx, id)
  const ruled = await db
    .updateTable('reviewAppeals as p')
    .set({
      status,
      score: input.score ?? null,
      ruling: input.ruling,
      ruledBy: actor.userId,
      ruledAt: now,
    })
    .where('p.status', '=', 'open')
    .where('p.reviewId', 'in', (query) =>
      query.selectFrom('actionReviews as r').select('r.id').where('r.actionId', '=', id),
    )
    .returning('p.id')
    .executeTakeFirst()
  if (!ruled) throw new AppError('conflict', 'This objection was ruled on already.')
  await db
    .updateTable('pendingActions')
    .set({
      reviewStatus: 'reviewed',
      ...(input.score ? { qualityScore: input.score } : {}),
      reviewedBy: actor.userId,
    })
    .where('id', '=', id)
    .where('reviewStatus', '=', 'appealed')
    .execute()
  await record(ctx, {
    type: 'action.ruled',
    subject: { type: 'action', id },
    data: { status, score: input.score ?? null, reason: input.ruling },
  })
  await tallyAssistants(db, found.vaId, now)
  return { id }
}
