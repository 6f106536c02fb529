import type { Tone } from '@/components/ui/badge'
import { formatMoney } from '@/lib/money'
import { formatDate, formatDateTime } from '@/lib/time'
import { type Html, html } from './html'

/** What StatusBadge, Money and Time draw, as markup for cells. */
export const statusCell = (tone: Tone, label: string): Html =>
  html`<span class="badge ${tone}" data-dot>${label}</span>`

export const moneyCell = (minor: number, currency: string): string => formatMoney(minor, currency)

const time = (at: Date, words: string): Html =>
  html`<time datetime="${at.toISOString()}">${words}</time>`

export const timeCell = (at: Date, timeZone: string, format: 'date' | 'dateTime' = 'date'): Html =>
  time(at, format === 'date' ? formatDate(at, timeZone) : formatDateTime(at, timeZone))

/** For what is secondary. */
export const mutedCell = (text: string): Html => html`<span class="text-muted">${text}</span>`
