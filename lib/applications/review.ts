import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { savepoint } from '../db/savepoint'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { queueMail } from '../mail/queue'
import { addRows, startOperation } from '../operations/record'
import { createPartner } from '../partners/commands'
import { findApplication } from './queries'
import { isReviewable } from './rules'
import {
  type Application,
  type ApplicationStatus,
  applicationStatusLabels,
  type bulkReview,
} from './schema'

/** Locks the application, so that two reviewers take turns. */
async function lockForReview({ db }: CommandContext, id: string) {
  const row = await db
    .selectFrom('partnerApplications')
    .select(['id', 'status', 'name', 'email', 'phone', 'company', 'website'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('application')
  return { ...row, status: row.status as ApplicationStatus }
}

function refuseDecided(status: ApplicationStatus) {
  if (!isReviewable(status))
    throw new AppError(
      'conflict',
      `This application has been ${applicationStatusLabels[status].toLowerCase()} already.`,
    )
}

/** Marks an application as being looked at; opening it twice is no change. */
export async function openApplication(ctx: CommandContext, id: string): Promise<Application> {
  const row = await lockForReview(ctx, id)
  if (row.status === 'pending') {
    await ctx.tx.partnerApplication.updateMany({
      where: { id, status: 'pending' },
      data: { status: 'under_review' },
    })
    await record(ctx, { type: 'application.opened', subject: { type: 'application', id } })
  }
  return findApplication(ctx.db, id)
}

/** Makes the partner, the membership and the invitation together. */
export async function approveApplication(ctx: CommandContext, id: string): Promise<Application> {
  const { actor, now, tx, db } = ctx
  const row = await lockForReview(ctx, id)
  refuseDecided(row.status)
  const known = await db
    .selectFrom('partners')
    .select('id')
    .where('email', '=', row.email)
    .executeTakeFirst()
  if (known) throw new AppError('conflict', 'A partner with this e-mail exists already.')
  await tx.partnerApplication.updateMany({
    where: { id, status: row.status },
    data: { status: 'approved', reviewedBy: actor.userId, reviewedAt: now, rejectionReason: null },
  })
  const partnerId = await createPartner(ctx, { ...row, applicationId: id })
  await record(ctx, {
    type: 'application.approved',
    subject: { type: 'application', id },
    data: { partnerId },
  })
  return findApplication(db, id)
}

export async function rejectApplication(
  ctx: CommandContext,
  { id, reason }: { id: string; reason: string },
): Promise<Application> {
  const { actor, now, tx, db } = ctx
  const row = await lockForReview(ctx, id)
  refuseDecided(row.status)
  await tx.partnerApplication.updateMany({
    where: { id, status: row.status },
    data: {
      status: 'rejected',
      rejectionReason: reason,
      reviewedBy: actor.userId,
      reviewedAt: now,
    },
  })
  await record(ctx, {
    type: 'application.rejected',
    subject: { type: 'application', id },
    data: { reason },
  })
  await queueMail(ctx, {
    to: row.email,
    template: 'application-rejected',
    data: { name: row.name, reason, applicationId: id },
  })
  return findApplication(db, id)
}

/** Notes for the reviewers; the applicant never sees them. */
export async function noteApplication(
  ctx: CommandContext,
  { id, notes }: { id: string; notes?: string | null | undefined },
): Promise<Application> {
  const { count } = await ctx.tx.partnerApplication.updateMany({
    where: { id },
    data: { reviewNotes: notes ?? null },
  })
  if (count === 0) throw notFound('application')
  await record(ctx, { type: 'application.noted', subject: { type: 'application', id } })
  return findApplication(ctx.db, id)
}

/**
 * Decides many, each behind a savepoint: one that is refused does not undo the others. Rejections
 * are one operation, which can be undone.
 */
export async function reviewMany(ctx: CommandContext, input: z.infer<typeof bulkReview>) {
  const results: { id: string; ok: boolean; message?: string }[] = []
  const before = input.decision === 'reject' ? await standing(ctx, input.ids) : []
  for (const id of input.ids) {
    const refused = await savepoint(ctx, () =>
      input.decision === 'approve'
        ? approveApplication(ctx, id)
        : rejectApplication(ctx, { id, reason: input.reason }),
    )
    results.push(refused ? { id, ok: false, message: refused.message } : { id, ok: true })
  }
  const rejected = before.filter(({ id }) => results.some((one) => one.id === id && one.ok))
  if (input.decision !== 'reject' || rejected.length === 0) return { results, operationId: null }
  const operationId = await startOperation(ctx, {
    kind: 'application_rejection',
    reason: input.reason,
  })
  await addRows(
    ctx,
    operationId,
    rejected.map(({ id, ...was }) => ({
      table: 'partner_applications',
      id,
      before: was,
      after: { reviewedAt: ctx.now },
    })),
  )
  return { results, operationId }
}

/** How applications stand, held in the order in which they are then decided. */
const standing = ({ db }: CommandContext, ids: string[]) =>
  db
    .selectFrom('partnerApplications')
    .select(['id', 'status', 'reviewedBy', 'reviewedAt'])
    .where('id', 'in', ids)
    .where('status', 'in', ['pending', 'under_review'])
    .orderBy('id')
    .forUpdate()
    .execute()
