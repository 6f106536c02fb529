import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { withSystem } from '../db/with-actor'
import { env } from '../env'
import { AppError, notFound } from '../errors'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'
import { log } from '../log'
import { payoutHolds } from '../risk/queries'
import { callProvider, contextOf, reason, recordAnswer, timed } from './calling'
import { failpoint } from './failpoints'
import type { TransferStatus } from './labels'
import { providerOf } from './providers/registry'
import { findPayout, payoutForChange } from './queries'
import type { Settlement } from './sending-schema'
import { settle } from './settle'
import { meant, type Which } from './which'

type Task = TaskPayload<'payouts.reconcile'>

type Asked = {
  payoutId: string
  provider: string
  key: string
  status: TransferStatus
  calledAt: Date | null
  attempt: number
  lostBefore: number
}

/** So often a payout that a provider never received is sent again without anybody asking. */
const resends = 2

const neverReceived = 'The provider has never received it; nothing was sent.'

/**
 * Asks the provider what became of a transfer. Only what it has never seen is sent again, as a new
 * attempt under the same key; what it does not say leaves the transfer as it is.
 */
export async function reconcile(task: Task): Promise<void> {
  const asked = await find(task)
  const provider = asked && providerOf(asked.provider)
  if (!provider || !['sending', 'accepted', 'unknown'].includes(asked.status)) return
  if (asked.calledAt === null) return callProvider(task)
  // A call may still be on its way: its own worker records what it hears.
  if (asked.status === 'sending' && Date.now() - asked.calledAt.getTime() < env.payoutTimeoutMs)
    return
  await failpoint('before asking')
  let answer: Awaited<ReturnType<typeof provider.find>>
  try {
    answer = await timed((signal) => provider.find(task.workspaceId, asked.key, signal))
  } catch (err) {
    log.warn({ err, transferId: task.transferId }, 'a provider could not be asked about a payout')
    return
  }
  await failpoint('asked')
  if (answer) {
    // Still on its way is no news, unless nothing was known.
    if (answer.status !== 'accepted' || asked.status === 'sending') await recordAnswer(task, answer)
    return
  }
  if (asked.status === 'accepted') return
  await sendAgain(task, asked)
}

const find = ({ workspaceId, transferId }: Task) =>
  withSystem(workspaceId, reason, async ({ db }) => {
    const { rows } = await sql<Asked>`
      with asked as (
        update payout_transfers set asked_at = ${new Date()}::timestamptz
        where id = ${transferId}::uuid and status in ('sending', 'accepted', 'unknown') returning *
      )
      select t.payout_id, t.provider, t.idempotency_key as key, t.status, t.called_at, t.attempt,
        (select count(*) from payout_transfers b where b.workspace_id = t.workspace_id and b.payout_id = t.payout_id
          and b.error = ${neverReceived}) as lost_before
      from asked t`.execute(db)
    return rows[0]
  })

/** Ends the attempt that never arrived and begins the next in one transaction. */
async function sendAgain({ workspaceId, transferId }: Task, asked: Asked) {
  await withSystem(workspaceId, reason, async (writer) => {
    const ctx = contextOf(workspaceId, writer)
    const moved = await settle(ctx, {
      transferIds: [transferId],
      to: 'failed',
      error: neverReceived,
    })
    if (moved.length === 0 || asked.lostBefore >= resends) return
    // It stays failed: whoever settles the flag sends it again.
    if ((await payoutHolds(ctx.db, [asked.payoutId], ctx.now)).size > 0) return
    await sql`
      update payouts set status = 'processing', status_changed_at = ${ctx.now}::timestamptz
      where id = ${asked.payoutId}::uuid and status = 'failed'`.execute(ctx.db)
    const { rows } = await sql<{ id: string }>`
      insert into payout_transfers (workspace_id, payout_id, attempt, provider, idempotency_key, amount, currency, destination,
        created_by, created_at)
      select t.workspace_id, t.payout_id, t.attempt + 1, t.provider, t.idempotency_key, t.amount, t.currency, t.destination,
        t.created_by, ${ctx.now}::timestamptz
      from payout_transfers t where t.id = ${transferId}::uuid returning id`.execute(ctx.db)
    for (const { id } of rows)
      await enqueue(
        ctx.db,
        'payouts.send',
        { workspaceId, transferId: id },
        { jobKey: `payouts.send:${id}` },
      )
    await failpoint('before the commit of the resend')
  })
}

