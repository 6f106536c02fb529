import { call } from '@orpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeHistory } from '@/e2e/history'
import { asking, closeOwner } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { metrics } from '../metrics/procedures'
import { cohortMeasures, type Question } from '../metrics/schema'
import { asTable, type Drill } from './as-table'

const range = { from: '2026-02-01', to: '2026-05-31' }
const now = new Date('2026-06-15T12:00:00Z')
let admin: Member

beforeAll(async () => {
  admin = await makeHistory()
}, 60_000)

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const as = () => ({ context: asking(admin, { now }) })
const written = ({ dimension, key }: { dimension: string; key: string | null }) =>
  `${dimension}:${key ?? ''}`

/** What the rows of a number make together. */
async function opened(drill: Drill) {
  const selection =
    'rows' in drill
      ? { ...drill.range, ...drill.rows }
      : {
          metric: drill.metric,
          ...drill.range,
          filter: drill.filters.filter(({ not }) => !not).map(written),
          not: drill.filters.filter(({ not }) => not).map(written),
        }
  return (await call(metrics.countRows, selection, as())).value
}

const won = [{ dimension: 'stage' as const, key: 'closed_won' }]
const questions: Question[] = [
  { kind: 'funnel', funnel: 'pipeline' },
  { kind: 'funnel', funnel: 'visitors' },
  { kind: 'funnel', funnel: 'programme', windowDays: 10 },
  { kind: 'breakdown', metric: 'visitors', dimension: 'stage', limit: 3 },
  { kind: 'breakdown', metric: 'visitors', dimension: 'campaign', limit: 2 },
  ...cohortMeasures.map((measure): Question => ({ kind: 'cohort', measure })),
  { kind: 'campaigns' },
  { kind: 'leaderboard', limit: 5 },
  { kind: 'figure', metric: 'leads', filters: won },
  { kind: 'trend', metric: 'lead_value', interval: 'month', groupBy: 'campaign', filters: won },
  { kind: 'breakdown', metric: 'leads', dimension: 'partner', limit: 3, filters: won },
]

it.each(questions)('what a number opens makes that number: %o', async (question) => {
  const answer = await call(metrics.ask, { question, range, comparison: 'previous' }, as())
  const cells = asTable({ question, range }, answer).rows.flat()
  const drills = cells.filter(({ drill, value }) => drill && value !== null)
  expect(drills.length).toBeGreaterThan(3)
  for (const { drill, value } of drills)
    expect(await opened(drill as Drill)).toBeCloseTo(value as number, 9)
})

it('says what an answer is narrowed to', async () => {
  const ask = async (question: Question) => call(metrics.ask, { question, range }, as())
  const { filters, ...whole } = await ask({ kind: 'figure', metric: 'leads' })
  expect(filters).toEqual([])
  const narrowed = await ask({
    kind: 'figure',
    metric: 'leads',
    filters: [...won, { dimension: 'campaign', key: null }],
  })
  expect(narrowed.filters).toEqual(['Stage: Won', 'Campaign: None'])
  expect(narrowed).not.toMatchObject({ value: 'value' in whole && whole.value })
})
