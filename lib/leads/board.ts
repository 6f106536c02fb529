import { generateKeyBetween } from 'fractional-indexing'
import { type RawBuilder, sql } from 'kysely'
import { keyset, type Page, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { countCap, leadItems, matching } from './queries'
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
  const rows = await cardsOf(db, matching({ ...filter, status: [status] }), {
    cursor,
    limit,
  }).execute()
  return toPage(rows, { cursor, limit }) as Page<BoardCard>
}

const cardsOf = (
  db: Db,
  condition: RawBuilder<boolean>,
  paging: { cursor?: string | undefined; limit: number },
) =>
  keyset(leadItems(db).select('l.position').where(condition), {
    column: 'l.position',
    id: 'l.id',
    kind: 'string',
    direction: 'asc',
    ...paging,
  })

type ColumnSum = { status: LeadStatus; currency: string; count: number; amount: number }

/** Every column's first cards with its count and value, both up to the cap. */
export async function board(
  db: Db,
  filter: Omit<LeadSelection, 'status'>,
  limit: number,
): Promise<BoardColumn[]> {
  const inColumn = sql<boolean>`l.status = stage.status and ${matching(filter)}`
  const cards = await db
    .selectFrom(stages)
    .crossJoinLateral(cardsOf(db, inColumn, { limit }).as('card'))
    .selectAll('card')
    .execute()
  const { rows: sums } = await sql<ColumnSum>`
    select stage.status, counted.currency, count(*) as count, sum(counted.value)::bigint as amount
    from ${stages} cross join lateral (
      select l.currency, coalesce(l.project_value, l.estimated_value) as value
      from client_leads l where ${inColumn} limit ${countCap + 1}
    ) counted group by 1, 2 order by 3 desc`.execute(db)
  return leadStatuses.map((status) => {
    const own = sums.filter((sum) => sum.status === status)
    const count = own.reduce((total, sum) => total + sum.count, 0)
    const rows = cards.filter((card) => card.status === status)
    return {
      status,
      total: { count: Math.min(count, countCap), capped: count > countCap },
      values: own.map(({ currency, amount }) => ({ currency, amount })),
      ...(toPage(rows, { limit }) as Page<BoardCard>),
    }
  })
}

/** The stages as rows, so that one statement reads all columns, each by its own index range. */
const stages = sql<{ status: LeadStatus }>`unnest(${leadStatuses}::text[])`.as<'stage'>(
  sql`stage(status)`,
)

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
  const below = above ? await nextPosition(db, status, above.position) : await top(db, status)
  return generateKeyBetween(above?.position ?? null, below)
}

async function nextPosition(db: Db, status: LeadStatus, position: string) {
  const next = await db
    .selectFrom('clientLeads')
    .select('position')
    .where('status', '=', status)
    .where('position', '>', position)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  return next?.position ?? null
}

/** The first key of the whole column, also for a partner, who sees only their own cards of it. */
async function top(db: Db, status: LeadStatus) {
  const { rows } = await sql<{ position: string | null }>`
    select top_position(${status}) as position`.execute(db)
  return rows[0]?.position ?? null
}
