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
import { ask } from './ask'
import { metrics } from './procedures'
import type { AnswerOf, Question } from './schema'

/** Who is told what people did, and which questions are refused. */

const range = { from: '2026-03-01', to: '2026-03-31' }
const now = new Date('2026-04-10T12:00:00Z')
const funnel: Question = { kind: 'event-funnel', steps: ['a', 'b'], windowUnit: 'days' }
const back: Question = { kind: 'retention', start: 'a', interval: 'month' }
let workspace: TestWorkspace
let partner: Member

beforeAll(async () => {
  workspace = await makeWorkspace()
  partner = await makeMember(workspace, 'partner')
  const other = await makePartner(workspace)
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

/** As whoever is asked for, by the policies alone: past the door and its permission. */
const counts = (actor: Member) =>
  readAs(actor, async (db) => {
    const frame = { db, now, workspace: actor.workspace, range, comparison: 'none' as const }
    const steps = (await ask(frame, funnel)) as AnswerOf<'funnel'>
    const { cohorts } = (await ask(frame, back)) as AnswerOf<'cohort'>
    return [...steps.steps.map(({ reached }) => reached), cohorts[0]?.size ?? 0]
  })

describe('what people did', () => {
  it.each(['owner', 'admin', 'manager'] as const)('is told to the %s', async (role) => {
    expect(await counts(await makeMember(workspace, role))).toEqual([3, 3, 3])
  })

  it('is told to partners as far as it is theirs', async () => {
    expect(await counts(partner)).toEqual([1, 1, 1])
  })

  it.each(['va', 'customer'] as const)('is not told to a %s', async (role) => {
    expect(await counts(await makeMember(workspace, role))).toEqual([0, 0, 0])
  })

  it('is not told to the owner of another workspace', async () => {
    expect(await counts(await makeMember(await makeWorkspace(), 'owner'))).toEqual([0, 0, 0])
  })

  it.each(['partner', 'va', 'customer'] as const)('is no question for a %s', async (role) => {
    const context = asking(await makeMember(workspace, role), { now })
    for (const question of [funnel, back])
      await expect(call(metrics.ask, { question, range }, { context })).rejects.toMatchObject({
        code: 'forbidden',
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
