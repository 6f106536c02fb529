import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAgency, registerClient, win } from '@/e2e/deals'
import { addEvents, countAll } from '@/e2e/events'
import { asking, asOwner, closeOwner, makePartner } from '@/e2e/people'
import { closeConnections } from '../db/client'
import type { AnswerOf } from '../metrics/answer-schema'
import { metrics } from '../metrics/procedures'
import type { DimensionKey, MetricKey } from '../metrics/schema'
import { rangeOn } from './period'
import { reports } from './procedures'
import type { ReportData } from './schema'

const at = (day: string) => new Date(`${day}T12:00:00Z`)
const period = { from: '2026-01-01', to: '2026-03-31' }
let agency: Awaited<ReturnType<typeof openAgency>>
let second: string

beforeAll(async () => {
  agency = await openAgency()
  const { admin, workspace, partnerId } = agency
  second = await makePartner(workspace)
  await asOwner(`update partners set name = 'Zoë "Q", Ltd' where id = $1`, [second])
  await win(admin, partnerId, 90_000, at('2025-11-20'))
  await win(admin, partnerId, 120_000, at('2026-01-10'))
  await win(admin, partnerId, 80_000, at('2026-02-11'))
  await win(admin, second, 50_000, at('2026-02-11'))
  await registerClient(admin, second, at('2026-03-05'))
  // Ada comes twice, in two months.
  await addEvents(workspace, [
    { userId: 'ada', createdAt: at('2026-01-05') },
    { userId: 'ada', createdAt: at('2026-02-05') },
    { userId: 'bob', createdAt: at('2026-02-06') },
  ])
  await countAll()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

type Asked = Partial<Parameters<typeof preview>[0]>
const preview = (definition: {
  metrics: MetricKey[]
  groupBy?: DimensionKey
  groupLimit?: number
  interval?: 'day' | 'week' | 'month'
  comparison?: 'none' | 'previous' | 'year'
  filters?: { dimension: DimensionKey; key: string | null }[]
  period?: typeof period | 'last_month'
  name?: string
}): Promise<ReportData> =>
  call(
    reports.preview,
    { period, ...definition },
    { context: asking(agency.admin, { now: at('2026-04-15') }) },
  )

const figure = async (metric: MetricKey, filters: Asked['filters'] = []) =>
  (
    (await call(
      metrics.ask,
      { question: { kind: 'figure', metric, filters }, range: period },
      { context: asking(agency.admin) },
    )) as AnswerOf<'figure'>
  ).value

const sum = (rows: ReportData['sections'][number]['rows'], key: string) =>
  rows.reduce((all, row) => all + Number(row[key] ?? 0), 0)

describe('a report', () => {
  it('counts people once, in each month and over all of them', async () => {
    const { sections } = await preview({ metrics: ['people'], interval: 'month' })
    const rows = sections.flatMap((section) => section.rows)
    expect(rows.map(({ people }) => people)).toEqual([1, 2, 0])
    expect(JSON.stringify(sections)).toContain('"people":2')
    await expect(preview({ metrics: ['people'], groupBy: 'partner' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  it('of several figures is one row of them', async () => {
    const data = await preview({ metrics: ['leads', 'won_value', 'win_rate', 'days_to_close'] })
    expect(data.columns.map(({ key, type }) => [key, type])).toEqual([
      ['leads', 'count'],
      ['won_value', 'money'],
      ['win_rate', 'percent'],
      ['days_to_close', 'days'],
    ])
    expect(data.sections[0]?.rows).toEqual([
      {
        leads: await figure('leads'),
        won_value: 250_000,
        win_rate: 100,
        days_to_close: expect.any(Number),
      },
    ])
    expect(data).toMatchObject({ rowCount: 1, timezone: 'Europe/Berlin', currency: 'EUR' })
  })

  it('by time has a row for each interval, and the total of the figure', async () => {
    const data = await preview({ metrics: ['won_value', 'win_rate'], interval: 'month' })
    expect(data.sections[0]?.rows).toEqual([
      { day: '2026-01-01', won_value: 120_000, win_rate: 100 },
      { day: '2026-02-01', won_value: 130_000, win_rate: 100 },
      { day: '2026-03-01', won_value: 0, win_rate: null },
    ])
    expect(data.totals).toEqual({ won_value: await figure('won_value'), win_rate: 100 })
  })

  it('by a dimension has a row for each key, the largest first', async () => {
    const data = await preview({ metrics: ['won_value', 'leads'], groupBy: 'partner' })
    expect(data.sections[0]?.rows).toMatchObject([
      { group: 'Pat Partner', group_key: agency.partnerId, won_value: 200_000, leads: 2 },
      { group: 'Zoë "Q", Ltd', group_key: second, won_value: 50_000, leads: 2 },
    ])
    expect(sum(data.sections[0]?.rows ?? [], 'leads')).toBe(data.totals.leads)
  })

  it('puts together what it does not show, and adds up all the same', async () => {
    const data = await preview({
      metrics: ['won_value', 'win_rate'],
      groupBy: 'partner',
      groupLimit: 1,
    })
    expect(data.sections[0]?.rows.at(-1)).toMatchObject({
      group: 'Other',
      won_value: 50_000,
      win_rate: null,
    })
    expect(sum(data.sections[0]?.rows ?? [], 'won_value')).toBe(data.totals.won_value)
    expect(data.notes.join(' ')).toContain('Other has no rates')
  })

  it('by both has a section for each interval, whose totals are those of the figures', async () => {
    const data = await preview({ metrics: ['won_value'], groupBy: 'partner', interval: 'month' })
    expect(data.sections.map(({ label }) => label)).toEqual([
      'January 2026',
      'February 2026',
      'March 2026',
    ])
    for (const { rows, totals } of data.sections)
      expect(sum(rows, 'won_value')).toBe(totals?.won_value)
    expect(data.sections.reduce((all, { totals }) => all + Number(totals?.won_value), 0)).toBe(
      data.totals.won_value,
    )
  })

  it('compares with the period before, keys that are gone included', async () => {
    const data = await preview({
      metrics: ['won_deals'],
      groupBy: 'partner',
      comparison: 'previous',
    })
    expect(data.compared).toEqual({ from: '2025-10-03', to: '2025-12-31' })
    expect(data.sections[0]?.rows).toMatchObject([
      { won_deals: 2, won_deals_before: 1, won_deals_change: 100 },
      { won_deals: 1, won_deals_before: 0, won_deals_change: null },
    ])
    expect(data.totals).toMatchObject({ won_deals: 3, won_deals_before: 1, won_deals_change: 200 })
  })

  it('is narrowed by its filters, which it names', async () => {
    const filters = [{ dimension: 'partner' as const, key: second }]
    const data = await preview({ metrics: ['won_value'], filters })
    expect(data.totals.won_value).toBe(await figure('won_value', filters))
    expect(data.filters).toEqual(['Partner: Zoë "Q", Ltd'])
  })

  it('shows at most fifty rows beforehand, and says how many there are', async () => {
    const data = await preview({ metrics: ['leads'], interval: 'day' })
    expect(data.sections[0]?.rows).toHaveLength(50)
    expect(data.rowCount).toBe(90)
    expect(data.totals.leads).toBe(4)
  })

  it.each([
    [{ metrics: [] }, 'metrics'],
    [{ metrics: ['leads', 'leads'] }, 'metrics'],
    [{ metrics: ['leads', 'applications'], groupBy: 'industry' }, 'groupBy'],
    [{ metrics: ['leads'], groupLimit: 5 }, 'groupLimit'],
    [
      { metrics: ['leads'], filters: [{ dimension: 'directory', key: 'x' }] },
      'filters.0.dimension',
    ],
  ] as [Asked, string][])('refuses %o, naming the field', async (bad, field) => {
    await expect(preview(bad as never)).rejects.toMatchObject({
      data: { fields: { [field]: expect.any(String) } },
    })
  })

  it('holds nothing of another workspace, whatever its filters name', async () => {
    const other = await openAgency()
    await win(other.admin, other.partnerId, 70_000, at('2026-02-11'))
    const data = await preview({
      metrics: ['won_value'],
      groupBy: 'partner',
      filters: [{ dimension: 'partner', key: other.partnerId }],
    })
    expect(data.totals.won_value).toBe(0)
    expect(data.sections[0]?.rows).toEqual([])
    expect(data.filters).toEqual(['Partner: Unknown'])
  })
})

describe('a relative period', () => {
  it.each([
    ['today', '2026-03-31', '2026-03-31'],
    ['yesterday', '2026-03-30', '2026-03-30'],
    ['last_7_days', '2026-03-24', '2026-03-30'],
    ['week_to_date', '2026-03-30', '2026-03-31'],
    ['last_week', '2026-03-23', '2026-03-29'],
    ['month_to_date', '2026-03-01', '2026-03-31'],
    ['last_month', '2026-02-01', '2026-02-28'],
    ['quarter_to_date', '2026-01-01', '2026-03-31'],
    ['last_quarter', '2025-10-01', '2025-12-31'],
    ['year_to_date', '2026-01-01', '2026-03-31'],
    ['last_year', '2025-01-01', '2025-12-31'],
  ] as const)('%s on 31 March is %s to %s', (name, from, to) => {
    expect(rangeOn(name, '2026-03-31')).toEqual({ from, to })
  })
})
