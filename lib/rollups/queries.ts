import { type RawBuilder, sql } from 'kysely'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import type { AnalyticsEvent, DayRange, EventQuestion, Freshness, PeopleCount } from './schema'
import { estimate, mergeSketches, sketchError } from './sketch'

const ours = sql`workspace_id = (select app_workspace_id())`
const within = ({ from, to }: DayRange) => sql`day between ${from}::date and ${to}::date`

/** The rollup that answers, and its rows: days of the workspace, of a partner or of a campaign. */
function daysOf({ from, to, types, partnerId, campaignId }: EventQuestion): RawBuilder<unknown> {
  const [table, own] = partnerId
    ? ['analytics_partner_days', sql`and partner_id = ${partnerId}::uuid`]
    : campaignId
      ? ['analytics_campaign_days', sql`and campaign_id = ${campaignId}::uuid`]
      : ['analytics_event_days', sql``]
  const typed = types ? sql`and event_type = any (${types}::text[])` : sql``
  return sql`${sql.table(table as string)} where ${ours} and ${within({ from, to })} ${own} ${typed}`
}

/** How many events. */
export async function eventTotal(db: Db, question: EventQuestion): Promise<number> {
  const { rows } = await sql<{ events: number }>`
    select coalesce(sum(events), 0)::bigint as events from ${daysOf(question)}`.execute(db)
  return rows[0]?.events ?? 0
}

/** How many on each day that had any. */
export async function eventTrend(
  db: Db,
  question: EventQuestion,
): Promise<{ day: string; events: number }[]> {
  const { rows } = await sql<{ day: string; events: number }>`
    select day::text as day, sum(events)::bigint as events from ${daysOf(question)}
    group by 1 order by 1`.execute(db)
  return rows
}

/** The largest first, and what the rest comes to: the rows and `other` add up to `total`. */
export type Breakdown = { rows: { key: string; events: number }[]; other: number; total: number }

async function brokenDown(
  db: Db,
  key: RawBuilder<unknown>,
  rowsOf: RawBuilder<unknown>,
  limit: number,
): Promise<Breakdown> {
  const { rows } = await sql<{ key: string; events: number; total: number }>`
    select key, events, (sum(events) over ())::bigint as total from (
      select ${key}::text as key, sum(events)::bigint as events from ${rowsOf} group by 1) k
    order by events desc, key limit ${limit}`.execute(db)
  const total = rows[0]?.total ?? 0
  const shown = rows.reduce((sum, { events }) => sum + events, 0)
  return { rows: rows.map(({ key, events }) => ({ key, events })), other: total - shown, total }
}

/** By type, in the scope asked for. */
export const eventsByType = (db: Db, question: EventQuestion, limit = 50) =>
  brokenDown(db, sql`event_type`, daysOf(question), limit)

/** By partner or campaign, of the events that have one. */
export function eventsBy(
  db: Db,
  by: 'partner' | 'campaign',
  { types, ...range }: DayRange & { types?: readonly string[] | undefined },
  limit = 50,
): Promise<Breakdown> {
  const [table, key] =
    by === 'partner'
      ? ['analytics_partner_days', sql`partner_id`]
      : ['analytics_campaign_days', sql`campaign_id`]
  const typed = types ? sql`and event_type = any (${types}::text[])` : sql``
  const rowsOf = sql`${sql.table(table as string)} where ${ours} and ${within(range)} ${typed}`
  return brokenDown(db, key as RawBuilder<unknown>, rowsOf, limit)
}

export type DaySketch = { day: string; registers: Buffer }

/** The sketches of a range's days, of the months that were too large to keep their people. */
export async function sketchesIn(db: Db, range: DayRange): Promise<DaySketch[]> {
  const { rows } = await sql<DaySketch>`
    select day::text as day, registers from analytics_people_sketches where ${ours} and ${within(range)}`.execute(
    db,
  )
  return rows
}

