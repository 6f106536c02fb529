import { call } from '@orpc/server'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { addEvents, countAll } from '@/e2e/events'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { readAs, withSystem } from '../db/with-actor'
import { catalogue } from './catalogue'
import { keepFigures } from './keep'
import { metrics } from './procedures'
import { cohortMeasures, type Question } from './schema'

/** Nothing of one workspace shows in another's answers: asked with every question there is. */

const range = { from: '2026-01-01', to: '2026-12-31' }
const now = new Date('2026-11-01T12:00:00Z')
const secret = 'Secret Business'
/** When the partners of the test join. */
const month = `${new Date().toISOString().slice(0, 7)}-01`
let owner: Member
let stranger: Member

beforeAll(async () => {
  const agency = await openAgency()
  owner = agency.admin
  const { leadId } = await win(
    agency.admin,
    agency.partnerId,
    777_777,
    new Date('2026-03-01T12:00:00Z'),
  )
  await asOwner('update client_leads set business_name = $2 where id = $1', [leadId, secret])
  await asOwner(
    `with c as (insert into campaigns (workspace_id, name, created_at) values ($1, 'Secret campaign', now()) returning id)
     insert into conversion_funnels (workspace_id, visitor_id, campaign_id, stage, entered_at)
     select $1, uuid_v7(), id, 'visited', '2026-03-02T12:00:00Z' from c`,
    [agency.workspace.id],
  )
  await asOwner(
    `insert into calls (workspace_id, user_id, caller_name, client_lead_id, contact, started_at, seconds, outcome, rating, created_at)
     values ($1, $2, $3, $4, $3, '2026-03-01T12:00:00Z', 7777, 'reached', 5, now())`,
    [agency.workspace.id, agency.admin.userId, secret, leadId],
  )
  await addEvents(agency.workspace, [
    {
      eventType: 'secret.event',
      userId: 'secret person',
      createdAt: new Date('2026-03-02T12:00:00Z'),
    },
  ])
  await countAll()
  await withSystem(agency.workspace.id, 'tests', ({ db }) =>
    keepFigures({ db, workspace: agency.workspace, now }, 300),
  )
  stranger = await makeMember(await makeWorkspace('Elsewhere'), 'owner')
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const questions: Question[] = [
  ...catalogue.flatMap(({ key, dimensions, unit }): Question[] => [
    { kind: 'figure', metric: key },
    { kind: 'trend', metric: key, interval: 'month' },
    ...(unit === 'people'
      ? []
      : dimensions.flatMap((dimension): Question[] => [
          { kind: 'trend', metric: key, groupBy: dimension },
          { kind: 'breakdown', metric: key, dimension, limit: 50 },
        ])),
  ]),
  { kind: 'funnel', funnel: 'visitors' },
  { kind: 'funnel', funnel: 'programme' },
  { kind: 'funnel', funnel: 'pipeline', windowDays: 30 },
  ...(['active', 'leads', 'won', 'revenue'] as const).map(
    (measure): Question => ({ kind: 'cohort', measure }),
  ),
  { kind: 'ltv' },
  { kind: 'leaderboard', limit: 50 },
  ...(['won_value', 'commissions_due', 'tasks_opened'] as const).map(
    (metric): Question => ({ kind: 'forecast', metric, horizon: 3 }),
  ),
  { kind: 'campaigns' },
]

const ask = (actor: Member, question: Question) =>
  call(metrics.ask, { question, range, comparison: 'year' }, { context: asking(actor, { now }) })

/** Every number that is not part of how the question was asked. */
const numbersIn = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : value instanceof Date || typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, inner]) =>
          ['coverage', 'month', 'months'].includes(key) ? [] : numbersIn(inner),
        )

it.each(questions)('%o', async (question) => {
  const theirs = await ask(stranger, question)
  expect(numbersIn(theirs).filter((number) => number !== 0)).toEqual([])
  expect(JSON.stringify(theirs)).not.toMatch(/secret|777777/i)
})

