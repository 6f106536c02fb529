import { type PayoutStatus, payoutStatuses, payoutStatusLabels } from '@/lib/payouts/schema'
import type { RunItem } from '@/lib/payouts/sending-schema'

type Counts = RunItem['counts']

export const countOf = (counts: Counts, ...statuses: PayoutStatus[]) =>
  statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0)

/** "12 paid, 1 failed", in the order in which payouts go. */
export const countWords = (counts: Counts) =>
  payoutStatuses
    .filter((status) => counts[status])
    .map((status) => `${counts[status]} ${payoutStatusLabels[status].toLowerCase()}`)
    .join(', ')
