import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { recordMany } from '../events/record'
import { findPayout, payoutForChange, refuse } from './queries'
import { nextStatuses } from './rules'
import type { PayoutStatus } from './schema'
import { meant, type Which } from './which'

type Reasoned = { id: string; reason: string }
type Cancelled = {
  id: string
  partnerId: string
  amount: number
  currency: string
  was: PayoutStatus
}

/** Cancels a payout that is not on its way; its commissions are due again. */
export async function cancelPayout(ctx: CommandContext, { id, reason }: Reasoned) {
  const row = await payoutForChange(ctx, id)
  if (!nextStatuses[row.status].includes('cancelled')) throw refuse(row.status, 'cancelled')
  const cancelled = await cancel(ctx, { ids: [id] }, reason)
  if (cancelled.length === 0) throw refuse(row.status, 'cancelled')
  return findPayout(ctx, id)
}

/** Cancels what of a run is not on its way. */
export async function cancelRun(ctx: CommandContext, { id, reason }: Reasoned) {
  const cancelled = await cancel(ctx, { runId: id }, reason)
  if (cancelled.length === 0)
    throw new AppError('conflict', 'All of this run is on its way, paid or cancelled already.')
  return { results: cancelled.map(({ id }) => ({ id, ok: true })) }
}

async function cancel(ctx: CommandContext, which: Which, reason: string): Promise<Cancelled[]> {
  const { db, now } = ctx
  const { rows } = await sql<Cancelled>`
    with open as materialized (
      select y.id, y.status from payouts y
      where ${meant(which)} and y.status in ('draft', 'approved', 'failed') order by y.id for no key update
    )
    update payouts y set status = 'cancelled', cancelled_at = ${now}::timestamptz, reason = ${reason},
      status_changed_at = ${now}::timestamptz
    from open o where y.id = o.id
    returning y.id, y.partner_id, y.amount, y.currency, o.status as was`.execute(db)
  // A statement of its own: the guard of the items looks at what became of their payout.
  await sql`
    update payout_items set released_at = ${now}::timestamptz
    where payout_id = any (${rows.map(({ id }) => id)}::uuid[]) and released_at is null`.execute(db)
  await recordMany(
    ctx,
    rows.map(({ id, partnerId, amount, currency, was }) => ({
      type: 'payout.cancelled',
      subject: { type: 'payout', id },
      ...(was === 'draft' ? {} : { partnerId }),
      data: { amount, currency, reason },
    })),
  )
  return rows
}
