import type { MetricInfo } from '@/lib/metrics/answer-schema'
import type { DimensionKey, MetricKey } from '@/lib/metrics/schema'

export type FilterDraft = { dimension: DimensionKey; key: string | null; not?: boolean | undefined }

/** The dimensions that all the chosen figures have. */
export function sharedDimensions(catalogue: readonly MetricInfo[], chosen: readonly MetricKey[]) {
  const [first, ...others] = chosen.map((key) => catalogue.find((info) => info.key === key))
  return (first?.dimensions ?? []).filter((dimension) =>
    others.every((info) => info?.dimensions.includes(dimension)),
  )
}
