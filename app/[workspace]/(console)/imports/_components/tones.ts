import type { Tone } from '@/components/ui/badge'
import type { ImportStatus, RowStatus } from '@/lib/imports/schema'

export const importTones: Record<ImportStatus, Tone> = {
  mapping: 'warning',
  checking: 'info',
  ready: 'warning',
  importing: 'info',
  completed: 'success',
  failed: 'danger',
  cancelled: 'neutral',
}

export const rowTones: Record<RowStatus, Tone> = {
  good: 'success',
  bad: 'danger',
  duplicate: 'neutral',
  imported: 'success',
  rejected: 'danger',
}

export const count = (value: number) => value.toLocaleString('en-US')
