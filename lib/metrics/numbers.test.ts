import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAgency, registerClient, win } from '@/e2e/deals'
import { addEvents, countAll } from '@/e2e/events'
import { asking, asOwner, closeOwner, makeCustomer, makePartner } from '@/e2e/people'
import { closeConnections } from '../db/client'
import type { AnswerOf } from './answer-schema'
import { addsUp, catalogue } from './catalogue'
import { metrics } from './procedures'
import type { Row } from './rows-schema'
import type { MetricKey, Range } from './schema'

const at = (day: string) => new Date(`${day}T12:00:00Z`)
const range: Range = { from: '2026-01-01', to: '2026-03-31' }
let agency: Awaited<ReturnType<typeof openAgency>>

beforeAll(async () => {
  agency = await openAgency()
  const { admin, workspace, partnerId } = agency
  const second = await makePartner(workspace)
  await win(admin, partnerId, 120_000, at('2026-01-10'))
  await win(admin, partnerId, 80_000, at('2026-02-11'))
  await win(admin, second, 50_000, at('2026-02-11'))
  await registerClient(admin, second, at('2026-03-05'))
  const customer = await makeCustomer(workspace)
  await asOwner(
    `insert into pending_actions (workspace_id, customer_id, action_type, title, description, created_at)
     select $1, $2, 'phone_call', 'Call ' || n, 'Call them', '2026-02-01Z'::timestamptz + n * interval '1 day' from generate_series(1, 15) n`,
    [workspace.id, customer],
  )
  await asOwner(
    `insert into calls (workspace_id, user_id, caller_name, client_lead_id, action_id, contact, started_at, seconds, outcome, rating, created_at)
     select $1, case when n % 3 > 0 then $2::uuid end, 'Ada', case when n % 2 = 0 then l.id end, case when n % 2 = 1 then a.id end, 'Contact ' || n,
       '2026-02-01Z'::timestamptz + n * interval '1 day', n * 10, (array['reached', 'busy'])[1 + n % 2], case when n % 4 = 0 then 4 end, now()
     from generate_series(1, 12) n, (select min(id::text)::uuid as id from client_leads where workspace_id = $1) l,
       (select min(id::text)::uuid as id from pending_actions where workspace_id = $1) a`,
    [workspace.id, admin.userId],
  )
  await addEvents(
    workspace,
    Array.from({ length: 20 }, (_, n) => ({
      eventType: n % 3 ? 'page.viewed' : 'form.sent',
      userId: `visitor ${n % 7}`,
      partnerId: n % 2 ? partnerId : null,
      createdAt: at(`2026-02-${String(n + 1).padStart(2, '0')}`),
    })),
  )
  await countAll()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const ask = async <K extends 'figure' | 'trend' | 'breakdown'>(
  question: { kind: K; metric: MetricKey } & Record<string, unknown>,
  asked = range,
) =>
  (await call(
    metrics.ask,
    { question: question as never, range: asked },
    { context: asking(agency.admin) },
  )) as AnswerOf<K>

async function allRows(metric: MetricKey, more: Record<string, string> = {}) {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const page = await call(
      metrics.rows,
      { metric, ...range, ...more, limit: 3, ...(cursor ? { cursor } : {}) },
      { context: asking(agency.admin) },
    )
    rows.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return rows
}

const counted = catalogue.filter(({ unit }) => unit !== 'people')

describe.each(counted)('$key', ({ key, unit, dimensions }) => {
  it('opens exactly the rows that make it', async () => {
    const figure = await ask({ kind: 'figure', metric: key })
    const rows = await allRows(key)
    expect(rows).toHaveLength(figure.count)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    if (addsUp(unit))
      expect(rows.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(figure.value)
  })

  it('is the sum of its days', async () => {
    const { series, total, count } = await ask({ kind: 'trend', metric: key, interval: 'day' })
    const points = series[0]?.points ?? []
    expect(points).toHaveLength(90)
    expect(points.reduce((sum, point) => sum + point.count, 0)).toBe(count)
    if (addsUp(unit))
      expect(points.reduce((sum, point) => sum + (point.value ?? 0), 0)).toBe(total ?? 0)
  })

  it.each(dimensions)('is the sum of its parts by %s, each of which opens', async (dimension) => {
    const { slices, other, total, count } = await ask({
      kind: 'breakdown',
      metric: key,
      dimension,
      limit: 1,
    })
    const parts = [...slices, ...(other ? [other] : [])]
    expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(count)
    if (addsUp(unit))
      expect(parts.reduce((sum, part) => sum + (part.value ?? 0), 0)).toBe(total ?? 0)
    for (const slice of slices)
      expect(await allRows(key, { dimension, key: slice.key ?? '' })).toHaveLength(slice.count)
    const grouped = await ask({ kind: 'trend', metric: key, groupBy: dimension })
    expect(
      grouped.series.flatMap(({ points }) => points).reduce((sum, point) => sum + point.count, 0),
    ).toBe(count)
  })
})

it('counts people once, on each day and over all of them, and opens no rows for them', async () => {
  const figure = await ask({ kind: 'figure', metric: 'people' })
  expect(figure).toMatchObject({ value: 7, notes: [] })
  const { series, total } = await ask({ kind: 'trend', metric: 'people', interval: 'week' })
  expect(total).toBe(7)
  expect(Math.max(...(series[0]?.points ?? []).map(({ value }) => value ?? 0))).toBe(7)
  await expect(allRows('people')).rejects.toMatchObject({
    data: { fields: { metric: expect.any(String) } },
  })
})

it('counts events, of partners too', async () => {
  expect(await ask({ kind: 'figure', metric: 'events' })).toMatchObject({ value: 20, count: 20 })
  expect(await ask({ kind: 'figure', metric: 'partner_events' })).toMatchObject({ value: 10 })
})

it('opens the lead or the task of a call', async () => {
  for (const { opens, opensAs } of await allRows('calls')) {
    const table = opensAs === 'lead' ? 'client_leads' : 'pending_actions'
    expect(await asOwner(`select id from ${table} where id = $1`, [opens])).toHaveLength(1)
  }
})

it('knows what was won', async () => {
  const won = await ask({ kind: 'figure', metric: 'won_value' })
  expect([won.value, won.count]).toEqual([250_000, 3])
  const { slices } = await ask({ kind: 'breakdown', metric: 'won_value', dimension: 'partner' })
  expect(slices.map(({ value }) => value)).toEqual([200_000, 50_000])
})

it.each([
  [{ from: '2026-03-31', to: '2026-01-01' }, 'range.to'],
  [{ from: '1900-01-01', to: '2026-01-01' }, 'range.from'],
  [{ from: '2026-02-30', to: '2026-03-01' }, 'range.from'],
])('refuses %o, naming the field', async (bad, field) => {
  await expect(ask({ kind: 'figure', metric: 'leads' }, bad)).rejects.toMatchObject({
    data: { fields: { [field]: expect.any(String) } },
  })
})

it('refuses a dimension that a figure does not have', async () => {
  await expect(
    ask({ kind: 'breakdown', metric: 'leads', dimension: 'directory' }),
  ).rejects.toMatchObject({ data: { fields: { dimension: expect.stringContaining('partner') } } })
})
