import { AppError } from '../errors'
import { metricOf } from '../metrics/answers'
import type { Metric } from '../metrics/catalogue'
import { type DimensionKey, dimensionLabels, type MetricKey } from '../metrics/schema'
import type { Definition } from './schema'

const lacking = (metrics: readonly Metric[], dimension: DimensionKey) =>
  metrics.filter(({ fact }) => !fact.dimensions[dimension]).map(({ label }) => label)

const without = (labels: string[], dimension: DimensionKey) =>
  `${labels.join(', ')} cannot be told apart by ${dimensionLabels[dimension].toLowerCase()}.`

const known = (key: MetricKey): Metric | undefined => metricOf(key)

/** The figures of a report, which all have the dimensions that it groups and filters by. */
export function metricsOf({ metrics, groupBy, groupLimit, filters }: Definition): Metric[] {
  const found = metrics.map((key) => {
    const metric = known(key)
    if (!metric)
      throw new AppError('invalid', 'Please check the marked fields.', {
        metrics: `There is no report of ${key}.`,
      })
    return metric
  })
  const fields: Record<string, string> = {}
  if (groupBy) {
    const labels = lacking(found, groupBy)
    if (labels.length > 0) fields.groupBy = without(labels, groupBy)
  } else if (groupLimit) fields.groupLimit = 'Choose first what to group by.'
  for (const [at, { dimension }] of filters.entries()) {
    const labels = lacking(found, dimension)
    if (labels.length > 0) fields[`filters.${at}.dimension`] = without(labels, dimension)
  }
  if (Object.keys(fields).length > 0)
    throw new AppError('invalid', 'Please check the marked fields.', fields)
  return found
}
