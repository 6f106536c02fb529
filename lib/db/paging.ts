import {
  type ExpressionBuilder,
  type ReferenceExpression,
  type SelectQueryBuilder,
  sql,
} from 'kysely'
import { AppError } from '../errors'

type Key = string | number
export type Direction = 'asc' | 'desc'

const badCursor = () =>
  new AppError('invalid', 'This page does not exist. Start again from the first one.', {
    cursor: 'This is not a cursor of this list.',
  })

/** The place after a row, opaque to callers: sort key and id. */
export const encodeCursor = (key: Key, id: string) =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url')

export function decodeCursor(cursor: string, kind: 'number' | 'string' | 'time'): [Key, string] {
  let decoded: unknown
  try {
    decoded = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw badCursor()
  }
  if (!Array.isArray(decoded) || decoded.length !== 2) throw badCursor()
  const [key, id] = decoded as [unknown, unknown]
  if (typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id)) throw badCursor()
  if (kind === 'number' ? !Number.isSafeInteger(key) : typeof key !== 'string') throw badCursor()
  if (kind === 'time' && Number.isNaN(Date.parse(String(key)))) throw badCursor()
  return [key as Key, id]
}

const cast = { number: sql.raw('bigint'), string: sql.raw('text'), time: sql.raw('timestamptz') }

type Paging = { cursor?: string | undefined; before?: string | undefined; limit: number }

/**
 * Keyset paging: orders by (column, id), starts after one cursor or ends before another, and takes
 * one row more than the page, whose presence says that there is more.
 */
export function keyset<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  options: Paging & {
    column: ReferenceExpression<DB, TB> & string
    id: ReferenceExpression<DB, TB> & string
    kind: 'number' | 'string' | 'time'
    direction: Direction
  },
): SelectQueryBuilder<DB, TB, O> {
  const { column, id, kind, cursor, before, limit } = options
  const ascending = (options.direction === 'asc') === (before === undefined)
  const order = ascending ? 'asc' : 'desc'
  let paged = query
    .orderBy(sql.ref(column), order)
    .orderBy(sql.ref(id), order)
    .limit(limit + 1)
  const edge = before ?? cursor
  if (edge) {
    const [key, rowId] = decodeCursor(edge, kind)
    const compare = sql.raw(ascending ? '>' : '<')
    paged = paged.where(
      (_: ExpressionBuilder<DB, TB>) =>
        sql<boolean>`(${sql.ref(column)}, ${sql.ref(id)}) ${compare} (${key}::${cast[kind]}, ${rowId}::uuid)`,
    )
  }
  return paged
}

export const paging = ({ cursor, before, limit }: Paging): Paging => ({ cursor, before, limit })

export type Page<T> = { items: T[]; nextCursor: string | null; previousCursor: string | null }

/** Cuts the extra row off and names the pages after and before this one by its edge rows. */
export function toPage<T extends { id: string }>(
  rows: T[],
  { cursor, before, limit }: Paging,
  key: (row: T) => Key | Date,
): Page<T> {
  const more = rows.length > limit
  const items = more ? rows.slice(0, limit) : rows
  if (before) items.reverse()
  const at = (row: T | undefined) => {
    if (!row) return null
    const value = key(row)
    return encodeCursor(value instanceof Date ? value.toISOString() : value, row.id)
  }
  return {
    items,
    nextCursor: before || more ? at(items.at(-1)) : null,
    previousCursor: (before ? more : cursor) ? at(items[0]) : null,
  }
}
