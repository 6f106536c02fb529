import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { counted } from '../words'
import { candidatesFor, creditsOf } from './candidates'
import { findBatch } from './queries'
import { type Step, steps } from './rules'
import type * as schema from './schema'
import { batchStatusLabels } from './schema'

type Queued = { directory: string; replaces?: string }

const credits = (count: number) => counted(count, 'credit')

/** Adds items to a batch, all or none. */
const queueItems = (
  { db, actor, now }: CommandContext,
  batchId: string,
  items: Queued[],
  due: Date,
) =>
  sql`select queue_items(${batchId}::uuid, ${JSON.stringify(items)}::jsonb, ${due}::timestamptz, ${actor.userId}::uuid,
    ${now}::timestamptz)`.execute(db)

async function costOf(db: Db, directoryIds: readonly string[]) {
  const { rows } = await sql<{ credits: number }>`
    select coalesce(sum(d.credits), 0)::int as credits from directories d
    where d.workspace_id = (select app_workspace_id()) and d.id = any (${directoryIds}::uuid[])`.execute(
    db,
  )
  return rows[0]?.credits ?? 0
}

function refuseUnaffordable(cost: number, left: number, expected: number | undefined) {
  if (expected !== undefined && cost > expected)
    throw new AppError(
      'conflict',
      `This costs ${credits(cost)} by now, not ${credits(expected)}. Reload to see the current prices.`,
    )
  if (cost <= left) return
  const message = `This costs ${credits(cost)}, and ${left === 1 ? 'one is' : `${left} are`} left in this period. Choose fewer directories, or grant credits first.`
  throw new AppError('conflict', message, { directoryIds: message })
}

/** The customer, if anything may be queued for them. */
async function refuseObstacle({ db, now }: CommandContext, customerId: string) {
  const customer = await creditsOf(db, customerId, now)
  if (customer.obstacle) throw new AppError('conflict', customer.obstacle)
  return customer
}

/** Queues a batch: listings, items and credits in one transaction, or nothing. */
export async function createBatch(ctx: CommandContext, input: schema.BatchInput) {
  const { db, tx, actor, now } = ctx
  const directoryIds = [...new Set(input.directoryIds)]
  const customer = await refuseObstacle(ctx, input.customerId)
  refuseUnaffordable(await costOf(db, directoryIds), customer.creditsLeft, input.expectedCredits)
  const id = v7()
  const due = input.scheduledFor && input.scheduledFor > now ? input.scheduledFor : now
  await tx.batchSubmission.create({
    data: {
      id,
      workspaceId: actor.workspace.id,
      customerId: input.customerId,
      batchName: input.name,
      priority: input.priority,
      maxConcurrentItems: input.maxConcurrentItems ?? null,
      stopOnError: input.stopOnError,
      scheduledFor: due > now ? due : null,
      selection: input.selection,
      notificationSettings: { customer: input.notifyCustomer },
      createdBy: actor.userId,
      createdAt: now,
    },
    select: { id: true },
  })
  await queueItems(
    ctx,
    id,
    directoryIds.map((directory) => ({ directory })),
    due,
  )
  await record(ctx, {
    type: 'batch.queued',
    subject: { type: 'batch', id },
    customerId: input.customerId,
    data: { name: input.name, items: directoryIds.length },
  })
  return findBatch(db, id)
}

const past: Record<Step, 'batch.paused' | 'batch.resumed' | 'batch.cancelled'> = {
  pause: 'batch.paused',
  resume: 'batch.resumed',
  cancel: 'batch.cancelled',
}

/** Pauses, resumes or cancels what nobody holds; what is in progress is finished either way. */
export async function steerBatch(ctx: CommandContext, id: string, step: Step) {
  const { db, actor, now } = ctx
  const { from, to } = steps[step]
  const { rows } = await sql<{ items: number | null }>`
    select steer_batch(${id}::uuid, ${to}, ${from}::text[], null, ${actor.userId}::uuid, ${now}::timestamptz) as items`.execute(
    db,
  )
  const items = rows[0]?.items ?? null
  const { status, customerId } = await findBatch(db, id)
  if (items === null)
    throw new AppError(
      'conflict',
      `This batch is ${batchStatusLabels[status].toLowerCase()}, so this can no longer be done.`,
    )
  await record(ctx, {
    type: past[step],
    subject: { type: 'batch', id },
    customerId,
    data: { items },
  })
  return { items }
}