it('would have shown it to its own', async () => {
  expect(JSON.stringify(await ask(owner, { kind: 'leaderboard', limit: 5 }))).toContain('777777')
  const rows = await call(
    metrics.rows,
    { metric: 'won_value', ...range, limit: 10 },
    { context: asking(owner, { now }) },
  )
  expect(rows.items[0]?.label).toBe(secret)
})

it.each(catalogue.filter(({ unit }) => unit !== 'people').map(({ key }) => key))(
  'no rows of %s',
  async (metric) => {
    const { items } = await call(
      metrics.rows,
      { metric, ...range, limit: 10 },
      { context: asking(stranger, { now }) },
    )
    expect(items).toEqual([])
  },
)

const sets = [
  ...['prospect', 'qualified', 'proposal_sent', 'negotiating', 'closed_won'].map((step) => ({
    funnel: 'pipeline' as const,
    step,
    ...range,
  })),
  ...['visited', 'applied', 'joined', 'active', 'producing'].map((step) => ({
    funnel: 'visitors' as const,
    step,
    ...range,
  })),
  ...['applied', 'joined', 'active', 'producing'].map((step) => ({
    funnel: 'programme' as const,
    step,
    ...range,
  })),
  ...cohortMeasures.flatMap((measure) =>
    [0, 1].map((months) => ({ cohort: month, months, measure })),
  ),
  ...(['leads', 'contacted', 'won', 'revenue'] as const).map((column) => ({
    campaign: 'none' as const,
    column,
    ...range,
  })),
  { steps: ['secret.event', 'other.event'], step: '1', ...range },
  { start: 'secret.event', interval: 'month' as const, period: '2026-03-01', ...range },
]

it.each(sets)('no rows of %o', async (set) => {
  const as = (actor: Member) => ({ context: asking(actor, { now }) })
  expect((await call(metrics.rows, { ...set, limit: 10 }, as(stranger))).items).toEqual([])
  const total = await call(metrics.countRows, set, as(stranger))
  expect(numbersIn(total).filter((number) => number !== 0)).toEqual([])
  const { items } = await call(metrics.rows, { ...set, limit: 10 }, as(owner))
  if ('steps' in set || 'start' in set) expect(items).toMatchObject([{ label: 'secret person' }])
  if ('funnel' in set && set.funnel === 'visitors' && set.step === 'visited')
    expect(items).toMatchObject([{ label: 'Visitor', detail: 'Secret campaign' }])
  if ('campaign' in set || ('funnel' in set && set.funnel === 'pipeline'))
    expect(items).toMatchObject([{ label: secret }])
})

describe('a cheap function that leaks what it is shown', () => {
  const tables = [
    ['client_leads', 'business_name'],
    ['conversion_funnels', 'stage'],
    ['calls', 'contact'],
    ['partner_analytics', 'partner_id'],
    ['daily_reports', 'figures'],
    ['cohort_analysis', 'revenue'],
    ['analytics_snapshots', 'standing'],
    ['ltv_calculations', 'observed'],
    ['performance_forecasts', 'metric'],
    ['analytics_events', 'event_type'],
    ['analytics_event_days', 'event_type'],
    ['analytics_people_days', 'user_id'],
    ['dashboard_summary', 'open_actions'],
  ] as const

  beforeAll(async () => {
    await asOwner(`create or replace function leak(value text) returns boolean language plpgsql cost 0.0000001 as
      $$ begin raise exception 'leaked %', value; end $$`)
    await asOwner('grant execute on function leak(text) to authenticated')
    await asOwner('select refresh_dashboard_summary()')
  })
  afterAll(() => asOwner('drop function leak(text)'))

  it.each(tables)('is shown no row of %s of another workspace', async (table, column) => {
    const look = (actor: Member) =>
      readAs(actor, (db) =>
        sql`select 1 from ${sql.table(table)} where leak(${sql.ref(column)}::text)`.execute(db),
      )
    // A row of its own at the most, as in dashboard_summary.
    const ownRows = table === 'dashboard_summary'
    await (ownRows ? expect(look(stranger)).rejects.toThrow('leaked 0') : look(stranger))
    await expect(look(owner)).rejects.toThrow('leaked')
  })
})
