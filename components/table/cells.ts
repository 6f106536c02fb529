import type { Tone } from '@/components/ui/badge'
import { formatMoney } from '@/lib/money'
import { formatDate, formatDateTime, formatRelative } from '@/lib/time'
import { type Html, html } from './html'

/** What StatusBadge, Money and Time draw, as markup for cells. */
export const statusCell = (tone: Tone, label: string): Html =>
  html`<span class="badge ${tone}" data-dot>${label}</span>`

export const moneyCell = (minor: number, currency: string): string => formatMoney(minor, currency)

type TimeOptions = { format?: 'date' | 'dateTime'; now?: Date }

export function timeCell(at: Date, timeZone: string, { format, now }: TimeOptions = {}): Html {
  const written = format === 'dateTime' ? formatDateTime(at, timeZone) : formatDate(at, timeZone)
  const words = now ? formatRelative(at, now) : written
  return html`<time datetime="${at.toISOString()}" data-zone="${timeZone}">${words}</time>`
}

/** A name, and beneath or beside it what is secondary. */
export const mutedCell = (text: string): Html => html`<span class="text-muted">${text}</span>`
