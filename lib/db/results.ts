import type { KyselyPlugin, PluginTransformResultArgs } from 'kysely'
import pg from 'pg'

/** int8 as a number: every amount and count of ours is exact in one, and anything else is an error. */
export function exactNumber(value: string | bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is too large for a number`)
  return number
}

pg.types.setTypeParser(pg.types.builtins.INT8, exactNumber)

const plain = (value: unknown): unknown => {
  if (typeof value === 'bigint') return exactNumber(value)
  if (value !== null && typeof value === 'object' && value.constructor.name === 'Decimal')
    return String(value)
  return value
}

/** Prisma answers bigint and Decimal where pg answers number and string: one shape for queries on either. */
export const plainResults: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }: PluginTransformResultArgs) {
    for (const row of result.rows) for (const key in row) row[key] = plain(row[key])
    return result
  },
}
