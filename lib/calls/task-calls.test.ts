import { call } from '@orpc/server'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  asking,
  asOwner,
  closeOwner,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import { makeAction, take } from '@/e2e/tasks'
import { tasks } from '../actions/procedures/tasks'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { calls } from './procedures'

let workspace: TestWorkspace
let staff: Member
let va: Member
let second: Member
let customer: Member
let id: string

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  va = await makeMember(workspace, 'va')
  second = await makeMember(workspace, 'va')
  customer = await makeMember(workspace, 'customer')
})
beforeEach(async () => {
  id = (await makeAction({ workspace, staff, customer }, 'phone_call')).id
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

type Held = { id: string; token: string }
const later = () => new Date(Date.now() + 3_600_000)
const finish = (task: Held, outcome: string, fields: object = {}, who = va, activeSeconds = 0) =>
  call(
    tasks.finish,
    { ...task, activeSeconds, result: { type: 'phone_call', outcome, ...fields } } as never,
    { context: asking(who) },
  )
const written = async () =>
  (await call(calls.list, { limit: 100 }, { context: asking(staff) })).items
    .filter(({ actionId }) => actionId === id)
    .reverse()

it('each outcome writes its call, with the time that no earlier one has', async () => {
  await finish(await take(va, id), 'call_again', { until: later() }, va, 40)
  await asOwner(
    `update pending_actions set status = 'pending', preferred_va_id = null, status_changed_at = now() where id = $1`,
    [id],
  )
  // Somebody else goes on, who does not see the first call.
  await finish(await take(second, id), 'verified', { spokeWith: 'Ida', rating: 5 }, second, 60)
  expect(await written()).toMatchObject([
    {
      callerId: va.vaId,
      outcome: 'call_again',
      seconds: 40,
      contact: 'Cleo Customer',
      rating: null,
    },
    { callerId: second.vaId, outcome: 'reached', seconds: 20, contact: 'Ida', rating: 5 },
  ])
  const [, last] = await written()
  expect(last?.about).toBeTruthy()
  const own = await call(calls.list, { limit: 100 }, { context: asking(second) })
  expect(own.items.filter(({ actionId }) => actionId === id)).toHaveLength(1)
})

it('they said no', async () => {
  await finish(await take(va, id), 'refused', { reason: 'Not now.' }, va, 15)
  expect(await written()).toMatchObject([{ outcome: 'refused', seconds: 15 }])
})

it('two outcomes at once write one', async () => {
  const task = await take(va, id)
  const both = await Promise.allSettled([
    finish(task, 'verified', { spokeWith: 'Ida' }),
    finish(task, 'refused', { reason: 'No.' }),
    finish(task, 'call_again', { until: later() }),
  ])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await written()).toHaveLength(1)
})

it('an outcome that comes too late, or is refused, writes none', async () => {
  const task = await take(va, id)
  await expect(
    finish(task, 'call_again', { until: new Date(Date.now() - 1000) }),
  ).rejects.toMatchObject({ status: 400 })
  await expect(finish(task, 'verified', { spokeWith: 'Ida', rating: 9 })).rejects.toMatchObject({
    status: 400,
  })
  await asOwner(
    `update pending_actions set lease_expires_at = now() - interval '1 second' where id = $1`,
    [id],
  )
  await expect(finish(task, 'verified', { spokeWith: 'Ida' })).rejects.toMatchObject({
    status: 409,
  })
  expect(await written()).toEqual([])
})

it('what is no outcome of a call writes none', async () => {
  const task = await take(va, id)
  await call(tasks.fail, { ...task, code: 'refused', reason: 'Closed.' }, { context: asking(va) })
  const other = await makeAction({ workspace, staff, customer }, 'captcha_solving')
  const result = { type: 'captcha_solving' as const, outcome: 'submitted' }
  await call(tasks.finish, { ...(await take(va, other.id)), result }, { context: asking(va) })
  expect(await written()).toEqual([])
})

it('stays with its task: nobody takes it back', async () => {
  await finish(await take(va, id), 'refused', { reason: 'No.' })
  const [found] = await written()
  const admin = await makeMember(workspace, 'admin')
  await expect(
    call(calls.remove, { id: found?.id as string }, { context: asking(admin) }),
  ).rejects.toMatchObject({ status: 409 })
})
