import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fulfilmentDifferences } from '@/e2e/fulfilment'
import { onePixel } from '@/e2e/one-pixel'
import {
  asking,
  asOwner,
  closeOwner,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import { makeAction, stateOf, take } from '@/e2e/tasks'
import type { Member } from '../auth/actor'
import { type ActionType, actionTypes } from './labels'
import { type OutcomeField, outcomes } from './outcome-fields'
import { tasks } from './procedures/tasks'

let workspace: TestWorkspace
let staff: Member
let va: Member
let customer: Member

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  va = await makeMember(workspace, 'va')
  customer = await makeMember(workspace, 'customer')
})
afterAll(closeOwner)

const tomorrow = new Date(Date.now() + 86_400_000)
const sample = (field: OutcomeField) =>
  ({
    line: '４２ ✓',
    prose: 'Zwei\nZeilen ü',
    url: 'https://d1.example.com/cleo',
    amount: 1250,
    currency: 'EUR',
    time: tomorrow,
    rating: 4,
    choice: field.options?.[0]?.value,
  })[field.kind]

const all = actionTypes.flatMap((type) => outcomes[type].map((outcome) => ({ type, outcome })))

const finish = (
  task: { id: string; token: string },
  type: ActionType,
  outcome: string,
  fields: object = {},
) =>
  call(tasks.finish, { ...task, result: { type, outcome, ...fields } } as never, {
    context: asking(va),
  })

const paste = (body: Buffer) =>
  new ReadableStream<Uint8Array>({
    start(stream) {
      stream.enqueue(body)
      stream.close()
    },
  })

const prove = ({ id, token }: { id: string; token: string }) =>
  call(
    tasks.prove,
    { params: { id }, query: { token } },
    { context: asking(va, { upload: paste(onePixel) }) },
  )

const expected = {
  completed: { action: 'completed', item: 'completed' },
  again: { action: 'completed', item: 'pending' },
  failed: { action: 'failed', item: 'failed' },
  later: { action: 'blocked', item: 'manual_review' },
}

describe('every outcome moves action, item, listing, batch and credits together', () => {
  it.each(all)('$type: $outcome.value', async ({ type, outcome }) => {
    const { id } = await makeAction({ workspace, staff, customer }, type)
    const task = await take(va, id)
    const fields = Object.fromEntries(outcome.fields.map((field) => [field.name, sample(field)]))
    if (outcome.proof) {
      await expect(finish(task, type, outcome.value, fields)).rejects.toMatchObject({
        status: 400,
        data: { fields: { proof: expect.any(String) } },
      })
      await prove(task)
    }
    await finish(task, type, outcome.value, fields)
    const state = await stateOf(id)
    expect(state).toMatchObject({
      status: expected[outcome.ends].action,
      item: expected[outcome.ends].item,
    })
    if (outcome.ends === 'later')
      expect(state).toMatchObject({ followUpAt: tomorrow, preferredVaId: va.vaId })
    else expect(state.completedByVaId).toBe(va.vaId)
    if (outcome.value === 'live')
      expect(state).toMatchObject({ listing: 'approved', url: 'https://d1.example.com/cleo' })
    if (outcome.value === 'paid') expect(state.cost).toBe(1250)
    for (const { name, passes } of outcome.fields)
      if (passes)
        expect(state.data).toMatchObject({
          [passes]: sample(outcome.fields.find((f) => f.name === name) as OutcomeField),
        })
    expect(await fulfilmentDifferences(workspace)).toEqual([])
    // The next one finds no older item in its way.
    await asOwner(
      `update submission_queue set scheduled_for = now() + interval '1 year', ready = false where status = 'pending' and workspace_id = $1`,
      [workspace.id],
    )
  })
})

describe('an outcome', () => {
  it('names the field that is missing, and refuses what belongs to another type', async () => {
    const { id } = await makeAction({ workspace, staff, customer }, 'manual_submission')
    const task = await take(va, id)
    await expect(finish(task, 'manual_submission', 'live')).rejects.toMatchObject({
      status: 400,
      data: { fields: { 'result.listingUrl': expect.any(String) } },
    })
    await expect(
      finish(task, 'manual_submission', 'live', { listingUrl: 'javascript:alert(1)' }),
    ).rejects.toMatchObject({ status: 400 })
    await expect(finish(task, 'manual_submission', 'nonsense')).rejects.toMatchObject({
      status: 400,
    })
    await expect(finish(task, 'captcha_solving', 'solved')).rejects.toThrow('another type')
    expect(await stateOf(id)).toMatchObject({ status: 'in_progress', item: 'manual_review' })
  })

  it('lets nobody call again in the past', async () => {
    const { id } = await makeAction({ workspace, staff, customer }, 'phone_call')
    const task = await take(va, id)
    await expect(
      finish(task, 'phone_call', 'call_again', { until: new Date(Date.now() - 1000) }),
    ).rejects.toMatchObject({ status: 400 })
  })
})
