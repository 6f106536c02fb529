import { sql } from 'kysely'
import { type Writer, withSystem } from '../db/with-actor'
import { env } from '../env'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'
import { log } from '../log'
import { openDetails } from '../partners/profile'
import { failpoint } from './failpoints'
import type { Answer, Transfer } from './providers/provider'
import { providerOf } from './providers/registry'
import { settle } from './settle'

type Called = TaskPayload<'payouts.send'>

export const reason = 'sends payouts and asks what became of them'

export const contextOf = (workspaceId: string, { db }: Writer, now = new Date()) => ({
  actor: { kind: 'system', workspaceId, reason } as const,
  now,
  db,
})

/** Runs a call of a provider; one that takes too long throws, with nothing known. */
export async function timed<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(env.payoutTimeoutMs)
  const tooLong = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () =>
      reject(new Error('The provider did not answer in time.')),
    ),
  )
  tooLong.catch(() => {})
  return Promise.race([call(signal), tooLong])
}

type Claimed = Omit<Transfer, 'to'> & {
  provider: string
  key: string
  partnerId: string
  sealed: string | null
}

/**
 * Takes the right to call the provider for a transfer, once: whoever finds it called already only
 * asks what became of it.
 */
const claim = ({ workspaceId, transferId }: Called) =>
  withSystem(workspaceId, reason, async ({ db }) => {
    const { rows } = await sql<Claimed>`
      with claimed as (
        update payout_transfers set called_at = ${new Date()}::timestamptz
        where id = ${transferId}::uuid and status = 'sending' and called_at is null returning *
      )
      select t.workspace_id, t.payout_id, t.amount, t.currency, t.provider, t.idempotency_key as key, y.partner_id,
        p.payout_details as sealed
      from claimed t join payouts y on y.id = t.payout_id
      join partners p on p.workspace_id = y.workspace_id and p.id = y.partner_id`.execute(db)
    return rows[0]
  })

/** The job behind a transfer. It may run again after a crash, and then sends nothing. */
export async function callProvider(task: Called): Promise<void> {
  await failpoint('before the claim')
  const claimed = await claim(task)
  await failpoint('claimed')
  if (!claimed) return askSoon(task)
  const provider = providerOf(claimed.provider)
  const to = openDetails(claimed.partnerId, claimed.sealed)
  if (!provider || !to) {
    await recordAnswer(task, {
      status: 'failed',
      error: 'The partner has no payout details any more.',
      at: new Date(),
    })
    return
  }
  let answer: Answer
  try {
    answer = await timed((signal) => provider.send({ ...claimed, to }, claimed.key, signal))
  } catch (err) {
    log.warn({ err, transferId: task.transferId }, 'a provider did not say what became of a payout')
    await failpoint('sent')
    const said = err instanceof Error ? err.message : 'The provider did not answer.'
    await withSystem(task.workspaceId, reason, (writer) =>
      settle(contextOf(task.workspaceId, writer), {
        transferIds: [task.transferId],
        to: 'unknown',
        error: said,
      }),
    )
    return askSoon(task)
  }
  await failpoint('sent')
  await recordAnswer(task, answer)
  await failpoint('recorded')
}

export const recordAnswer = ({ workspaceId, transferId }: Called, answer: Answer) =>
  withSystem(workspaceId, reason, async (writer) => {
    const moved = await settle(contextOf(workspaceId, writer), {
      transferIds: [transferId],
      to: answer.status,
      reference: answer.reference ?? null,
      error: answer.status === 'failed' ? answer.error : null,
      providerAt: answer.at,
    })
    await failpoint('before the commit of the answer')
    return moved
  })

/** Has somebody ask the provider, when an answer on its way would have come. */
const askSoon = (task: Called) =>
  withSystem(task.workspaceId, reason, ({ db }) =>
    enqueue(db, 'payouts.reconcile', task, {
      jobKey: `payouts.reconcile:${task.transferId}`,
      runAt: new Date(Date.now() + 2 * env.payoutTimeoutMs),
    }),
  )
