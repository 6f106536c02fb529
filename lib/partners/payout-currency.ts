import type { CommandContext } from '../api/context'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { findPartner } from './queries'
import type { Partner } from './schema'

/** From the next run on, all that is due is paid in this currency; null pays each as it was earned. */
export async function changePayoutCurrency(
  ctx: CommandContext,
  { id, currency }: { id: string; currency: string | null },
): Promise<Partner> {
  const { db, tx, now } = ctx
  const before = await db
    .selectFrom('partners')
    .select('payoutCurrency')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!before) throw notFound('partner')
  const from = before.payoutCurrency
  if (from === currency) return findPartner(db, id, now)
  const { count } = await tx.partner.updateMany({
    where: { id },
    data: { payoutCurrency: currency },
  })
  if (count === 0) throw new AppError('forbidden', 'This partner is not yours to change.')
  await record(ctx, {
    type: 'partner.payout_currency_changed',
    subject: { type: 'partner', id },
    partnerId: id,
    data: { from, to: currency },
  })
  return findPartner(db, id, now)
}
