import { bucketOf, plusDays, plusMonths } from '../metrics/days'
import type { Comparison, Range } from '../metrics/schema'

/** Ranges by name, in days of the workspace; each ends today or before. */
export const presets = ['7d', '30d', '90d', 'month', 'last-month', 'quarter', 'year'] as const
export type Preset = (typeof presets)[number]

export const presetLabels: Record<Preset, string> = {
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  month: 'This month',
  'last-month': 'Last month',
  quarter: 'This quarter',
  year: 'This year',
}

export const comparisonLabels: Record<Comparison, string> = {
  previous: 'The days before',
  year: 'A year earlier',
  none: 'Nothing',
}

export function rangeOfPreset(preset: Preset, today: string): Range {
  const month = bucketOf(today, 'month')
  switch (preset) {
    case 'month':
      return { from: month, to: today }
    case 'last-month':
      return { from: plusMonths(month, -1), to: plusDays(month, -1) }
    case 'quarter':
      return { from: plusMonths(month, -((Number(today.slice(5, 7)) - 1) % 3)), to: today }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
    default:
      return { from: plusDays(today, 1 - Number.parseInt(preset, 10)), to: today }
  }
}

/** Without days, the last thirty. */
export const usualRange = (today: string): Range => rangeOfPreset('30d', today)
