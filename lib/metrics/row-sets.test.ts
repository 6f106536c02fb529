import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeHistory } from '@/e2e/history'
import { asking, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { metrics } from './procedures'
import type { Row } from './rows-schema'
import { cohortMeasures, funnelKeys } from './schema'

/** Each number of funnels, cohorts, campaigns and the best partners beside the rows it opens. */

const range = { from: '2026-02-01', to: '2026-05-31' }
const now = new Date('2026-06-15T12:00:00Z')
let admin: Member
let stranger: Member

beforeAll(async () => {
  admin = await makeHistory()
  stranger = await makeMember(await makeWorkspace('Elsewhere'), 'owner')
}, 60_000)

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

type Selection = Record<string, unknown>
const as = (actor: Member) => ({ context: asking(actor, { now }) })
const ask = async (question: object) =>
  // biome-ignore lint/suspicious/noExplicitAny: the kind of the answer is that of the question
  (await call(metrics.ask, { question, range } as never, as(admin))) as any
const count = (selection: Selection, actor = admin) =>
  call(metrics.countRows, selection as never, as(actor))

async function rowsOf(selection: Selection) {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const page = await call(
      metrics.rows,
      { ...selection, limit: 9, ...(cursor ? { cursor } : {}) } as never,
      as(admin),
    )
    rows.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return rows
}

/** All pages together are as many rows as are counted, each once, named, newest first. */
async function opened(selection: Selection) {
  const [rows, total] = [await rowsOf(selection), await count(selection)]
  expect(rows).toHaveLength(total.count)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  expect(rows.map(({ at }) => +at)).toEqual(rows.map(({ at }) => +at).sort((a, b) => b - a))
  for (const row of rows) {
    expect(row.label).not.toContain('Unnamed')
    if (row.subject !== 'visitor') expect(row.opens).toEqual(expect.any(String))
    else
      expect(row.opens === null).toBe(['visited', 'estimated'].includes(row.visitor?.stage ?? ''))
  }
  return { ...total, sum: rows.reduce((sum, { value }) => sum + (value ?? 0), 0) }
}

describe.each(funnelKeys)('each step of the %s funnel', (funnel) => {
  it.each([undefined, 1, 7, 45])('opens its rows with a window of %s days', async (window) => {
    const { steps } = await ask({
      kind: 'funnel',
      funnel,
      ...(window ? { windowDays: window } : {}),
    })
    expect(steps[0].reached).toBeGreaterThan(10)
    for (const { key, label, reached, open } of steps) {
      const step = { funnel, step: key, ...range, ...(window ? { window } : {}) }
      const came = await opened(step)
      expect([came.count, came.value]).toEqual([reached, reached])
      expect(came.title).toContain(label)
      if (key === steps[0].key) continue
      expect((await opened({ ...step, reach: 'open' })).count).toBe(open)
    }
    if (!window) expect(steps.some(({ open }: { open: number }) => open > 0)).toBe(true)
  })
})

it.each(cohortMeasures)('each cell of the cohorts opens its rows: %s', async (measure) => {
  const { cohorts } = await ask({ kind: 'cohort', measure })
  let shown = 0
  for (const { month, size, cells } of cohorts) {
    for (const [months, cell] of cells.entries()) {
      if (!cell) continue
      const { value, count, sum } = await opened({ cohort: month, months, measure })
      expect(value).toBeCloseTo(cell.value, 9)
      expect(measure === 'active' ? (100 * count) / size : sum).toBeCloseTo(cell.value, 9)
      shown += count
    }
    const last = new Date(Date.UTC(+month.slice(0, 4), +month.slice(5, 7), 0))
    const joined = { metric: 'partners_joined', from: month, to: last.toISOString().slice(0, 10) }
    expect((await opened(joined)).count).toBe(size)
  }
  expect(shown).toBeGreaterThan(10)
})

it.each(['leads', 'contacted', 'won', 'revenue', 'cost'])(
  'the %s of each campaign open their rows',
  async (column) => {
    const { rows } = await ask({ kind: 'campaigns' })
    expect(rows).toHaveLength(4)
    for (const row of rows) {
      if (row[column] === null) continue
      const { value, sum, title } = await opened({ campaign: row.id ?? 'none', column, ...range })
      expect([value, sum]).toEqual([row[column], row[column]])
      expect(title).toContain(row.name)
    }
  },
)

it.each([
  ['leads', 'leads'],
  ['won', 'won_deals'],
  ['wonValue', 'won_value'],
  ['earned', 'commissions_earned'],
])('the %s of each partner open their rows', async (column, metric) => {
  const { rows } = await ask({ kind: 'leaderboard', limit: 50 })
  expect(rows.length).toBeGreaterThan(10)
  for (const row of rows) {
    const { value, sum } = await opened({ metric, filter: `partner:${row.id}`, ...range })
    expect([value, sum]).toEqual([row[column], row[column]])
  }
})

it('writes them as CSV', async () => {
  const selection = { funnel: 'pipeline', step: 'qualified', reach: 'open', window: 45, ...range }
  const file = await call(metrics.exportRows, selection as never, as(admin))
  const lines = (await file.text()).trim().split('\n')
  expect(file.name).toContain('pipeline-may-still-come-to-qualified')
  expect(lines).toHaveLength((await count(selection)).count + 2)
})

const step = { funnel: 'pipeline', step: 'qualified', ...range }
it.each<[string, Selection]>([
  ['metric', range],
  ['step', { funnel: 'pipeline', ...range }],
  ['step', { ...step, step: 'joined' }],
  ['funnel', { ...step, funnel: 'other' }],
  ['funnel', { ...step, metric: 'leads' }],
  ['reach', { ...step, reach: 'lost' }],
  ['reach', { ...step, step: 'prospect', reach: 'open' }],
  ['window', { ...step, window: 0 }],
  ['filter', { ...step, filter: 'tier:gold' }],
  ['from', { ...step, from: undefined }],
  ['to', { ...step, to: '2026-01-01' }],
  ['window', { metric: 'leads', window: 5, ...range }],
  ['months', { cohort: '2026-03-01', measure: 'leads' }],
  ['measure', { cohort: '2026-03-01', months: 1 }],
  ['cohort', { cohort: '2026-03-02', months: 1, measure: 'leads' }],
  ['column', { campaign: 'none', ...range }],
  ['column', { campaign: 'none', column: 'cost', ...range }],
  ['campaign', { campaign: 'Spring', column: 'leads', ...range }],
])('refuses, naming %s: %o', async (field, selection) => {
  await expect(count(selection)).rejects.toMatchObject({
    data: { fields: { [field]: expect.any(String) } },
  })
})

it('shows another workspace and other roles nothing', async () => {
  const { rows } = await ask({ kind: 'campaigns' })
  const campaign = rows.find(({ id }: { id: string | null }) => id).id
  const cell = { cohort: '2026-03-01', months: 0, measure: 'leads' }
  expect((await count(step, stranger)).count).toBe(0)
  expect((await count(cell, stranger)).count).toBe(0)
  await expect(count({ campaign, column: 'leads', ...range }, stranger)).rejects.toMatchObject({
    code: 'not_found',
  })
  for (const role of ['va', 'partner', 'customer'] as const) {
    const other = await makeMember(admin.workspace, role)
    for (const selection of [step, cell, { campaign, column: 'cost', ...range }])
      await expect(count(selection, other)).rejects.toMatchObject({ code: 'forbidden' })
  }
})
