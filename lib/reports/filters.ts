import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import { AppError } from '../errors'
import { metricOf } from '../metrics/answers'
import type { Metric } from '../metrics/catalogue'
import { dimensionOf, type Filter } from '../metrics/numbers'
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

const isId = (key: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key)

async function nameOf(db: Db, metric: Metric, { dimension, key }: Filter): Promise<string> {
  if (key === null) return 'None'
  const { labels, name } = dimensionOf(metric, dimension)
  if (!name) return labels?.[key] ?? key
  if (!isId(key)) return 'Unknown'
  const { rows } = await sql<{ name: string | null }>`
    select ${name} as name from (values (${key}::text)) k(key)`.execute(db)
  return rows[0]?.name ?? 'Unknown'
}

/** "Partner: Ana Costa", for what is read. */
export const filterWords = (db: Db, metric: Metric, filters: readonly Filter[]) =>
  Promise.all(
    filters.map(
      async (filter) => `${dimensionLabels[filter.dimension]}: ${await nameOf(db, metric, filter)}`,
    ),
  )
