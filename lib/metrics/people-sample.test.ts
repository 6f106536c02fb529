import { call } from '@orpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import { plansOf } from '@/e2e/plans'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import type { AnswerOf } from './answer-schema'
import { metrics } from './procedures'
import type { Row } from './rows-schema'
import type { Question } from './schema'

/** Forty crowds of 800 people: all began in one week, and half of each did a second thing in the next. */

const crowds = Array.from({ length: 40 }, (_, crowd) => crowd)
const range = { from: '2026-03-02', to: '2026-03-08' }
const now = new Date('2026-04-01T12:00:00Z')
let admin: Member

beforeAll(async () => {
  const workspace = await makeWorkspace()
  admin = await makeMember(workspace, 'admin')
  await asOwner("select make_event_partition('2026-03-01')")
  await asOwner(
    `insert into analytics_events (workspace_id, id, event_type, user_id, source, created_at, received_at)
     select $1, gen_random_uuid(), k.type || c, c || ' ' || n, 'api', k.at + n * interval '2 minutes', now()
     from generate_series(0, 39) c, generate_series(1, 800) n,
       (values ('a', '2026-03-02 12:00Z'::timestamptz), ('b', '2026-03-10 12:00Z')) k(type, at)
     where k.type = 'a' or n % 2 = 0`,
    [workspace.id],
  )
  await asOwner('vacuum (analyze) analytics_events')
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

/** So many events more are counted on a day than there are. */
const pretend = async (eventType: string, events: number) => {
  await asOwner('delete from analytics_event_days where workspace_id = $1', [admin.workspace.id])
  await asOwner(
    `insert into analytics_event_days (workspace_id, day, event_type, events) values ($1, '2026-03-03', $2, $3)`,
    [admin.workspace.id, eventType, events],
  )
}
const ask = (question: Question) => call(metrics.ask, { question, range }, as())
const steps = (crowd: number): Question => ({
  kind: 'event-funnel',
  steps: [`a${crowd}`, `b${crowd}`],
  windowUnit: 'days',
})
const cameBack = (crowd: number): Question => ({ kind: 'retention', start: `a${crowd}` })
const as = () => ({ context: asking(admin, { now }) })
const behind = async (selection: object) => {
  const asked = { ...selection, ...range }
  const people: Row[] = []
  let cursor: string | undefined
  do {
    const page = await call(metrics.rows, { ...asked, limit: 13, ...(cursor && { cursor }) }, as())
    people.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return { people, total: await call(metrics.countRows, asked, as()) }
}
const funnels = () =>
  Promise.all(crowds.map((crowd) => ask(steps(crowd)))) as Promise<AnswerOf<'funnel'>[]>

it('is exact while few events are to be read', async () => {
  await pretend('other', 1_000_000)
  for (const { steps, notes } of await funnels()) {
    expect(steps.map(({ reached }) => reached)).toEqual([800, 400])
    expect(steps.every(({ margin }) => margin === undefined)).toBe(true)
    expect(notes.join()).not.toContain('Estimated')
  }
})

it('is right within the margin that it states, nineteen times of twenty', async () => {
  await pretend('other', 3_000_000)
  const answers = await funnels()
  for (const [at, truth] of [800, 400].entries()) {
    const found = answers.map(({ steps }) => steps[at]) as { reached: number; margin: number }[]
    const right = found.filter(({ reached, margin }) => Math.abs(reached - truth) <= margin)
    expect(right.length).toBeGreaterThanOrEqual(36)
    expect(found.some(({ reached }) => reached !== truth)).toBe(true)
    expect(found.every(({ margin }) => margin < truth)).toBe(true)
  }
  for (const { steps, notes } of answers) {
    expect(steps[1]?.reached).toBeLessThanOrEqual(steps[0]?.reached as number)
    expect(notes[0]).toBe('Estimated from one person in 16, with everything that person did.')
    expect(notes[1]).toMatch(/^95 % interval: a\d+ ± \d+, b\d+ ± \d+\.$/)
  }
})

it('states how far its shares may be off', async () => {
  await pretend('other', 3_000_000)
  const answers = (await Promise.all(
    crowds.map((crowd) => ask({ ...cameBack(crowd), interval: 'week' } as Question)),
  )) as AnswerOf<'cohort'>[]
  const cells = answers.map(({ cohorts }) => cohorts[0]?.cells[1])
  const right = cells.filter((cell) => cell && Math.abs(cell.value - 50) <= (cell.margin ?? 0))
  expect(right.length).toBeGreaterThanOrEqual(36)
  expect(answers[0]?.cohorts[0]?.cells[2]?.value).toBe(0)
})

it('opens the people of the sample, and says how many each stands for', async () => {
  await pretend('other', 3_000_000)
  const { steps: found } = (await ask(steps(0))) as AnswerOf<'funnel'>
  for (const [at, { reached, margin }] of found.entries()) {
    const { people, total } = await behind({ steps: 'a0,b0', step: String(at + 1) })
    expect(total).toMatchObject({ value: reached, count: reached / 16, oneIn: 16 })
    expect(total.notes).toEqual([
      'Estimated from one person in 16, with everything that person did.',
      'Shown are the people of this sample; each stands for 16.',
      `95 % interval: ± ${margin?.toLocaleString('en-US')}.`,
    ])
    expect(people).toHaveLength(total.count)
    expect(new Set(people.map(({ label }) => label)).size).toBe(total.count)
  }
  const question = { ...cameBack(0), interval: 'week' } as Question
  const { cohorts } = (await ask(question)) as AnswerOf<'cohort'>
  // Where anything counts as coming back, more events are asked for.
  const week = { start: 'a0', interval: 'week', period: '2026-03-02' }
  const began = await behind(week)
  expect(began.total).toMatchObject({ value: cohorts[0]?.size, oneIn: 32 })
  expect(began.people).toHaveLength((cohorts[0]?.size as number) / 32)
  const back = await behind({ ...week, later: 1 })
  expect(back.total.value).toBeCloseTo(cohorts[0]?.cells[1]?.value as number, 9)
  expect(back.people).toHaveLength(back.total.count)
  const margin = cohorts[0]?.cells[1]?.margin?.toFixed(1)
  expect(back.total.notes.at(-1)).toBe(`95 % interval: ± ${margin} points.`)
  expect(back.total.count / began.total.count).toBeCloseTo((back.total.value as number) / 100, 9)
})

it('writes all people of the sample as CSV, and that it is one', async () => {
  await pretend('other', 3_000_000)
  const asked = { steps: 'a1,b1', step: '2', ...range }
  const { count } = await call(metrics.countRows, asked, as())
  const file = await call(metrics.exportRows, asked, as())
  const lines = (await file.text()).trim().split('\n')
  expect(lines[0]).toContain('Person,Partner,Began,When,Events')
  expect(lines).toHaveLength(count + 2)
  expect(lines.at(-1)).toContain('each stands for 16')
})

it('takes a smaller sample of more events', async () => {
  await pretend('a0', 5_000_000)
  const { notes, steps: found } = (await ask(steps(0))) as AnswerOf<'funnel'>
  expect(notes[0]).toContain('one person in 32,')
  expect((found[0]?.reached as number) % 32).toBe(0)
})

const step = { steps: 'a0,b0', step: '2', ...range }
const week = { start: 'a0', interval: 'week', period: '2026-03-02', later: 1, ...range }
it.each<[string, () => Promise<unknown>]>([
  ['steps', () => ask(steps(0))],
  ['coming back', () => ask(cameBack(0))],
  ['the people of a step', () => call(metrics.countRows, step, as())],
  ['the people who came back', () => call(metrics.countRows, week as never, as())],
])('reads the index of the sample alone, as whoever asks: %s', async (_, run) => {
  await pretend('other', 3_000_000)
  const { scanned, indexes } = await plansOf(run)
  // Months without rows are read as they are.
  expect(scanned.filter((table) => table?.startsWith('analytics_events_202603'))).toEqual([])
  expect([...indexes].filter((name) => name.startsWith('analytics_events_202603'))).toEqual([
    expect.stringMatching(/event_type_created_at_/),
  ])
})
