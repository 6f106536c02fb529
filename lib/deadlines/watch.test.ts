import { call } from '@orpc/server'
import fc from 'fast-check'
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
import { tasks } from '../actions/procedures/tasks'
import type { Member } from '../auth/actor'
import { recomputeDeadlines, watchDeadlines } from './jobs'

let workspace: TestWorkspace
let va: Member
let customerId: string
const start = Date.parse('2031-05-05T08:00:00Z')
const at = (minutes: number) => new Date(start + minutes * 60_000)
const always = `(select jsonb_agg(jsonb_build_object('day', day, 'from', 0, 'to', 1440)) from generate_series(1, 7) day)`

const open = async (priority = 3, minute = 0, type = 'captcha_solving') => {
  const [row] = await asOwner<{ id: string }>(
    `insert into pending_actions (workspace_id, customer_id, action_type, title, description, priority, created_at)
     values ($1, $2, $3, 'Do it', '', $4, $5) returning id`,
    [workspace.id, customerId, type, priority, at(minute).toISOString()],
  )
  return row?.id as string
}

const find = async (id: string) => {
  const [row] = await asOwner<{
    status: string
    priority: number
    warned: Date | null
    escalated: Date | null
    stuck: Date | null
    deadline: Date
    rank: Date
    minutes: number
  }>(
    `select status, priority, warned_at as warned, escalated_at as escalated, unroutable_since as stuck, deadline_at as deadline, rank_at as rank,
       deadline_minutes as minutes from pending_actions where id = $1`,
    [id],
  )
  return row as NonNullable<typeof row>
}

const watch = async (minute: number) =>
  (await watchDeadlines({ workspaceId: workspace.id }, at(minute))).map(({ kind }) => kind).sort()

const mails = async () =>
  (
    await asOwner<{ recipient: string; data: { late: unknown[]; stuck: unknown[] } }>(
      `select recipient, data from emails where workspace_id = $1 and template = 'tasks-digest' order by created_at`,
      [workspace.id],
    )
  ).map(({ recipient, data }) => [recipient, data.late.length, data.stuck.length])

beforeAll(async () => {
  workspace = await makeWorkspace()
  va = await makeMember(workspace, 'va')
  customerId = await makeCustomer(workspace)
  await asOwner(`update work_settings set working_hours = ${always} where workspace_id = $1`, [
    workspace.id,
  ])
})
afterAll(closeOwner)
beforeEach(async () => {
  await asOwner(
    `update pending_actions set status = 'cancelled' where workspace_id = $1 and status in ('pending', 'assigned', 'in_progress', 'blocked', 'requires_customer')`,
    [workspace.id],
  )
})

describe('the watch', () => {
  it('warns once, escalates once, and tells the managers in one mail', async () => {
    const manager = await makeMember(workspace, 'manager')
    const [id, other] = [await open(2), await open(2)]
    expect(await watch(179)).toEqual([])
    expect(await watch(181)).toEqual(['warned', 'warned'])
    expect(await watch(182)).toEqual([])
    expect(await watch(241)).toEqual(['escalated', 'escalated'])
    expect(await watch(242)).toEqual([])
    expect(await find(id)).toMatchObject({ priority: 1, escalated: at(241), rank: at(0) })
    expect(await find(other)).toMatchObject({ priority: 1, minutes: 240 })
    expect(await mails()).toEqual([[manager.email, 2, 0]])
  })

  it('escalates once when many watch at the same time', async () => {
    await Promise.all(Array.from({ length: 6 }, () => open(1)))
    const all = await Promise.all(Array.from({ length: 5 }, () => watch(61)))
    expect(all.flat().filter((kind) => kind === 'escalated')).toHaveLength(6)
  })

  it('warns and escalates anew when somebody gives another time', async () => {
    const id = await open(1)
    await watch(61)
    await asOwner('update pending_actions set priority = 5 where id = $1', [id])
    const now = await find(id)
    expect(now).toMatchObject({ warned: null, escalated: null, minutes: 10_080 })
    expect(now.rank).toEqual(now.deadline)
  })

  it('does not warn of what is with the customer, and brings back what is to follow up', async () => {
    const id = await open(1)
    const waits = await open(1)
    await asOwner(
      `update pending_actions set status = 'requires_customer', customer_question = 'Which?', asked_at = $2, status_changed_at = $2 where id = $1`,
      [id, at(10).toISOString()],
    )
    await asOwner(
      `update pending_actions set status = 'blocked', blocked_reason = 'waits', follow_up_at = $2, status_changed_at = $3 where id = $1`,
      [waits, at(100).toISOString(), at(10).toISOString()],
    )
    expect(await watch(99)).toEqual([])
    expect(await watch(100)).toEqual(['resumed'])
    expect(await find(waits)).toMatchObject({ status: 'pending', deadline: at(150) })
  })

  it('stays within its workspace', async () => {
    const other = await makeWorkspace()
    const id = await open(1)
    await watchDeadlines({ workspaceId: other.id }, at(10_000))
    expect(await find(id)).toMatchObject({ escalated: null })
  })
})

