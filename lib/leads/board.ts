import { generateKeyBetween } from 'fractional-indexing'
import { sql } from 'kysely'
import { keyset, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { countCap, itemColumns, leadsWithPartner, matching } from './queries'
import {
  type BoardCard,
  type BoardColumn,
  type LeadSelection,
  type LeadStatus,
  leadStatuses,
} from './schema'

/** One column's cards from a cursor on, in board order. */
export async function columnPage(
  db: Db,
  filter: Omit<LeadSelection, 'status'>,
  { status, cursor, limit }: { status: LeadStatus; cursor?: string | undefined; limit: number },
) {
  const rows = await keyset(
    leadsWithPartner(db)
      .select(itemColumns)
      .select('l.position')
      .where(matching({ ...filter, status: [status] })),
    { column: 'l.position', id: 'l.id', kind: 'string', direction: 'asc', cursor, limit },
  ).execute()
  return toPage(rows as BoardCard[], { cursor, limit }, (card) => card.position)
}

/** Every column's first cards with its count and value, both up to the cap. */
export async function board(
  db: Db,
  filter: Omit<LeadSelection, 'status'>,
  limit: number,
): Promise<BoardColumn[]> {
  const columns: BoardColumn[] = []
  for (const status of leadStatuses) {
    const page = await columnPage(db, filter, { status, limit })
    const { rows: sums } = await sql<{ currency: string; count: number; amount: number }>`
      select currency, count(*) as count, sum(value)::bigint as amount from (
        select l.currency, coalesce(l.project_value, l.estimated_value) as value
        from client_leads l where ${matching({ ...filter, status: [status] })} limit ${countCap + 1}
      ) counted group by currency order by 2 desc`.execute(db)
    const count = sums.reduce((total, row) => total + row.count, 0)
    columns.push({
      status,
      total: { count: Math.min(count, countCap), capped: count > countCap },
      values: sums.map(({ currency, amount }) => ({ currency, amount })),
      ...page,
    })
  }
  return columns
}

/** A key just below the given card of a column, or on top of it: a move writes one row. */
export async function positionAfter(
  db: Db,
  status: LeadStatus,
  afterId: string | null | undefined,
) {
  const above = afterId
    ? await db
        .selectFrom('clientLeads')
        .select('position')
        .where('id', '=', afterId)
        .where('status', '=', status)
        .executeTakeFirst()
    : undefined
  let below = db
    .selectFrom('clientLeads')
    .select('position')
    .where('status', '=', status)
    .orderBy('position')
    .limit(1)
  if (above) below = below.where('position', '>', above.position)
  const next = await below.executeTakeFirst()
  return generateKeyBetween(above?.position ?? null, next?.position ?? null)
}
