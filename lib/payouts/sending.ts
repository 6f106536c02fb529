import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { AppError } from '../errors'
import { recordMany } from '../events/record'
import { openDetails } from '../partners/profile'
import type { PayoutDetails } from '../partners/schema'
import { payoutHolds } from '../risk/queries'
import { makeFiles } from './bank-file'
import type { ProviderName } from './labels'
import { settingsOf } from './settings'
import { meant, type RowResult, type Which } from './which'

export type Sendable = {
  id: string
  partnerId: string
  partnerName: string
  partnerStatus: string
  amount: number
  currency: string
  to: PayoutDetails | null
}

/** Locked, so that nobody cancels them or sends them as well meanwhile. */
async function sendables(db: Db, which: Which, from: 'approved' | 'failed'): Promise<Sendable[]> {
  const { rows } = await sql<Omit<Sendable, 'to'> & { sealed: string | null }>`
    select y.id, y.partner_id, p.name as partner_name, p.status as partner_status, y.amount, y.currency,
      p.payout_details as sealed
    from payouts y join partners p on p.workspace_id = y.workspace_id and p.id = y.partner_id
    where ${meant(which)} and y.status = ${from}
    order by y.id for no key update of y`.execute(db)
  return rows.map(({ sealed, ...row }) => ({ ...row, to: openDetails(row.partnerId, sealed) }))
}

function obstacle({ to, partnerStatus }: Sendable, provider: ProviderName): string | null {
  if (partnerStatus === 'suspended' || partnerStatus === 'banned')
    return `The partner is ${partnerStatus}. Reinstate them first, or cancel the payout.`
  if (!to) return 'The partner has not said yet where to send the money.'
  if (provider === 'bank_file' && to.method !== 'bank')
    return 'A bank file cannot pay to PayPal. Pay it by hand and mark it as paid.'
  return null
}

const needed = {
  approved: 'Approve payouts before they are sent.',
  failed: 'None of them has failed.',
}

/**
 * Sends what is approved, or once more what has failed. A bank file is made at once; for the
 * others a job per payout calls the provider once this has committed, so that no call is made
 * for what is rolled back, and none waits inside a transaction.
 */
export async function send(
  ctx: CommandContext,
  {
    which,
    provider,
    from = 'approved',
  }: { which: Which; provider: Exclude<ProviderName, 'by_hand'>; from?: 'approved' | 'failed' },
): Promise<{ results: RowResult[] }> {
  const settings = await settingsOf(ctx.db)
  if (provider === 'sandbox' && !settings.sandbox)
    throw new AppError('conflict', 'The sandbox is off. Turn it on in Settings → Payouts.')
  const found = await sendables(ctx.db, which, from)
  if (found.length === 0) throw new AppError('conflict', needed[from])
  const results: RowResult[] = []
  const ready: Sendable[] = []
  const ids = found.map(({ id }) => id)
  const held = await payoutHolds(ctx.db, ids, ctx.now)
  for (const row of found) {
    const message = obstacle(row, provider) ?? held.get(row.id)
    if (message) results.push({ id: row.id, ok: false, message })
    else ready.push(row)
  }
  if (ready.length > 0) {
    const fileOf = provider === 'bank_file' ? await makeFiles(ctx, ready, settings) : undefined
    await startTransfers(ctx, ready, provider, fileOf)
  }
  return { results: [...results, ...ready.map(({ id }) => ({ id, ok: true }))] }
}

/** Puts payouts on their way: an attempt each, under the key of its items. */
export async function startTransfers(
  ctx: CommandContext,
  payouts: Pick<Sendable, 'id' | 'partnerId' | 'amount' | 'currency'>[],
  provider: ProviderName,
  fileOf?: Map<string, string>,
) {
  const { db, actor, now } = ctx
  const ids = payouts.map(({ id }) => id)
  const started = await sql<{ id: string }>`
    update payouts y set status = 'processing', status_changed_at = ${now}::timestamptz
    where y.id = any (${ids}::uuid[]) and y.status in ('approved', 'failed') returning y.id`.execute(
    db,
  )
  if (started.rows.length !== ids.length)
    throw new AppError('conflict', 'A payout has moved on in the meantime. Please look again.')
  const { rows } = await sql<{ id: string; payoutId: string; attempt: number }>`
    insert into payout_transfers (workspace_id, payout_id, attempt, provider, idempotency_key, amount, currency, destination,
      status, file_id, created_by, created_at, called_at)
    select y.workspace_id, y.id, 1 + (select count(*) from payout_transfers t
        where t.workspace_id = y.workspace_id and t.payout_id = y.id), ${provider}, payout_key(y.workspace_id, y.id),
      y.amount, y.currency, (select p.payout_hint from partners p where p.id = y.partner_id),
      ${provider === 'bank_file' ? 'accepted' : 'sending'}, f.file_id, ${actor.userId}::uuid, ${now}::timestamptz,
      case when ${provider !== 'sandbox'} then ${now}::timestamptz end
    from unnest(${ids}::uuid[], ${ids.map((id) => fileOf?.get(id) ?? null)}::uuid[]) as f(payout_id, file_id)
    join payouts y on y.id = f.payout_id
    returning id, payout_id, attempt`.execute(db)
  const byId = new Map(payouts.map((payout) => [payout.id, payout]))
  await recordMany(
    ctx,
    rows.flatMap(({ payoutId, attempt }) => {
      const payout = byId.get(payoutId)
      if (!payout || provider === 'by_hand') return []
      const { amount, currency, partnerId } = payout
      return {
        type: 'payout.sent' as const,
        subject: { type: 'payout' as const, id: payoutId },
        partnerId,
        data: { amount, currency, provider, attempt },
      }
    }),
  )
  if (provider !== 'by_hand' && provider !== 'bank_file') await callProviders(ctx, rows)
  return rows
}

/** A job for each, in one statement. */
async function callProviders({ db, actor }: CommandContext, transfers: { id: string }[]) {
  await sql`
    select enqueue('payouts.send', jsonb_build_object('workspaceId', ${actor.workspace.id}::uuid, 'transferId', t.id),
      'payouts.send:' || t.id)::text
    from unnest(${transfers.map(({ id }) => id)}::uuid[]) as t(id)`.execute(db)
}
