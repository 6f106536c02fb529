import type { Tone } from '@/components/ui/badge'
import type { BatchStatus } from '@/lib/batches/labels'
import type { ItemStatus } from '@/lib/queue/labels'

export const batchTones: Record<BatchStatus, Tone> = {
  pending: 'neutral',
  processing: 'info',
  paused: 'warning',
  completed: 'success',
  failed: 'danger',
  cancelled: 'neutral',
}

export const itemTones: Record<ItemStatus, Tone> = {
  pending: 'neutral',
  processing: 'info',
  retry_needed: 'warning',
  manual_review: 'warning',
  paused: 'neutral',
  completed: 'success',
  failed: 'danger',
  cancelled: 'neutral',
}