/** Has the provider asked about everything of theirs that is not settled. */
export async function askNow(ctx: CommandContext, which: Which) {
  const { rows } = await sql<{ payoutId: string; transferId: string }>`
    select t.payout_id, t.id as transfer_id from payout_transfers t
    join payouts y on y.workspace_id = t.workspace_id and y.id = t.payout_id
    where ${meant(which)} and t.status in ('sending', 'accepted', 'unknown') and t.provider not in ('by_hand', 'bank_file')`.execute(
    ctx.db,
  )
  if (rows.length === 0)
    throw new AppError(
      'conflict',
      'No provider can be asked: nothing of it is on its way with one.',
    )
  for (const { transferId } of rows)
    await enqueue(
      ctx.db,
      'payouts.reconcile',
      { workspaceId: ctx.actor.workspace.id, transferId },
      { jobKey: `payouts.reconcile:${transferId}` },
    )
  return { results: rows.map(({ payoutId }) => ({ id: payoutId, ok: true })) }
}

const obstacles: Partial<Record<string, string>> = {
  sending: 'It is being sent right now. Wait until the provider has answered or was asked.',
  accepted: 'The provider has it and says what becomes of it.',
}

/** A person says what became of a payout, from what the bank statement shows. */
export async function settleByHand(ctx: CommandContext, input: Settlement) {
  const { id, outcome, reference, reason } = input
  await payoutForChange(ctx, id)
  const transfer = await ctx.db
    .selectFrom('payoutTransfers')
    .select(['id', 'provider', 'status'])
    .where('payoutId', '=', id)
    .orderBy('attempt', 'desc')
    .executeTakeFirst()
  if (!transfer || ['paid', 'failed'].includes(transfer.status))
    throw new AppError('conflict', 'Nothing of this payout is on its way.')
  const obstacle = providerOf(transfer.provider) ? obstacles[transfer.status] : undefined
  if (obstacle) throw new AppError('conflict', obstacle)
  const moved = await settle(ctx, {
    transferIds: [transfer.id],
    to: outcome,
    reference: reference ?? null,
    error: outcome === 'failed' ? reason : null,
    by: { userId: ctx.actor.userId, reason },
  })
  if (moved.length === 0)
    throw new AppError('conflict', 'This has moved on in the meantime. Reload to see where it is.')
  return findPayout(ctx, id)
}

/** A person has seen the bank carry out a file: everything of it that is still open is paid. */
export async function confirmFile(
  ctx: CommandContext,
  { fileId, reason }: { fileId: string; reason: string },
) {
  const { rows } = await sql<{ id: string }>`
    select t.id from payout_transfers t where t.file_id = ${fileId}::uuid and t.status = 'accepted'`.execute(
    ctx.db,
  )
  const file = await ctx.db
    .selectFrom('payoutFiles')
    .select('id')
    .where('id', '=', fileId)
    .executeTakeFirst()
  if (!file) throw notFound('file')
  const done = 'Nothing of this file is on its way any more.'
  if (rows.length === 0) throw new AppError('conflict', done)
  const moved = await settle(ctx, {
    transferIds: rows.map(({ id }) => id),
    to: 'paid',
    by: { userId: ctx.actor.userId, reason },
  })
  if (moved.length === 0) throw new AppError('conflict', done)
  return { results: moved.map(({ payoutId }) => ({ id: payoutId, ok: true })) }
}
