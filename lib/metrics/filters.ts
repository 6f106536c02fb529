import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import type { Metric } from './catalogue'
import { dimensionOf, type Filter, labelOf } from './numbers'
import { dimensionLabels } from './schema'

export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What a filter keeps, by its name. */
export async function keptBy(db: Db, metric: Metric, { dimension, key }: Filter): Promise<string> {
  const by = dimensionOf(metric, dimension)
  const named = key !== null && by.name && uuid.test(key)
  const { rows } = named
    ? await sql<{ label: string | null }>`
        select ${by.name} as label from (select ${key}::text as key) k`.execute(db)
    : { rows: [] }
  return labelOf(by, key, rows[0]?.label ?? null)
}

/** "Partner: Ana Costa", for what is read. */
export const filterWords = (db: Db, metric: Metric, filters: readonly Filter[] = []) =>
  Promise.all(
    filters.map(
      async (filter) => `${dimensionLabels[filter.dimension]}: ${await keptBy(db, metric, filter)}`,
    ),
  )