/** How many different people did something; exact unless a month of the range was too large for that. */
export async function distinctPeople(
  db: Db,
  range: DayRange,
  known?: readonly DaySketch[],
): Promise<PeopleCount> {
  const sketches = known ?? (await sketchesIn(db, range))
  if (sketches.length === 0) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from (
        select distinct user_id from analytics_people_days where ${ours} and ${within(range)}) p`.execute(
      db,
    )
    return { count: rows[0]?.count ?? 0, exact: true, error: 0 }
  }
  // Days that are kept exactly join in by the registers that their people would have touched.
  const { rows: touched } = await sql<{ register: number; rank: number }>`
    select r.register, max(r.rank)::int as rank from (
      select distinct user_id from analytics_people_days where ${ours} and ${within(range)}) p,
      person_rank(p.user_id) r
    group by 1`.execute(db)
  const exactDays = new Uint8Array(4096)
  for (const { register, rank } of touched) exactDays[register] = rank
  const merged = mergeSketches([...sketches.map(({ registers }) => registers), exactDays])
  return { count: estimate(merged), exact: false, error: sketchError }
}

const zone = sql`(select timezone from analytics_states where ${ours})`

/** The rows behind a figure, newest first: as many as it counts, while the rows are kept. */
export async function eventRows(
  db: Db,
  question: EventQuestion & {
    cursor?: string | undefined
    before?: string | undefined
    limit: number
    /** Further conditions: the type or partner is this one, or is not. */
    where?: readonly { column: 'type' | 'partner'; key: string | null; not: boolean }[] | undefined
    /** Those alone that belong to a partner. */
    ofPartners?: boolean
  },
): Promise<Page<AnalyticsEvent>> {
  const { from, to, types, partnerId, campaignId, where = [], ofPartners } = question
  let query = db
    .selectFrom('analyticsEvents as e')
    .select([
      'e.id',
      'e.eventType',
      'e.eventData',
      'e.userId',
      'e.partnerId',
      'e.campaignId',
      'e.source',
      'e.createdAt',
    ])
    .$narrowType<{ source: AnalyticsEvent['source']; eventData: AnalyticsEvent['eventData'] }>()
    .where('e.workspaceId', '=', sql<string>`(select app_workspace_id())`)
    .where('e.createdAt', '>=', sql<Date>`(select day_begins(${from}::date, ${zone}))`)
    .where('e.createdAt', '<', sql<Date>`(select day_begins(${to}::date + 1, ${zone}))`)
    // What is not counted yet is not shown yet.
    .where(sql<boolean>`e.xid < (select events_counted_below())`)
  if (types) query = query.where(sql<boolean>`e.event_type = any (${types}::text[])`)
  if (partnerId) query = query.where('e.partnerId', '=', partnerId)
  if (campaignId) query = query.where('e.campaignId', '=', campaignId)
  if (ofPartners) query = query.where('e.partnerId', 'is not', null)
  for (const { column, key, not } of where) {
    const named = column === 'type' ? sql`e.event_type` : sql`e.partner_id::text`
    const same = key === null ? sql`${named} is null` : sql`${named} = ${key}`
    query = query.where(not ? sql<boolean>`(${same}) is not true` : sql<boolean>`${same}`)
  }
  const rows = await keyset(query, {
    ...paging(question),
    column: 'e.createdAt',
    id: 'e.id',
    kind: 'time',
    direction: 'desc',
  }).execute()
  return toPage(rows, question)
}

/** How far the figures of the asking workspace go. */
export async function freshnessOf(db: Db): Promise<Freshness> {
  const { rows } = await sql<Freshness>`
    select analytics_as_of() as as_of, w.timezone, coalesce(s.days_from, '2000-01-01')::text as rows_from
    from workspaces w left join analytics_states s on s.workspace_id = w.id
    where w.id = (select app_workspace_id())`.execute(db)
  return rows[0] as Freshness
}

/** Everything committed before this moment is counted. */
export async function eventsAsOf(db: Db): Promise<Date> {
  const { rows } = await sql<{ asOf: Date }>`select analytics_as_of() as as_of`.execute(db)
  return rows[0]?.asOf ?? new Date()
}
