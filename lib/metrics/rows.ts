import { type RawBuilder, sql } from 'kysely'
import type { VisitorStage } from '../applications/schema'
import { keyset, type Page, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { AppError } from '../errors'
import { eventRows } from '../rollups/queries'
import { metricOf } from './answers'
import type { Metric } from './catalogue'
import { type Fact, facts } from './facts'
import { keptBy, uuid } from './filters'
import { type Asked, total, values } from './numbers'
import { countMargin, shareMargin } from './person-events'
import { type Asker, daysOf, type RowSet, rowSetOf } from './row-sets'
import type { Row, RowsAsked, RowsTotal } from './rows-schema'
import type { MetricKey } from './schema'

type Sql = RawBuilder<unknown>

function openable(key: MetricKey): Metric {
  const metric = metricOf(key)
  if (metric.unit === 'people')
    throw new AppError('invalid', 'People are counted once each, so no rows add up to them.', {
      metric: 'Open the events instead.',
    })
  return metric
}

/** The figure whose rows are asked for, and what it is narrowed to. */
function figureOf({ metric, dimension, key, filter, not, ...asked }: RowsAsked): Asked {
  return {
    metric: openable(metric as MetricKey),
    range: daysOf(asked as RowsAsked),
    filters: [
      ...(dimension ? [{ dimension, key: key || null }] : []),
      ...filter,
      ...not.map((one) => ({ ...one, not: true })),
    ],
  }
}

/** What the rows make together, and what they are narrowed to in words. */
export async function totalOf(asker: Asker, asked: RowsAsked): Promise<RowsTotal> {
  const set = await rowSetOf(asker, asked)
  return set ? setTotal(asker, set) : figureTotal(asker, figureOf(asked))
}

async function setTotal({ db }: Asker, set: RowSet): Promise<RowsTotal> {
  const { title, definition, unit, fact, oneIn = 1, notes = [] } = set
  const { rows } = await sql<{ value: number | null; count: number; whole: number | null }>`
    with v as (${set.rows}) select (${set.value})::float8 as value, count(*)::float8 as count,
      (${set.whole ?? sql`null`})::float8 as whole from v`.execute(db)
  const { value, count, whole } = rows[0] ?? { value: null, count: 0, whole: null }
  const margin = set.whole
    ? `${shareMargin(count, whole ?? 0, oneIn).toFixed(1)} points`
    : countMargin(count, oneIn).toLocaleString('en-US')
  return {
    title,
    definition,
    unit,
    value,
    count,
    ...(oneIn > 1 ? { oneIn } : {}),
    notes: [...notes, ...(oneIn > 1 && count > 0 ? [`95 % interval: ± ${margin}.`] : [])],
    subject: fact === 'people' ? 'person' : fact.subject,
    filters: [],
  }
}

async function figureTotal({ db, frame }: Asker, asked: Asked): Promise<RowsTotal> {
  const { label: title, definition, unit, fact } = asked.metric
  const [{ value, count }, filters] = await Promise.all([
    total(db, frame, asked),
    Promise.all(
      (asked.filters ?? []).map(async (filter) => ({
        dimension: filter.dimension,
        not: filter.not ?? false,
        label: await keptBy(db, asked.metric, filter),
      })),
    ),
  ])
  return { title, definition, unit, value, count, notes: [], subject: fact.subject, filters }
}

type Paging = { cursor?: string | undefined; before?: string | undefined; limit: number }

/** The rows that make a figure, newest first; as many as its count says. */
export async function rowsOf(asker: Asker, asked: RowsAsked, page: Paging): Promise<Page<Row>> {
  const set = await rowSetOf(asker, asked)
  if (set?.fact === 'people') return peopleOf(asker.db, set.rows, page)
  if (set) return pageOf(asker.db, set.fact, set.rows, page)
  const figure = figureOf(asked)
  const { fact } = figure.metric
  if (fact.sums) return eventsBehind(asker.db, figure, page)
  const rows = sql`with ${values(figure, asker.frame)} select v.id, v.id as about, v.at, v.value from v`
  return pageOf(asker.db, fact, rows, page)
}

type Found = { id: string; about: string; at: Date; value: number | null }

async function pageOf(db: Db, fact: Fact, rows: Sql, page: Paging): Promise<Page<Row>> {
  const found = sql<Found>`(
    select r.id, r.about, r.at, r.value::float8 as value from (${rows}) r)`.as<'v'>('v')
  const shown = await keyset(db.selectFrom(found).select(['v.id', 'v.about', 'v.at', 'v.value']), {
    ...page,
    column: 'v.at',
    id: 'v.id',
    kind: 'time',
    direction: 'desc',
  }).execute()
  const { items, ...edges } = toPage(shown, page)
  const words = await namesOf(
    db,
    fact,
    items.map(({ about }) => about),
  )
  return {
    ...edges,
    items: items.map(({ about, ...row }) => {
      const named = words.get(about)
      const { label = 'Unnamed', detail = null, opens = null, opensAs, came, stage } = named ?? {}
      return {
        ...{ subject: fact.subject, ...row, label, detail, opens },
        ...(opensAs ? { opensAs } : {}),
        ...(came && stage ? { visitor: { came, stage } } : {}),
      }
    }),
  }
}

type Person = { id: string; userId: string; at: Date; began: Date; events: number }

/** People, with the partner that the events of their beginning or of their coming name; members by their name. */
async function peopleOf(db: Db, rows: Sql, page: Paging): Promise<Page<Row>> {
  const found = sql<Person>`(
    select r.id, r.user_id, r.at, r.began, r.events::float8 as events from (${rows}) r)`.as<'v'>(
    'v',
  )
  const people = db.selectFrom(found).select(['v.id', 'v.userId', 'v.at', 'v.began', 'v.events'])
  const partnerId = sql<string | null>`(
    select e.partner_id from analytics_events e
    where e.workspace_id = (select app_workspace_id()) and e.created_at in (v.began, v.at)
      and e.user_id = v.user_id and e.partner_id is not null
    order by e.created_at limit 1)`.as('partnerId')
  const shown = await keyset(people.select(partnerId), {
    ...page,
    column: 'v.at',
    id: 'v.id',
    kind: 'time',
    direction: 'desc',
  }).execute()
  const { items, ...edges } = toPage(shown, page)
  const partners = await namesOf(
    db,
    facts.partners,
    items.flatMap(({ partnerId }) => partnerId ?? []),
  )
  const members = await membersOf(
    db,
    items.map(({ userId }) => userId),
  )
  return {
    ...edges,
    items: items.map(({ id, userId, at, began, events, partnerId }) => ({
      subject: 'person' as const,
      id,
      label: members.get(userId) ?? userId,
      detail: partners.get(partnerId ?? '')?.label ?? null,
      at,
      value: 1,
      opens: partnerId,
      person: { began, events },
    })),
  }
}

/** The names of those who are members of the workspace; whoever else did something is known by their id alone. */
async function membersOf(db: Db, ids: string[]): Promise<Map<string, string>> {
  const known = ids.filter((id) => uuid.test(id))
  if (known.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, coalesce(nullif(u.name, ''), u.email) as name from users u where u.id = any (${known}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

type Named = {
  id: string
  label: string
  detail: string | null
  opens: string | null
  opensAs: Row['opensAs'] | null
  came: Date | null
  stage: VisitorStage | null
}

const nothing = sql`null`

// Names are looked up for the rows shown alone.
async function namesOf(db: Db, fact: Fact, ids: string[]) {
  if (ids.length === 0) return new Map<string, Named>()
  const { rows } = await sql<Named>`
    select ${fact.id} as id, ${fact.label} as label, ${fact.detail} as detail, ${fact.opens ?? fact.id} as opens,
      ${fact.opensAs ?? nothing} as "opensAs", ${fact.visitor?.came ?? nothing} as came, ${fact.visitor?.stage ?? nothing} as stage
    from ${fact.from}
    where ${fact.id} = any (${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The events behind figures that were counted by day. */
async function eventsBehind(
  db: Db,
  { range, filters = [], metric }: Asked,
  page: Paging,
): Promise<Page<Row>> {
  const { items, ...edges } = await eventRows(db, {
    ...range,
    ...page,
    where: filters.map(({ dimension, key, not = false }) => ({
      column: dimension === 'partner' ? ('partner' as const) : ('type' as const),
      key,
      not,
    })),
    ofPartners: 'partner' in metric.fact.dimensions,
  })
  return {
    ...edges,
    items: items.map(({ id, createdAt, eventType, userId }) => ({
      subject: 'event' as const,
      id,
      at: createdAt,
      value: 1,
      label: eventType,
      detail: userId,
      opens: null,
    })),
  }
}
