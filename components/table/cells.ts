import type { Tone } from '@/components/ui/badge'
import { formatMoney } from '@/lib/money'
import { formatDate, formatDateTime } from '@/lib/time'

/** What a cell shows: text, or one of the few things that are drawn (draw-table.ts). */
export type Cell =
  | string
  | readonly [kind: 'status', tone: Tone, label: string]
  | readonly [kind: 'time', iso: string, words: string]
  | readonly [kind: 'muted', text: string]

export const statusCell = (tone: Tone, label: string): Cell => ['status', tone, label]

export const moneyCell = (minor: number, currency: string): Cell => formatMoney(minor, currency)

export const timeCell = (
  at: Date,
  timeZone: string,
  format: 'date' | 'dateTime' = 'date',
): Cell => {
  const words = format === 'date' ? formatDate : formatDateTime
  return ['time', at.toISOString(), words(at, timeZone)]
}

/** For what is secondary. */
export const mutedCell = (text: string): Cell => ['muted', text]
