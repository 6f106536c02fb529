import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { record } from '../events/record'
import type { EventType } from '../events/schema'
import { type HeldListing, holdListing, type ListingContext } from './hold'
import { listingStatusLabels, type RejectionCategory } from './labels'
import { findListing } from './queries'
import { allows, type MoveName, moves } from './rules'

const events: Record<MoveName, EventType> = {
  review: 'listing.under_review',
  approve: 'listing.approved',
  reject: 'listing.rejected',
  revise: 'listing.revision_needed',
  resubmit: 'listing.resubmitted',
  expire: 'listing.expired',
  remove: 'listing.removed',
}

type Changes = {
  listingUrl?: string
  submittedAt?: Date
  approvedAt?: Date
  rejectedAt?: Date
  endedAt?: Date
  expiresAt?: Date
  rejectionReason?: string | null
  rejectionCategory?: RejectionCategory | null
  revisionNotes?: string | null
  lastCheckedAt?: Date
  nextCheckAt?: Date
  checkFailures?: number
  linkState?: string | null
}

/** Moves a held listing along one of its arrows, and says so on its timeline and the customer's. */
export async function moveHeld(
  ctx: ListingContext,
  held: HeldListing,
  move: MoveName,
  changes: Changes,
  reason?: string | null,
) {
  const { db, now } = ctx
  const { to } = moves[move]
  const moved = await db
    .updateTable('directorySubmissions')
    .set({ ...changes, status: to, statusChangedAt: now, updatedAt: now })
    .where('id', '=', held.id)
    .where('status', '=', held.status)
    .returning('id')
    .executeTakeFirst()
  if (!moved)
    throw new AppError(
      'conflict',
      'This has moved on in the meantime. Reload to see the current state.',
    )
  await record(ctx, {
    type: events[move],
    subject: { type: 'listing', id: held.id },
    customerId: held.customerId,
    data: reason ? { reason } : {},
  })
}

/** The queue moves what it still has in hand. */
async function refuseQueued({ db }: ListingContext, held: HeldListing) {
  const { rows } = await sql`
    select from submission_queue q where q.workspace_id = (select app_workspace_id()) and q.submission_id = ${held.id}::uuid
      and q.status in ('pending','processing','paused','retry_needed','manual_review')`.execute(db)
  if (rows.length > 0)
    throw new AppError(
      'conflict',
      'The queue is still working on this listing. Finish or cancel it there first.',
    )
}

async function move(
  ctx: CommandContext,
  id: string,
  name: MoveName,
  changes: (held: HeldListing) => Changes,
  reason?: string | null,
) {
  const held = await holdListing(ctx, id)
  if (!allows(name, held.status))
    throw new AppError(
      'conflict',
      `This listing is ${listingStatusLabels[held.status].toLowerCase()}, so it cannot be ${moves[name].verb}.`,
    )
  await refuseQueued(ctx, held)
  await moveHeld(ctx, held, name, changes(held), reason)
  return findListing(ctx.db, id)
}

type Noted = { id: string; reason?: string | null | undefined }

export const markUnderReview = (ctx: CommandContext, { id, reason }: Noted) =>
  move(ctx, id, 'review', () => ({}), reason)

type Approval = {
  id: string
  listingUrl?: string | null | undefined
  expiresAt?: Date | null | undefined
}

export function approveListing(ctx: CommandContext, { id, listingUrl, expiresAt }: Approval) {
  if (expiresAt && expiresAt <= ctx.now)
    throw new AppError('invalid', 'This day has passed.', {
      expiresAt: 'Please give a day to come.',
    })
  return move(ctx, id, 'approve', (held) => {
    const url = listingUrl ?? held.listingUrl
    if (!url)
      throw new AppError('invalid', 'A live listing has an address.', {
        listingUrl: 'Please give the address of the listing.',
      })
    return { listingUrl: url, approvedAt: ctx.now, ...(expiresAt ? { expiresAt } : {}) }
  })
}

export const rejectListing = (
  ctx: CommandContext,
  { id, category, reason }: { id: string; category: RejectionCategory; reason: string },
) =>
  move(
    ctx,
    id,
    'reject',
    () => ({ rejectedAt: ctx.now, rejectionCategory: category, rejectionReason: reason }),
    reason,
  )

export const reviseListing = (
  ctx: CommandContext,
  { id, reason }: { id: string; reason: string },
) => move(ctx, id, 'revise', () => ({ revisionNotes: reason }), reason)

export const resubmitListing = (ctx: CommandContext, { id, reason }: Noted) =>
  move(ctx, id, 'resubmit', () => ({ submittedAt: ctx.now, revisionNotes: null }), reason)

export const expireListing = (ctx: CommandContext, { id, reason }: Noted) =>
  move(ctx, id, 'expire', () => ({ endedAt: ctx.now }), reason)

export const removeListing = (ctx: CommandContext, { id, reason }: Noted) =>
  move(ctx, id, 'remove', () => ({ endedAt: ctx.now }), reason)
