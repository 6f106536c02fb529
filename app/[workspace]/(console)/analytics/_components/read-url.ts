import { z } from 'zod'
import { type TableUrl, textParam } from '@/components/table/table-url'
import { type Preset, presets, rangeOfPreset } from '@/lib/dashboards/ranges'
import {
  type Comparison,
  comparisons,
  type Range,
  range as rangeSchema,
  rowSetsAsked,
} from '@/lib/metrics/schema'

export type Shown = { preset: Preset | 'custom'; range: Range; comparison: Comparison }

/** Range and comparison as the address says them; what it does not know is as usual. */
export function readShown(url: TableUrl, today: string): Shown {
  const asked = textParam(url, 'range')
  const comparison = comparisons.find((one) => one === textParam(url, 'compare')) ?? 'previous'
  if (asked === 'custom') {
    const given = rangeSchema.safeParse({ from: textParam(url, 'from'), to: textParam(url, 'to') })
    if (given.success) return { preset: 'custom', range: given.data, comparison }
  }
  const preset = presets.find((one) => one === asked) ?? '30d'
  return { preset, range: rangeOfPreset(preset, today), comparison }
}

/** Which rows an address names, where they are not those of a figure. */
export function readRows(url: TableUrl) {
  const given = Object.keys(rowSetsAsked).flatMap((name) => {
    const value = textParam(url, name)
    return value ? [[name, value]] : []
  })
  const { data } = z.object(rowSetsAsked).safeParse(Object.fromEntries(given))
  return data?.funnel || data?.cohort || data?.campaign ? data : null
}
