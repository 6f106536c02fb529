import { call } from '@orpc/server'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  asking,
  asOwner,
  closeOwner,
  makeCustomer,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import type { Member } from '../auth/actor'
import { withSystem } from '../db/with-actor'
import { tasks } from './procedures/tasks'

let workspace: TestWorkspace
let va: Member
let customerId: string

const as = (member: Member) => ({ context: asking(member) })

const open = async (type: string, { priority = 3, age = '0' } = {}) => {
  const [row] = await asOwner<{ id: string }>(
    `insert into pending_actions (workspace_id, customer_id, action_type, title, description, priority, created_at)
     values ($1, $2, $3, 'Do it', '', $4, now() - $5::interval) returning id`,
    [workspace.id, customerId, type, priority, age],
  )
  return row?.id as string
}

const set = (what: string, member = va) =>
  asOwner(`update virtual_assistants set ${what} where id = $1`, [member.vaId])

beforeAll(async () => {
  workspace = await makeWorkspace()
  va = await makeMember(workspace, 'va')
  customerId = await makeCustomer(workspace)
})
afterAll(closeOwner)
beforeEach(async () => {
  await asOwner(
    `update pending_actions set status = 'cancelled' where workspace_id = $1 and status <> 'cancelled'`,
    [workspace.id],
  )
})

describe('a claim', () => {
  it('takes what is due first, and says why', async () => {
    await open('captcha_solving', { priority: 5 })
    const urgent = await open('captcha_solving', { priority: 1 })
    expect(await call(tasks.claim, {}, as(va))).toMatchObject({
      action: { id: urgent },
      why: ['due_first'],
    })
  })

  it('never takes what the person cannot do, and says what they lack when it is named', async () => {
    const other = await makeMember(workspace, 'va')
    await set(`skills = '{"phone": 1}'`, other)
    const id = await open('phone_call')
    expect(await call(tasks.claim, {}, as(other))).toBeNull()
    await expect(call(tasks.claim, { id }, as(other))).rejects.toThrow('lacks the skill phone')
  })

  it.each([
    ['outside their hours', `working_hours = '[]'`, 'outside your working hours'],
    ['unavailable', 'is_available = false', 'unavailable'],
  ])('gives nothing to somebody who is %s', async (_, what, words) => {
    const other = await makeMember(workspace, 'va')
    await set(what, other)
    await open('captcha_solving')
    await expect(call(tasks.claim, {}, as(other))).rejects.toThrow(words)
  })

  it('never takes more than there is room for', async () => {
    const other = await makeMember(workspace, 'va')
    await set('max_concurrent_tasks = 2', other)
    for (let n = 0; n < 4; n++) await open('captcha_solving')
    const both = await Promise.all(
      Array.from({ length: 4 }, () => call(tasks.claim, {}, as(other))),
    )
    expect(both.filter(Boolean)).toHaveLength(2)
  })

  it('passes over what was assigned to the person while they could still do it', async () => {
    const other = await makeMember(workspace, 'va')
    await set(`skills = '{"phone": 5}'`, other)
    const assigned = await open('phone_call', { priority: 1 })
    const next = await open('captcha_solving')
    await asOwner(
      `update pending_actions set assigned_to_va_id = $2, assigned_at = now(), assigned_by = 'manual', status = 'assigned' where id = $1`,
      [assigned, other.vaId],
    )
    await set(`skills = '{"phone": 1}'`, other)
    expect(await call(tasks.claim, {}, as(other))).toMatchObject({ action: { id: next } })
    await expect(call(tasks.claim, { id: assigned }, as(other))).rejects.toThrow(
      'lacks the skill phone',
    )
  })

  it('gives one task to one of many', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => makeMember(workspace, 'va')))
    await open('captcha_solving')
    const got = await Promise.all(all.map((member) => call(tasks.claim, {}, as(member))))
    expect(got.filter(Boolean)).toHaveLength(1)
  })
})

describe('a lease', () => {
  it('is renewed with its token, and the task is anybody’s once it has ended', async () => {
    const id = await open('captcha_solving')
    const held = await call(tasks.claim, {}, as(va))
    const token = held?.token as string
    await call(tasks.renew, { id, token, activeSeconds: 30 }, as(va))
    await asOwner(
      `update pending_actions set lease_expires_at = now() - interval '1 second' where id = $1`,
      [id],
    )
    const other = await makeMember(workspace, 'va')
    const again = await call(tasks.claim, {}, as(other))
    expect(again?.action.id).toBe(id)
    await expect(call(tasks.renew, { id, token }, as(va))).rejects.toThrow('do not hold this task')
  })

  it('takes with it that its holder was there; who fell silent is gone after a while', async () => {
    const there = async (id: string) =>
      (
        await asOwner<{ user_id: string }>(
          'select user_id from action_presence where action_id = $1',
          [id],
        )
      ).map(({ user_id }) => user_id)
    const id = await open('captcha_solving')
    const held = await call(tasks.claim, { id }, as(va))
    expect(await there(id)).toEqual([va.userId])
    await call(tasks.release, { id, token: held?.token as string }, as(va))
    expect(await there(id)).toEqual([])

    const again = await open('captcha_solving')
    await call(tasks.claim, { id: again }, as(va))
    await asOwner(
      `update action_presence set seen_at = now() - interval '10 minutes' where action_id = $1`,
      [again],
    )
    await withSystem(workspace.id, 'test', ({ db }) =>
      sql`select * from watch_deadlines()`.execute(db),
    )
    expect(await there(again)).toEqual([])
  })
})
