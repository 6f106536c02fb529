import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addEvents } from '@/e2e/events'
import {
  asking,
  closeOwner,
  makeMember,
  makePartner,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { readAs } from '../db/with-actor'
import type { AnswerOf } from './answer-schema'
import { ask } from './ask'
import { metrics } from './procedures'
import { rowsOf } from './rows'
import type { Question } from './schema'

/** Who is told what people did, and which questions are refused. */

const range = { from: '2026-03-01', to: '2026-03-31' }
const now = new Date('2026-04-10T12:00:00Z')
const funnel: Question = { kind: 'event-funnel', steps: ['a', 'b'], windowUnit: 'days' }
const back: Question = { kind: 'retention', start: 'a', interval: 'month' }
let workspace: TestWorkspace
let partner: Member
let other: string

beforeAll(async () => {
  workspace = await makeWorkspace()
  partner = await makeMember(workspace, 'partner')
  other = await makePartner(workspace)
  const at = (day: number) => new Date(Date.UTC(2026, 2, day, 12))
  await addEvents(
    workspace,
    [partner.partnerId, other, null].flatMap((partnerId, n) => [
      { eventType: 'a', userId: `p${n}`, partnerId, createdAt: at(3) },
      { eventType: 'b', userId: `p${n}`, partnerId, createdAt: at(5) },
    ]),
  )
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const step = { steps: ['a', 'b'], step: '2' }
const cell = { start: 'a', interval: 'month', period: '2026-03-01', later: 0 } as const
const selections = [step, { ...step, reach: 'open' }, cell, { ...cell, later: undefined }] as const

/** As whoever is asked for, by the policies alone: past the door and its permission. */
const counts = (actor: Member) =>
  readAs(actor, async (db) => {
    const frame = { db, now, workspace: actor.workspace, range, comparison: 'none' as const }
    const steps = (await ask(frame, funnel)) as AnswerOf<'funnel'>
    const { cohorts } = (await ask(frame, back)) as AnswerOf<'cohort'>
    return [...steps.steps.map(({ reached }) => reached), cohorts[0]?.size ?? 0]
  })

/** Likewise the people behind these numbers. */
const people = (actor: Member) =>
  readAs(actor, async (db) => {
    const found = []
    for (const selection of selections) {
      const asked = { filter: [], not: [], ...range, ...selection }
      const { items } = await rowsOf({ db, now, frame: actor.workspace }, asked, { limit: 9 })
      found.push(items.map(({ label }) => label).sort())
    }
    return found
  })
const everybody = ['p0', 'p1', 'p2']

describe('what people did', () => {
  it.each(['owner', 'admin', 'manager'] as const)('is told to the %s', async (role) => {
    const actor = await makeMember(workspace, role)
    expect(await counts(actor)).toEqual([3, 3, 3])
    expect(await people(actor)).toEqual([everybody, [], everybody, everybody])
  })

  it('is told to partners as far as it is theirs', async () => {
    expect(await counts(partner)).toEqual([1, 1, 1])
    expect(await people(partner)).toEqual([['p0'], [], ['p0'], ['p0']])
  })

  it.each(['va', 'customer'] as const)('is not told to a %s', async (role) => {
    const actor = await makeMember(workspace, role)
    expect(await counts(actor)).toEqual([0, 0, 0])
    expect(await people(actor)).toEqual([[], [], [], []])
  })

  it('is not told to the owner of another workspace', async () => {
    const stranger = await makeMember(await makeWorkspace(), 'owner')
    expect(await counts(stranger)).toEqual([0, 0, 0])
    expect(await people(stranger)).toEqual([[], [], [], []])
  })

  it.each(['partner', 'va', 'customer'] as const)('is no question for a %s', async (role) => {
    const context = asking(await makeMember(workspace, role), { now })
    for (const question of [funnel, back])
      await expect(call(metrics.ask, { question, range }, { context })).rejects.toMatchObject({
        code: 'forbidden',
      })
    for (const selection of selections) {
      const asked = { ...range, ...selection }
      const refused = { code: 'forbidden' }
      await expect(call(metrics.rows, asked, { context })).rejects.toMatchObject(refused)
      await expect(call(metrics.countRows, asked, { context })).rejects.toMatchObject(refused)
      await expect(call(metrics.exportRows, asked, { context })).rejects.toMatchObject(refused)
    }
  })
})

it('names the partner of a person, when they came, and how often', async () => {
  const context = asking(await makeMember(workspace, 'admin'), { now })
  const { items } = await call(metrics.rows, { ...range, ...step } as never, { context })
  const at = (day: number) => new Date(Date.UTC(2026, 2, day, 12))
  const person = { began: at(3), events: 2 }
  const named = (partnerId: string | null) => ({
    detail: partnerId && 'Pat Partner',
    opens: partnerId,
  })
  expect(items.sort((a, b) => a.label.localeCompare(b.label))).toMatchObject([
    { subject: 'person', label: 'p0', at: at(5), person, ...named(partner.partnerId) },
    { subject: 'person', label: 'p1', at: at(5), person, ...named(other) },
    { subject: 'person', label: 'p2', at: at(5), person, ...named(null) },
  ])
})

it('names members of the workspace, and nobody else', async () => {
  const own = await makeWorkspace()
  const admin = await makeMember(own, 'admin')
  const stranger = await makeMember(workspace, 'manager')
  await addEvents(
    own,
    [admin.userId, stranger.userId].flatMap((userId) => [
      { eventType: 'a', userId, createdAt: new Date('2026-03-03T12:00:00Z') },
      { eventType: 'b', userId, createdAt: new Date('2026-03-05T12:00:00Z') },
    ]),
  )
  const { items } = await call(metrics.rows, { ...range, ...step } as never, {
    context: asking(admin, { now }),
  })
  expect(items.map(({ label }) => label).sort()).toEqual([stranger.userId, admin.name].sort())
})

describe('people are not opened where the question cannot be, naming the field:', () => {
  const given = { ...range, ...step }
  const period = { ...range, ...cell }
  it.each<[string, object]>([
    ['steps', { ...given, steps: 'a' }],
    ['steps.1', { ...given, steps: 'a,Not an event' }],
    ['step', { ...given, step: undefined }],
    ['step', { ...given, step: '3' }],
    ['step', { ...given, step: 'b' }],
    ['reach', { ...given, step: '1', reach: 'open' }],
    ['window', { ...given, window: 0 }],
    ['windowUnit', { ...given, windowUnit: 'weeks' }],
    ['windowUnit', { ...range, funnel: 'pipeline', step: 'qualified', windowUnit: 'days' }],
    ['steps', { ...given, funnel: 'pipeline' }],
    ['from', { ...given, from: undefined }],
    ['period', { ...period, period: undefined }],
    ['period', { ...period, period: '2026-03-02' }],
    ['period', { ...period, period: '2026-05-01' }],
    ['later', { ...period, later: 2 }],
    ['later', { ...period, later: 12 }],
    ['interval', { ...period, interval: 'day', from: '2025-11-01' }],
    ['start', { ...period, ...given }],
    ['back', { ...given, back: 'a' }],
  ])('%s', async (field, selection) => {
    const context = asking(await makeMember(workspace, 'admin'), { now })
    await expect(call(metrics.countRows, selection as never, { context })).rejects.toMatchObject({
      data: { fields: { [field]: expect.any(String) } },
    })
  })
})

it('has nobody in days to come', async () => {
  const context = asking(await makeMember(workspace, 'admin'), { now })
  const later = { from: '2026-05-01', to: '2026-05-31' }
  const of = (question: Question) => call(metrics.ask, { question, range: later }, { context })
  expect(await of(back)).toMatchObject({ cohorts: [] })
  expect(await of(funnel)).toMatchObject({ steps: [{ reached: 0 }, { reached: 0, open: 0 }] })
})

describe('a question is refused, naming the field,', () => {
  const steps = (...types: string[]) => ({ question: { ...funnel, steps: types } })
  it.each([
    ['of one step', steps('a'), 'question.steps'],
    ['of nine steps', steps(...'abcdefghi'), 'question.steps'],
    ['of a step that is no event', steps('a', 'Not an event'), 'question.steps.1'],
    ['without steps', { question: { kind: 'event-funnel' } }, 'question.steps'],
    ['of no kind that there is', { question: { kind: 'orders' } }, 'question.kind'],
    ['with a window of nothing', { question: { ...funnel, window: 0 } }, 'question.window'],
    ['with half a day', { question: { ...funnel, window: 0.5 } }, 'question.window'],
    [
      'with a window in weeks',
      { question: { ...funnel, windowUnit: 'weeks' } },
      'question.windowUnit',
    ],
    ['without a beginning', { question: { kind: 'retention' } }, 'question.start'],
    ['by the year', { question: { ...back, interval: 'year' } }, 'question.interval'],
    [
      'from the end to the beginning',
      { question: funnel, range: { from: range.to, to: range.from } },
      'range.to',
    ],
    [
      'by too many days',
      { question: { ...back, interval: 'day' }, range: { from: '2025-11-01', to: '2026-03-31' } },
      'question.interval',
    ],
  ])('%s', async (_, input, field) => {
    const context = asking(await makeMember(workspace, 'admin'), { now })
    await expect(
      call(metrics.ask, { range, ...input } as never, { context }),
    ).rejects.toMatchObject({ data: { fields: { [field]: expect.any(String) } } })
  })
})