/** Queues failed items again, the given ones or all. */
export async function retryFailed(ctx: CommandContext, id: string, itemIds?: string[]) {
  const { db, actor, now } = ctx
  const { customerId, status } = await findBatch(db, id)
  await refuseObstacle(ctx, customerId)
  const { rows } = await sql<{ items: number | null }>`
    select retry_items(${id}::uuid, ${itemIds ?? null}::uuid[], ${actor.userId}::uuid, ${now}::timestamptz) as items`.execute(
    db,
  )
  const items = rows[0]?.items ?? null
  if (items === null)
    throw new AppError(
      'conflict',
      `This batch is ${batchStatusLabels[status].toLowerCase()}, so nothing is tried again.`,
    )
  if (items === 0) throw new AppError('conflict', 'There is no failed submission to try again.')
  await record(ctx, {
    type: 'batch.retried',
    subject: { type: 'batch', id },
    customerId,
    data: { items },
  })
  return { items }
}

/** Changes how a batch is worked; a new priority holds for what is still waiting. */
export async function editBatch(ctx: CommandContext, input: z.output<typeof schema.batchEdit>) {
  const { db } = ctx
  const row = await db
    .updateTable('batchSubmissions')
    .set({
      maxConcurrentItems: input.maxConcurrentItems ?? null,
      stopOnError: input.stopOnError,
      priority: input.priority,
      ...(input.name !== undefined && { batchName: input.name }),
    })
    .where('id', '=', input.id)
    .where('status', 'in', ['pending', 'processing', 'paused'])
    .returning('customerId')
    .executeTakeFirst()
  const found = await findBatch(db, input.id)
  if (!row)
    throw new AppError(
      'conflict',
      `This batch is ${batchStatusLabels[found.status].toLowerCase()}, so there is nothing left to change.`,
    )
  await sql`select 1 from line_up_batch(${input.id}::uuid)`.execute(db)
  await record(ctx, {
    type: 'batch.edited',
    subject: { type: 'batch', id: input.id },
    data: { priority: input.priority, maxConcurrentItems: input.maxConcurrentItems ?? null },
  })
  return found
}

async function replaceable({ db }: Pick<CommandContext, 'db'>, id: string, itemId: string) {
  const found = await findBatch(db, id)
  const row = await db
    .selectFrom('submissionQueue')
    .select(['id', 'status', 'directoryId'])
    .where('workspaceId', '=', sql<string>`(select app_workspace_id())`)
    .where('batchId', '=', id)
    .where('id', '=', itemId)
    .executeTakeFirst()
  if (!row) throw notFound('submission')
  if (row.status !== 'failed')
    throw new AppError('conflict', 'Only a submission that failed can be replaced.')
  return found
}

/** Directories out of the batch's own filter that could take the place of a failed one. */
export async function replacementsFor(
  ctx: Pick<CommandContext, 'db'>,
  input: { id: string; itemId: string },
) {
  const found = await replaceable(ctx, input.id, input.itemId)
  const { candidates } = await candidatesFor(ctx.db, found.customerId, found.selection, {
    limit: 200,
  })
  const { rows } = await sql<{ directoryId: string }>`
    select q.directory_id from submission_queue q
    where q.workspace_id = (select app_workspace_id()) and q.batch_id = ${input.id}::uuid`.execute(
    ctx.db,
  )
  const used = new Set(rows.map(({ directoryId }) => directoryId))
  return candidates.filter((one) => !one.obstacle && !used.has(one.id)).slice(0, 20)
}

/** Queues another directory in place of one that is closed, or lists the business already. */
export async function replaceItem(
  ctx: CommandContext,
  { id, itemId, directoryId }: { id: string; itemId: string; directoryId: string },
) {
  const { db, now } = ctx
  // Of two replacements at once the second sees the first.
  await db
    .selectFrom('batchSubmissions')
    .select('id')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .execute()
  const { customerId } = await replaceable(ctx, id, itemId)
  await refuseObstacle(ctx, customerId)
  const { rows } = await sql<{ submissionId: string; replaced: boolean; name: string | null }>`
    select q.submission_id, exists (select from submission_queue r
        where r.workspace_id = q.workspace_id and r.batch_id = q.batch_id and r.replaces_item_id = q.id) as replaced,
      (select d.name from directories d where d.workspace_id = q.workspace_id and d.id = ${directoryId}::uuid) as name
    from submission_queue q where q.workspace_id = (select app_workspace_id()) and q.id = ${itemId}::uuid`.execute(
    db,
  )
  const [item] = rows
  if (item?.replaced) throw new AppError('conflict', 'This submission was replaced already.')
  await queueItems(ctx, id, [{ directory: directoryId, replaces: itemId }], now)
  await record(ctx, {
    type: 'listing.replaced',
    subject: { type: 'listing', id: item?.submissionId as string },
    data: { directory: item?.name },
  })
  return findBatch(db, id)
}
