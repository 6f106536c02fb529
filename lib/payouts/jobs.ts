import { sql } from 'kysely'
import { withSystem } from '../db/with-actor'
import { env } from '../env'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'
import { reason } from './calling'
import { endPending } from './providers/sandbox'
import { signature, type WebhookData } from './webhooks'

export { callProvider } from './calling'
export { reconcile } from './reconcile'
export { handleEvent } from './webhooks'

/** A job per workspace that may have something open. */
export async function reconcileAll() {
  await withSystem('', reason, async ({ db }) => {
    const workspaces = await db.selectFrom('workspaces').select('id').execute()
    for (const { id } of workspaces)
      await enqueue(
        db,
        'payouts.reconcile-due',
        { workspaceId: id },
        { jobKey: `payouts.reconcile-due:${id}` },
      )
  })
}

/** Has providers asked about what they should have settled, or a crash has left behind. */
export async function reconcileDue({ workspaceId }: TaskPayload<'payouts.reconcile-due'>) {
  await withSystem(workspaceId, reason, async ({ db }) => {
    await sql`
      select enqueue('payouts.reconcile', jsonb_build_object('workspaceId', t.workspace_id, 'transferId', t.id),
        'payouts.reconcile:' || t.id)::text
      from payout_transfers t
      where t.status in ('sending', 'accepted', 'unknown') and t.provider not in ('by_hand', 'bank_file')
        and coalesce(t.asked_at, t.called_at, t.created_at) < ${new Date(Date.now() - 3 * env.payoutTimeoutMs)}::timestamptz`.execute(
      db,
    )
  })
}

/** What the sandbox does some seconds later: it ends a pending transfer, and tells by webhook. */
export async function sandboxLater({ workspaceId, key }: TaskPayload<'payouts.sandbox-later'>) {
  const ended = await endPending(workspaceId, key)
  if (!ended) return
  const data: WebhookData = {
    workspaceId,
    key,
    status: ended.status,
    reference: ended.reference ?? null,
    error: ended.status === 'failed' ? ended.error : null,
    occurredAt: ended.at.toISOString(),
  }
  const body = JSON.stringify({ type: 'transfer.updated', data })
  const id = `evt_${key.slice(0, 32)}_${ended.at.getTime()}`
  const timestamp = String(Math.floor(Date.now() / 1000))
  const response = await fetch(new URL('/api/webhooks/payouts/sandbox', env.appUrl), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature('sandbox', id, timestamp, body),
    },
    body,
    signal: AbortSignal.timeout(env.payoutTimeoutMs),
  })
  if (!response.ok) throw new Error(`The webhook was answered with ${response.status}.`)
}
