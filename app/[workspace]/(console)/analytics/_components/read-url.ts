import { type TableUrl, textParam } from '@/components/table/table-url'
import { type Preset, presets, rangeOfPreset } from '@/lib/dashboards/ranges'
import { rowSetsAsked } from '@/lib/metrics/rows-schema'
import {
  type Comparison,
  comparisons,
  type Range,
  range as rangeSchema,
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

/** Which rows an address names, as it says them; null where they are those of a figure. */
export function readRows(url: TableUrl): Record<string, string> | null {
  const given = Object.keys(rowSetsAsked).flatMap((name) => {
    const value = textParam(url, name)
    return value ? [[name, value] as const] : []
  })
  return given.length > 0 ? Object.fromEntries(given) : null
}
