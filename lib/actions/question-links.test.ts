import { call } from '@orpc/server'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  asking,
  asOwner,
  closeOwner,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
  visitor,
} from '@/e2e/people'
import { makeAction, stateOf, take } from '@/e2e/tasks'
import type { Member } from '../auth/actor'
import { linkToken, questionName } from '../auth/link-token'
import { questionLinks } from './procedures/questions'
import { tasks } from './procedures/tasks'

let workspace: TestWorkspace
let staff: Member
let va: Member
let customer: Member
let id: string
let link: string

const out = { context: asking(visitor) }
const answer = (token: string, words = 'Es ist 4217 ✓', now?: Date) =>
  call(
    questionLinks.answer,
    { token, answer: words },
    { context: asking(visitor, now ? { now } : {}) },
  )

async function ask() {
  const { token } = await take(va, id)
  await call(tasks.ask, { id, token, question: 'Which code came?' }, { context: asking(va) })
  const [row] = await asOwner<{ askedAt: Date }>(
    'select asked_at as "askedAt" from pending_actions where id = $1',
    [id],
  )
  return linkToken('question', questionName(id, row?.askedAt as Date))
}

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  va = await makeMember(workspace, 'va')
  customer = await makeMember(workspace, 'customer')
})
afterAll(closeOwner)
beforeEach(async () => {
  ;({ id } = await makeAction({ workspace, staff, customer }, 'sms_verification'))
  link = await ask()
})

it('shows its question and takes the answer once, and the task goes first to who asked', async () => {
  expect(await call(questionLinks.find, { token: link }, out)).toMatchObject({
    question: 'Which code came?',
    state: 'open',
    workspaceName: workspace.name,
  })
  const both = await Promise.allSettled([answer(link), answer(link)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await call(questionLinks.find, { token: link }, out)).toMatchObject({ state: 'answered' })
  await expect(answer(link)).rejects.toThrow('answered already')
  expect(await stateOf(id)).toMatchObject({ status: 'pending', preferredVaId: va.vaId })
  const task = await call(tasks.claim, {}, { context: asking(va) })
  expect(task).toMatchObject({
    action: { id, answer: 'Es ist 4217 ✓' },
    why: expect.arrayContaining(['yours_before']),
  })
})

it('expires', async () => {
  const later = new Date(Date.now() + 15 * 86_400_000)
  await expect(answer(link, 'Late', later)).rejects.toThrow('expired')
  expect(await stateOf(id)).toMatchObject({ status: 'requires_customer' })
})

it('is another when asked anew, and none for other tokens', async () => {
  await answer(link)
  const newer = await ask()
  expect(newer).not.toBe(link)
  await expect(answer(link)).rejects.toMatchObject({ status: 404 })
  await expect(answer(newer, ' ')).rejects.toMatchObject({ status: 400 })
  for (const token of [crypto.randomUUID(), linkToken('application', id), ''])
    await expect(answer(token)).rejects.toMatchObject({ status: 404 })
  expect(await stateOf(id)).toMatchObject({ status: 'requires_customer' })
})

it('answers nothing once the task has ended', async () => {
  await asOwner(`update pending_actions set status = 'cancelled' where id = $1`, [id])
  expect(await call(questionLinks.find, { token: link }, out)).toMatchObject({ state: 'over' })
  await expect(answer(link)).rejects.toThrow('nothing to answer')
})
