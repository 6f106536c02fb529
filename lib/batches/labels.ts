export const batchStatuses = [
  'pending',
  'processing',
  'paused',
  'completed',
  'failed',
  'cancelled',
] as const
export type BatchStatus = (typeof batchStatuses)[number]
export const batchStatusLabels: Record<BatchStatus, string> = {
  pending: 'Queued',
  processing: 'In progress',
  paused: 'Paused',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

export const pricings = ['free', 'freemium', 'paid'] as const
export const linkTypes = ['dofollow', 'nofollow', 'mixed', 'unknown'] as const
