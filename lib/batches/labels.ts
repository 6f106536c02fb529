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
