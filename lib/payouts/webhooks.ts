import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { withActor, withSystem } from '../db/with-actor'
import { env } from '../env'
import { AppError } from '../errors'
import { record } from '../events/record'
import * as f from '../fields'
import type { TaskPayload } from '../jobs/tasks'
import { contextOf, reason, timed } from './calling'
import { providerOf } from './providers/registry'
import { settle } from './settle'

/** Standard Webhooks: five minutes either way, so that an old request cannot be played again. */
const toleranceMs = 5 * 60_000

const secretOf = (provider: string) =>
  Buffer.from(hkdfSync('sha256', env.authSecret, '', `payout webhooks of ${provider}`, 32))

export const signature = (provider: string, id: string, timestamp: string, body: string) =>
  `v1,${createHmac('sha256', secretOf(provider)).update(`${id}.${timestamp}.${body}`).digest('base64')}`

const same = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

const payload = z.object({
  type: z.literal('transfer.updated'),
  data: z.object({
    workspaceId: f.id,
    key: z.string().regex(/^[0-9a-f]{64}$/),
    status: z.enum(['accepted', 'paid', 'failed']),
    reference: z.string().max(140).nullish(),
    error: z.string().max(500).nullish(),
    occurredAt: z.iso.datetime(),
  }),
})
export type WebhookData = z.infer<typeof payload>['data']

type Delivery = {
  provider: string
  id: string
  timestamp: string
  signatures: string
  body: string
}

/** Takes what a provider tells, if its signature is right; the same event again changes nothing. */
export async function receiveWebhook(
  { provider, id, timestamp, signatures, body }: Delivery,
  { now, address }: { now: Date; address: string },
): Promise<void> {
  if (!providerOf(provider)) throw new AppError('not_found', 'There is no such provider.')
  const refuse = () => new AppError('unauthenticated', 'The signature is missing, old or wrong.')
  const age = Math.abs(now.getTime() - Number(timestamp) * 1000)
  if (!/^[\w.-]{1,100}$/.test(id) || !(age <= toleranceMs)) throw refuse()
  const expected = signature(provider, id, timestamp, body)
  if (!signatures.split(' ').some((given) => same(given, expected))) throw refuse()
  let read: unknown
  try {
    read = JSON.parse(body)
  } catch {
    throw new AppError('invalid', 'The body is not JSON.')
  }
  const parsed = payload.safeParse(read)
  if (!parsed.success) throw new AppError('invalid', 'This is not an event of a transfer.')
  const { workspaceId, ...event } = parsed.data.data
  await withActor({ kind: 'visitor', address }, ({ db }) =>
    sql`select receive_payout_event(${provider}, ${id}, ${workspaceId}::uuid, ${JSON.stringify(event)}::jsonb,
      ${now}::timestamptz)`.execute(db),
  )
}

type Kept = {
  id: string
  provider: string
  key: string
  status: 'accepted' | 'paid' | 'failed'
  reference: string | null
  error: string | null
  occurredAt: Date
  transferId: string | null
  payoutId: string | null
  providerAt: Date | null
  transferStatus: string | null
  calledAt: Date | null
  /** The latest that the provider has said of the attempts before it. */
  beforeAt: Date | null
}

/** What is final stays, but money that moved against it is told to people. */
function outcomeOf(kept: Kept, applied: boolean) {
  if (!kept.transferId) return 'unmatched'
  if (applied) return 'applied'
  const ended = kept.status !== 'accepted' && ['paid', 'failed'].includes(kept.transferStatus ?? '')
  const newer = kept.providerAt === null || kept.providerAt < kept.occurredAt
  return ended && newer && kept.status !== kept.transferStatus ? 'contradicts' : 'stale'
}

/**
 * It is about an attempt before the newest one: no news after what is known of those, or there before
 * the newest has asked for anything. That money has moved counts whenever it is told.
 */
const isOver = ({ status, occurredAt, calledAt, beforeAt }: Kept) =>
  status !== 'paid' && (calledAt === null || (beforeAt !== null && occurredAt <= beforeAt))

/**
 * Acts on an event. One that is older than what is known changes nothing; of two that say different
 * things about one moment, the provider is asked.
 */
export async function handleEvent({
  workspaceId,
  eventId,
}: TaskPayload<'payouts.event'>): Promise<void> {
  const kept = await withSystem(workspaceId, reason, async ({ db }) => {
    const { rows } = await sql<Kept>`
      select e.id, e.provider, e.idempotency_key as key, e.status, e.reference, e.error, e.occurred_at, t.id as transfer_id, t.payout_id,
        t.provider_at, t.status as transfer_status, t.called_at, (
          select max(b.provider_at) from payout_transfers b where b.workspace_id = e.workspace_id and b.provider = e.provider
            and b.idempotency_key = e.idempotency_key and b.id <> t.id) as before_at
      from payout_events e
      left join lateral (select t.id, t.payout_id, t.provider_at, t.status, t.called_at from payout_transfers t where t.workspace_id = e.workspace_id
        and t.provider = e.provider and t.idempotency_key = e.idempotency_key order by t.created_at desc, t.attempt desc limit 1) t on true
      where e.id = ${eventId}::uuid and e.handled_at is null`.execute(db)
    return rows[0]
  })
  if (!kept) return
  const { providerAt, occurredAt, transferStatus } = kept
  const tied = providerAt?.getTime() === occurredAt.getTime() && transferStatus !== kept.status
  const asked = tied
    ? await timed(async (signal) => providerOf(kept.provider)?.find(workspaceId, kept.key, signal))
    : undefined
  await withSystem(workspaceId, reason, async (writer) => {
    const ctx = contextOf(workspaceId, writer)
    const said = asked ?? {
      status: kept.status,
      reference: kept.reference,
      error: kept.error,
      at: occurredAt,
    }
    const moved =
      kept.transferId && !isOver(kept)
        ? await settle(ctx, {
            transferIds: [kept.transferId],
            to: said.status,
            reference: said.reference ?? null,
            error: said.status === 'failed' ? ('error' in said && said.error) || 'Declined.' : null,
            providerAt: said.at,
          })
        : []
    const outcome = outcomeOf(kept, moved.length > 0)
    if (outcome === 'contradicts' && kept.payoutId)
      await record(ctx, {
        type: 'payout.contradicted',
        subject: { type: 'payout', id: kept.payoutId },
        data: { status: kept.status, reference: kept.reference, eventId: kept.id },
      })
    await sql`
      update payout_events set handled_at = ${ctx.now}::timestamptz, outcome = ${outcome}
      where id = ${eventId}::uuid and handled_at is null`.execute(ctx.db)
  })
}
