import {
  type ExpressionBuilder,
  type ReferenceExpression,
  type SelectQueryBuilder,
  sql,
} from 'kysely'
import { AppError } from '../errors'

export type Direction = 'asc' | 'desc'
type Kind = 'number' | 'string' | 'time'

const badCursor = () =>
  new AppError('invalid', 'This page does not exist. Start again from the first one.', {
    cursor: 'This is not a cursor of this list.',
  })

/** The place after a row, opaque to callers: sort key and id. */
const encodeCursor = (key: string, id: string) =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url')

const isKey: Record<Kind, (key: string) => boolean> = {
  number: (key) => /^-?\d+$/.test(key) && Number.isSafeInteger(Number(key)),
  string: () => true,
  time: (key) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(key) && !Number.isNaN(Date.parse(key)),
}

function decodeCursor(cursor: string, kind: Kind): [key: string, id: string] {
  let decoded: unknown
  try {
    decoded = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw badCursor()
  }
  if (!Array.isArray(decoded) || decoded.length !== 2) throw badCursor()
  const [key, id] = decoded as [unknown, unknown]
  if (typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id)) throw badCursor()
  if (typeof key !== 'string' || !isKey[kind](key)) throw badCursor()
  return [key, id]
}

const cast = { number: sql.raw('bigint'), string: sql.raw('text'), time: sql.raw('timestamptz') }

/** The sort key as exact text: a Date would lose the microseconds. */
const keyText = (column: string, kind: Kind) =>
  kind === 'time'
    ? sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : sql<string>`${sql.ref(column)}::text`

type Keyed = { cursorKey: string }
type Paging = { cursor?: string | undefined; before?: string | undefined; limit: number }

/**
 * Keyset paging: orders by (column, id), starts after one cursor or ends before another, and takes
 * one row more than the page, whose presence says that there is more. Each row carries its own
 * sort key for toPage().
 */
export function keyset<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  options: Paging & {
    column: ReferenceExpression<DB, TB> & string
    id: ReferenceExpression<DB, TB> & string
    kind: Kind
    direction: Direction
  },
): SelectQueryBuilder<DB, TB, O & Keyed> {
  const { column, id, kind, cursor, before, limit } = options
  const ascending = (options.direction === 'asc') === (before === undefined)
  const order = ascending ? 'asc' : 'desc'
  let paged = query
    .select(keyText(column, kind).as('cursorKey'))
    .$castTo<O & Keyed>()
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
  rows: readonly (T & Keyed)[],
  { cursor, before, limit }: Paging,
): Page<Omit<T, 'cursorKey'>> {
  const more = rows.length > limit
  const shown = rows.slice(0, limit)
  if (before) shown.reverse()
  const at = (row: (T & Keyed) | undefined) => (row ? encodeCursor(row.cursorKey, row.id) : null)
  return {
    items: shown.map(({ cursorKey: _, ...row }) => row),
    nextCursor: before || more ? at(shown.at(-1)) : null,
    previousCursor: (before ? more : cursor) ? at(shown[0]) : null,
  }
}
