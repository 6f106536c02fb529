import type { Tone } from '@/components/ui/badge'
import type { ActionStatus } from '@/lib/actions/labels'
import type { ReviewStatus } from '@/lib/quality/labels'

export const actionTones: Record<ActionStatus, Tone> = {
  pending: 'neutral',
  assigned: 'info',
  in_progress: 'info',
  blocked: 'warning',
  requires_customer: 'warning',
  completed: 'success',
  failed: 'danger',
  cancelled: 'neutral',
}

export const reviewTones: Record<ReviewStatus, Tone> = {
  not_sampled: 'neutral',
  waiting: 'info',
  reviewed: 'success',
  appealed: 'warning',
}
