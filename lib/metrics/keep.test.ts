import { afterAll, beforeAll, expect, it } from 'vitest'
import { openAgency, registerClient, win } from '@/e2e/deals'
import { addEvents, countAll } from '@/e2e/events'
import { asOwner, closeOwner } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { readAs, withSystem } from '../db/with-actor'
import { keepFigures } from './keep'

const DAY = 86_400_000
const now = new Date()
const ago = (days: number) => new Date(now.getTime() - days * DAY)
let agency: Awaited<ReturnType<typeof openAgency>>

beforeAll(async () => {
  agency = await openAgency()
  const { admin, partnerId } = agency
  await asOwner('update partners set created_at = $2 where id = $1', [partnerId, ago(100)])
  await win(admin, partnerId, 120_000, ago(10))
  await win(admin, partnerId, 80_000, ago(2))
  await registerClient(admin, partnerId, ago(2))
  await addEvents(agency.workspace, [
    { userId: 'ada', eventType: 'page.viewed', createdAt: ago(2) },
    { userId: 'bob', eventType: 'form.sent', createdAt: ago(2) },
    { userId: 'bob', eventType: 'page.viewed', createdAt: ago(2) },
  ])
  await countAll()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const keep = () =>
  withSystem(agency.workspace.id, 'tests', ({ db }) =>
    keepFigures({ db, workspace: agency.workspace, now }),
  )

const tables = {
  partner_analytics: 'day, partner_id',
  campaign_metrics: 'day, campaign_id',
  agent_metrics: 'day, person_id',
  daily_reports: 'day',
  cohort_analysis: 'cohort_month, month_offset',
  ltv_calculations: 'calculated_on',
  performance_forecasts: 'metric, starts_on',
  analytics_snapshots: 'taken_at',
}

const kept = async () =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(tables).map(async ([table, order]) => {
        const rows = await asOwner<Record<string, unknown>>(
          `select * from ${table} where workspace_id = $1 order by ${order}`,
          [agency.workspace.id],
        )
        return [table, rows.map(({ generated_at: _, ...row }) => row)]
      }),
    ),
  )

it('writes down each day once, however often it runs', async () => {
  await keep()
  const first = await kept()
  expect(first.partner_analytics).toHaveLength(2)
  expect(first.daily_reports).toHaveLength(35)
  await keep()
  expect(await kept()).toEqual(first)
})

it('says of a day what the day brought', async () => {
  const rows = await asOwner<{ leads: number; won: number; won_value: number; earned: number }>(
    `select leads, won, won_value, earned from partner_analytics where workspace_id = $1 order by day`,
    [agency.workspace.id],
  )
  expect(rows).toEqual([
    { leads: 1, won: 1, won_value: 120_000, earned: 24_000 },
    { leads: 2, won: 1, won_value: 80_000, earned: 16_000 },
  ])
  const reports = await asOwner<{ value: number }>(
    `select (figures->'won_value'->>'value')::int as value from daily_reports
     where workspace_id = $1 and (figures->'won_value'->>'value')::int > 0 order by day`,
    [agency.workspace.id],
  )
  expect(reports).toEqual([{ value: 120_000 }, { value: 80_000 }])
  const [people] = await asOwner<{ people: number; events: number }>(
    `select (figures->'people'->>'value')::int as people, (figures->'events'->>'value')::int as events
     from daily_reports where workspace_id = $1 and figures ? 'people' order by 1 desc nulls last`,
    [agency.workspace.id],
  )
  expect(people).toEqual({ people: 2, events: 3 })
  const [standing] = await asOwner<{ standing: Record<string, unknown> }>(
    'select standing from analytics_snapshots where workspace_id = $1',
    [agency.workspace.id],
  )
  expect(standing?.standing).toMatchObject({ leads: { prospect: { count: 1, value: 100_000 } } })
})

it('sets right what was recorded late', async () => {
  await win(agency.admin, agency.partnerId, 10_000, ago(20))
  await keep()
  const [found] = await asOwner<{ days: number; won: number }>(
    `select count(*) as days, sum(won) as won from partner_analytics where workspace_id = $1`,
    [agency.workspace.id],
  )
  expect(found).toEqual({ days: 3, won: 3 })
})

it('shows a partner their own days alone, and lets nobody write them', async () => {
  const { admin, partnerId } = agency
  const own = { ...admin, role: 'partner' as const, partnerId }
  const count = (actor: typeof own) =>
    readAs(actor, (db) => db.selectFrom('partnerAnalytics').select('day').execute())
  expect(await count(own)).toHaveLength(3)
  expect(await count({ ...own, partnerId: agency.workspace.id })).toHaveLength(0)
  await expect(
    withSystem(agency.workspace.id, 'tests', ({ db }) =>
      db.insertInto('conversionFunnels').defaultValues().execute(),
    ),
  ).rejects.toThrow(/permission denied/)
})
