import type { CommandContext } from '../api/context'
import { findPayout, payoutForChange, refuse } from './queries'
import { startTransfers } from './sending'
import { settle } from './settle'

/** Records a transfer made by hand: the payout and its commissions become paid together. */
export async function payPayout(
  ctx: CommandContext,
  { id, reference }: { id: string; reference: string },
) {
  const row = await payoutForChange(ctx, id)
  if (row.status !== 'approved' && row.status !== 'failed')
    throw refuse(row.status, 'marked as paid')
  const transfers = await startTransfers(ctx, [row], 'by_hand')
  await settle(ctx, {
    transferIds: transfers.map((transfer) => transfer.id),
    to: 'paid',
    reference,
  })
  return findPayout(ctx, id)
}
