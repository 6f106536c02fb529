import type { Tone } from '@/components/ui/badge'
import type { ExecutionStatus } from '@/lib/reports/labels'

export const executionTones: Record<ExecutionStatus, Tone> = {
  pending: 'neutral',
  processing: 'info',
  completed: 'success',
  failed: 'danger',
}

export const bytesWords = (bytes: number) =>
  bytes < 1024
    ? `${bytes} bytes`
    : bytes < 1024 * 1024
      ? `${Math.round(bytes / 1024).toLocaleString('en-US')} KB`
      : `${(bytes / 1024 / 1024).toFixed(1)} MB`
