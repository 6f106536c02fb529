import { createHash, randomUUID } from 'node:crypto'
import type { Actor, Member, System } from '../auth/actor'
import { workspaceIdOf } from '../auth/actor'
import { type Db, withActor } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { lostLease, readClaimToken } from '../queue/token'
import { storage } from '../storage/storage'
import { proofLimit } from './labels'
import { findProof } from './queries'
import type { Proof, ProofFacts } from './schema'
import { sniff } from './sniff'

/** What a proof belongs to: a listing, or the item or the task that somebody holds by this token. */
export type ProofTarget =
  | { listingId: string }
  | { token: string }
  | { taskId: string; taskToken: string }

type Listing = { submissionId: string; customerId: string; directoryId: string }

export const proofKey = (workspaceId: string, id: string) => `${workspaceId}/proofs/${id}`

/** The whole of an upload, cut off where it becomes too large. */
export async function readProof(upload: ReadableStream<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of upload as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength
    if (bytes > proofLimit.bytes)
      throw new AppError(
        'too_large',
        `The file is larger than ${proofLimit.words}. Make the screenshot smaller, or save it as JPEG.`,
        { file: `At most ${proofLimit.words}.` },
      )
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The listing of a task in the asking person's hands. */
async function taskOf(db: Db, id: string, token: string, now: Date) {
  const row = await db
    .selectFrom('pendingActions')
    .select(['submissionId', 'customerId', 'directoryId', 'queueItemId', 'id as actionId'])
    .where('id', '=', id)
    .where('leaseToken', '=', token)
    .where('status', '=', 'in_progress')
    .where('leaseExpiresAt', '>', now)
    .executeTakeFirst()
  if (!row) throw new AppError('conflict', 'You do not hold this task any more.')
  const { submissionId, directoryId } = row
  if (!submissionId || !directoryId)
    throw new AppError('conflict', 'This task is about no listing, so it keeps no proof.')
  return { ...row, submissionId, directoryId }
}

async function listingOf(db: Db, target: ProofTarget, now: Date) {
  if ('taskId' in target) return taskOf(db, target.taskId, target.taskToken, now)
  if ('listingId' in target) {
    const row = await db
      .selectFrom('directorySubmissions')
      .select(['id as submissionId', 'customerId', 'directoryId'])
      .where('id', '=', target.listingId)
      .executeTakeFirst()
    if (!row) throw notFound('listing')
    return { ...row, queueItemId: null, actionId: null }
  }
  const claim = readClaimToken(target.token)
  const row = await db
    .selectFrom('submissionQueue')
    .select(['submissionId', 'customerId', 'directoryId', 'id as queueItemId'])
    .where('id', '=', claim.item)
    .where('leaseToken', '=', claim.token)
    .where('status', '=', 'processing')
    .where('leaseExpiresAt', '>', now)
    .executeTakeFirst()
  if (!row) throw lostLease()
  return { ...row, actionId: null }
}

async function refuseMore(db: Db, { submissionId, customerId, directoryId }: Listing) {
  const { count } = await db
    .selectFrom('proofs')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('submissionId', '=', submissionId)
    .where('customerId', '=', customerId)
    .where('directoryId', '=', directoryId)
    .executeTakeFirstOrThrow()
  if (Number(count) >= proofLimit.perListing)
    throw new AppError('conflict', `A listing has at most ${proofLimit.perListing} proofs.`)
}

/**
 * Keeps a proof: the row first, then the file, then the row says that the file is there. Whatever
 * happens in between leaves a row without a file, which is cleared away. The same file twice is one proof.
 */
export async function keepProof(
  actor: Member | System,
  target: ProofTarget,
  { kind, name }: ProofFacts,
  body: Buffer,
  now: Date,
): Promise<Proof> {
  const contentType = sniff(body, kind)
  const sha256 = createHash('sha256').update(body).digest('hex')
  const id = randomUUID()
  const workspaceId = workspaceIdOf(actor) as string
  const before = await withActor(actor, async ({ db }) => {
    const listing = await listingOf(db, target, now)
    const same = await db
      .selectFrom('proofs')
      .select('id')
      .where('submissionId', '=', listing.submissionId)
      .where('sha256', '=', sha256)
      .where('kind', '=', kind)
      .where('storedAt', 'is not', null)
      .$if(listing.actionId !== null, (query) => query.where('actionId', '=', listing.actionId))
      .executeTakeFirst()
    if (same) return findProof(db, same.id)
    await refuseMore(db, listing)
    await db
      .insertInto('proofs')
      .values({
        ...{ id, workspaceId, kind, name, contentType, sha256, ...listing },
        bytes: body.length,
        createdBy: createdBy(actor),
        createdAt: now,
      })
      .execute()
    return null
  })
  if (before) return before
  await (await storage()).put(proofKey(workspaceId, id), body, contentType)
  return withActor(actor, async ({ db }) => {
    await db.updateTable('proofs').set({ storedAt: now }).where('id', '=', id).execute()
    return findProof(db, id)
  })
}

const createdBy = (actor: Actor) => ('userId' in actor ? actor.userId : null)