describe('what nobody could take', () => {
  it('is marked once, told once, and taken back when somebody can', async () => {
    const id = await open(3, 0, 'phone_call')
    await asOwner(`update virtual_assistants set skills = '{"phone": 1}' where id = $1`, [va.vaId])
    expect(await watch(1)).toEqual(['unroutable'])
    expect(await watch(2)).toEqual([])
    expect((await find(id)).stuck).toEqual(at(1))
    await asOwner(`update virtual_assistants set skills = '{"phone": 2}' where id = $1`, [va.vaId])
    await watch(3)
    expect((await find(id)).stuck).toBeNull()
  })

  it.each([
    ['declined by the only one', 'declined', null],
    ['skipped for now', 'skipped', at(60).toISOString()],
  ])('counts what was %s', async (_, kind, until) => {
    const id = await open()
    await asOwner(
      `insert into action_refusals (workspace_id, action_id, va_id, kind, reason, until, created_at) values ($1, $2, $3, $4, 'no', $5, now())`,
      [workspace.id, id, va.vaId, kind, until],
    )
    expect(await watch(1)).toEqual(kind === 'declined' ? ['unroutable'] : [])
  })

  it('counts people with too little room or no hours at all as nobody, and those who are away as somebody', async () => {
    const set = (what: string) =>
      asOwner(`update virtual_assistants set ${what} where id = $1`, [va.vaId])
    await open(3, 0, 'phone_call')
    await set('is_available = false')
    expect(await watch(1)).toEqual([])
    await set('max_concurrent_tasks = 1, is_available = true')
    expect(await watch(2)).toEqual(['unroutable'])
    await set('max_concurrent_tasks = 10')
    await watch(3)
    await set(`working_hours = '[]'`)
    expect(await watch(4)).toEqual(['unroutable'])
    await set(`working_hours = ${always}`)
  })
})

describe('other hours', () => {
  it('leave deadlines as they are until they are worked out anew', async () => {
    const id = await open(2)
    const before = await find(id)
    await asOwner(
      `update work_settings set working_hours = '[{"day": 3, "from": 0, "to": 1440}]', deadline_minutes = '{60,120,240,480,960}' where workspace_id = $1`,
      [workspace.id],
    )
    expect((await find(id)).deadline).toEqual(before.deadline)
    await recomputeDeadlines({ workspaceId: workspace.id })
    const after = await find(id)
    expect(after.minutes).toBe(120)
    // The next Wednesday in Berlin begins at ten in the evening, in UTC.
    expect(after.deadline).toEqual(new Date('2031-05-06T24:00:00Z'))
    expect(after.rank).toEqual(after.deadline)
    await asOwner(
      `update work_settings set working_hours = ${always}, deadline_minutes = '{60,240,1440,4320,10080}' where workspace_id = $1`,
      [workspace.id],
    )
  })
})

describe('a steady stream of tasks', () => {
  const times = [3, 6, 10, 20, 40]
  const priorities = fc.integer({ min: 1, max: 5 })

  it(
    'starves nobody: each is claimed within its time and the length of the line it began with',
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(priorities, { minLength: 1, maxLength: 7 }),
          fc.array(
            fc.oneof(
              { weight: 3, arbitrary: fc.constant(1) },
              { arbitrary: priorities, weight: 1 },
            ),
            {
              minLength: 50,
              maxLength: 50,
            },
          ),
          async (line, stream) => {
            await asOwner(
              `update pending_actions set status = 'cancelled' where workspace_id = $1 and status in ('pending', 'assigned', 'in_progress', 'blocked', 'requires_customer')`,
              [workspace.id],
            )
            await asOwner(
              'update work_settings set deadline_minutes = $2 where workspace_id = $1',
              [workspace.id, times],
            )
            const until = new Map<string, number>()
            const enter = async (priority: number, minute: number) =>
              until.set(
                await open(priority, minute),
                minute + (times[priority - 1] as number) + line.length + 1,
              )
            for (const priority of line) await enter(priority, 0)
            for (const [index, priority] of stream.entries()) {
              const minute = index + 1
              await enter(priority, minute)
              await watch(minute)
              const held = await call(tasks.claim, {}, { context: asking(va, { now: at(minute) }) })
              const id = held?.action.id as string
              await asOwner(
                `update pending_actions set status = 'completed', completed_at = $2 where id = $1`,
                [id, at(minute).toISOString()],
              )
              until.delete(id)
              for (const last of until.values()) expect(minute).toBeLessThanOrEqual(last)
            }
          },
        ),
        { numRuns: 5 },
      ),
    120_000,
  )
})
