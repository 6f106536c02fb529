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

/**
 * Keyset paging: orders by (column, id), starts after the cursor and takes one row more than the
 * page, whose presence says that there is a next one.
 */
export function keyset<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  options: {
    column: ReferenceExpression<DB, TB> & string
    id: ReferenceExpression<DB, TB> & string
    kind: 'number' | 'string' | 'time'
    direction: Direction
    cursor: string | undefined
    limit: number
  },
): SelectQueryBuilder<DB, TB, O> {
  const { column, id, kind, direction, cursor, limit } = options
  let paged = query
    .orderBy(sql.ref(column), direction)
    .orderBy(sql.ref(id), direction)
    .limit(limit + 1)
  if (cursor) {
    const [key, after] = decodeCursor(cursor, kind)
    const compare = sql.raw(direction === 'asc' ? '>' : '<')
    paged = paged.where(
      (_: ExpressionBuilder<DB, TB>) =>
        sql<boolean>`(${sql.ref(column)}, ${sql.ref(id)}) ${compare} (${key}::${cast[kind]}, ${after}::uuid)`,
    )
  }
  return paged
}

/** Cuts the extra row off and names the next page by the last row kept. */
export function toPage<T extends { id: string }>(
  rows: T[],
  limit: number,
  key: (row: T) => Key | Date,
): { items: T[]; nextCursor: string | null } {
  if (rows.length <= limit) return { items: rows, nextCursor: null }
  const items = rows.slice(0, limit)
  const last = items.at(-1) as T
  const at = key(last)
  return { items, nextCursor: encodeCursor(at instanceof Date ? at.toISOString() : at, last.id) }
}
