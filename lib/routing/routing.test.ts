import { call } from '@orpc/server'
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
import { assignAll } from './assign-all'
import { routing } from './procedures'

let workspace: TestWorkspace
let staff: Member
let customerId: string

const as = (member: Member) => ({ context: asking(member) })

const open = async (type = 'captcha_solving', more = '') => {
  const [row] = await asOwner<{ id: string }>(
    `insert into pending_actions (workspace_id, customer_id, action_type, title, description, created_at)
     values ($1, $2, $3, 'Do it', '', now()) returning id`,
    [workspace.id, customerId, type],
  )
  if (more) await asOwner(`update pending_actions set ${more} where id = $1`, [row?.id])
  return row?.id as string
}
const person = async (what = '') => {
  const member = await makeMember(workspace, 'va')
  if (what) await asOwner(`update virtual_assistants set ${what} where id = $1`, [member.vaId])
  return member
}
const mode = (value: string) =>
  asOwner('update work_settings set assignment_mode = $2 where workspace_id = $1', [
    workspace.id,
    value,
  ])
const holderOf = async (id: string) => {
  const [row] = await asOwner<{ status: string; holder: string | null; by: string | null }>(
    'select status, assigned_to_va_id as holder, assigned_by as by from pending_actions where id = $1',
    [id],
  )
  return row
}

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  customerId = await makeCustomer(workspace)
})
afterAll(closeOwner)
beforeEach(async () => {
  await asOwner(
    `update pending_actions set status = 'cancelled' where workspace_id = $1 and status <> 'cancelled'`,
    [workspace.id],
  )
  await asOwner(`update virtual_assistants set is_available = false where workspace_id = $1`, [
    workspace.id,
  ])
  await mode('off')
})

describe('assignment by hand', () => {
  it('gives a task, moves it on, and takes it back', async () => {
    const [ana, ben] = [await person(), await person()]
    const id = await open()
    await call(routing.assign, { id, vaId: ana.vaId as string, heldBy: null }, as(staff))
    expect(await holderOf(id)).toEqual({ status: 'assigned', holder: ana.vaId, by: 'manual' })
    await call(
      routing.assign,
      { id, vaId: ben.vaId as string, heldBy: ana.vaId, note: 'Half done.' },
      as(staff),
    )
    expect(await holderOf(id)).toMatchObject({ holder: ben.vaId })
    const found = await call(routing.find, { id }, as(staff))
    expect(found).toMatchObject({ heldByName: ben.name, handoverNote: 'Half done.' })
    expect(found.events.map(({ type }) => type)).toEqual(['action.assigned', 'action.assigned'])
    await call(routing.unassign, { id }, as(staff))
    expect(await holderOf(id)).toEqual({ status: 'pending', holder: null, by: null })
    await expect(call(tasks.claim, { id }, as(ben))).rejects.toThrow('supervisor')
    await expect(call(routing.unassign, { id }, as(staff))).rejects.toThrow('Nobody has this task')
  })

  it('ends the lease of whoever holds it, and keeps what they typed', async () => {
    const [ana, ben] = [await person(), await person()]
    const id = await open()
    const held = await call(tasks.claim, { id }, as(ana))
    await asOwner(
      `insert into action_drafts (workspace_id, action_id, va_id, data, updated_at) values ($1, $2, $3, '{"note": "half"}', now())`,
      [workspace.id, id, ana.vaId],
    )
    await call(routing.assign, { id, vaId: ben.vaId as string }, as(staff))
    await expect(
      call(tasks.renew, { id, token: held?.token as string }, as(ana)),
    ).rejects.toMatchObject({ status: 409 })
    const drafts = await asOwner('select data from action_drafts where action_id = $1', [id])
    expect(drafts).toEqual([{ data: { note: 'half' } }])
  })

  it.each([
    ['a skill', 'phone_call', `skills = '{"phone": 1}'`, 'lacks the skill phone'],
    ['their hours', 'captcha_solving', `working_hours = '[]'`, 'outside their working hours'],
    ['room', 'captcha_solving', 'max_concurrent_tasks = 0', 'has no room'],
    ['the switch', 'captcha_solving', 'is_available = false', 'switched to unavailable'],
  ])('is refused in words for want of %s', async (_, type, what, words) => {
    const id = await open(type)
    const ana = await person(
      what === 'max_concurrent_tasks = 0' ? 'max_concurrent_tasks = 1' : what,
    )
    if (words === 'has no room')
      await call(routing.assign, { id: await open(), vaId: ana.vaId as string }, as(staff))
    await expect(call(routing.assign, { id, vaId: ana.vaId as string }, as(staff))).rejects.toThrow(
      words,
    )
    expect(await holderOf(id)).toMatchObject({ status: 'pending' })
  })

  it('is refused when the screen was out of date', async () => {
    const [ana, ben] = [await person(), await person()]
    const id = await open()
    await call(tasks.claim, { id }, as(ana))
    await expect(
      call(routing.assign, { id, vaId: ben.vaId as string, heldBy: null }, as(staff)),
    ).rejects.toThrow(`${ana.name} has this task by now`)
    const both = await Promise.allSettled(
      [ben, await person()].map((to) =>
        call(routing.assign, { id, vaId: to.vaId as string, heldBy: ana.vaId }, as(staff)),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('says for each of several whether it went', async () => {
    const ana = await person('max_concurrent_tasks = 2')
    const ids = [await open(), await open(), await open()]
    const done = await call(routing.assignMany, { ids, vaId: ana.vaId as string }, as(staff))
    expect(done.done).toBe(2)
    expect(done.results.filter(({ ok }) => !ok)).toMatchObject([
      { message: expect.stringContaining('no room') },
    ])
  })

  it('gives the most pressing of all that match, as many as there is room for', async () => {
    const ana = await person('max_concurrent_tasks = 2')
    const held = await person()
    const vaId = ana.vaId as string
    const late = await open('captcha_solving', `rank_at = now() - interval '9 days'`)
    const mine = await open('captcha_solving', `rank_at = now() - interval '8 days'`)
    const [declined, begun, cannot] = [
      await open('captcha_solving', `rank_at = now() - interval '10 days'`),
      await open('captcha_solving', `rank_at = now() - interval '10 days'`),
      await open('sms_verification', `rank_at = now() - interval '10 days'`),
    ]
    await open('captcha_solving')
    await asOwner(
      `insert into action_refusals (workspace_id, action_id, va_id, kind, reason, created_at) values ($1, $2, $3, 'declined', '', now())`,
      [workspace.id, declined, vaId],
    )
    await asOwner(`update virtual_assistants set skills = '{}' where id = $1`, [vaId])
    await call(tasks.claim, { id: begun }, as(held))
    const done = await call(
      routing.assignMany,
      { filter: { type: ['captcha_solving', 'sms_verification'] }, vaId },
      as(staff),
    )
    expect(done).toMatchObject({ done: 2, left: 3, why: [expect.stringContaining('no room')] })
    expect((await holderOf(late))?.holder).toBe(vaId)
    expect((await holderOf(mine))?.holder).toBe(vaId)
    expect((await holderOf(begun))?.holder).toBe(held.vaId)
    for (const id of [declined, cannot]) expect((await holderOf(id))?.holder).toBeNull()
    expect((await call(routing.find, { id: late }, as(staff))).events[0]).toMatchObject({
      type: 'action.assigned',
      data: { to: ana.name, mode: 'manual' },
    })

    await asOwner('update virtual_assistants set is_available = false where id = $1', [vaId])
    expect(await call(routing.assignMany, { filter: {}, vaId }, as(staff))).toMatchObject({
      done: 0,
      left: 3,
      why: [expect.stringContaining('unavailable')],
    })
  })

  it('is staff’s, of their own workspace', async () => {
    const ana = await person()
    const id = await open()
    const foreign = await makeMember(await makeWorkspace(), 'manager')
    const input = { id, vaId: ana.vaId as string }
    await expect(call(routing.assign, input, as(foreign))).rejects.toMatchObject({ status: 404 })
    await expect(call(routing.find, { id }, as(foreign))).rejects.toMatchObject({ status: 404 })
    for (const member of [ana, await makeMember(workspace, 'customer')])
      for (const asked of [
        () => call(routing.assign, input, as(member)),
        () => call(routing.board, {}, as(member)),
        () => call(routing.list, {}, as(member)),
      ])
        await expect(asked()).rejects.toMatchObject({ status: 403 })
    expect((await call(routing.list, {}, as(foreign))).items).toEqual([])
  })
})

describe('what else is done about a task', () => {
  it('another priority is another deadline', async () => {
    const id = await open()
    const before = await call(routing.find, { id }, as(staff))
    await call(routing.prioritise, { ids: [id], priority: 1 }, as(staff))
    const after = await call(routing.find, { id }, as(staff))
    expect(after.deadlineAt?.getTime()).toBeLessThan(before.deadlineAt?.getTime() as number)
    expect(after.events[0]).toMatchObject({ data: { from: 'Normal', to: 'Urgent' } })
  })

  it('another priority for all that match, and for no others', async () => {
    const elsewhere = await makeMember(await makeWorkspace(), 'manager')
    const [one, two, other] = [await open(), await open(), await open('content_review')]
    const filter = { type: ['captcha_solving' as const] }
    const raise = (member: Member) => call(routing.prioritise, { filter, priority: 1 }, as(member))
    expect(await raise(elsewhere)).toMatchObject({ done: 0 })
    expect(await raise(staff)).toMatchObject({ done: 2, left: 0 })
    expect(await raise(staff)).toMatchObject({ done: 0 })
    for (const id of [one, two])
      expect(await call(routing.find, { id }, as(staff))).toMatchObject({
        priority: 1,
        events: [{ type: 'action.reprioritised', data: { from: 'Normal', to: 'Urgent' } }],
      })
    expect((await call(routing.find, { id: other }, as(staff))).priority).toBe(3)
    for (const refused of [{ priority: 1 }, { filter, priority: 6 }, { ids: [], priority: 1 }])
      await expect(call(routing.prioritise, refused as never, as(staff))).rejects.toMatchObject({
        status: 400,
      })
  })

  it('a cancelled one is over, once', async () => {
    const id = await open()
    const cancel = () => call(routing.cancel, { id, reason: 'Not needed.' }, as(staff))
    const both = await Promise.allSettled([cancel(), cancel()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(
      call(routing.prioritise, { ids: [id], priority: 1 }, as(staff)),
    ).resolves.toMatchObject({ done: 0 })
  })
})

describe('assignment by rule', () => {
  it('does nothing when it is off, or nobody is there', async () => {
    const id = await open()
    await person()
    expect(await assignAll({ workspaceId: workspace.id })).toEqual([])
    await mode('best_match')
    await asOwner('update virtual_assistants set is_available = false where workspace_id = $1', [
      workspace.id,
    ])
    expect(await assignAll({ workspaceId: workspace.id })).toEqual([])
    expect(await holderOf(id)).toMatchObject({ status: 'pending' })
  })

  it('keeps whoever alone can do something free for it, and explains itself', async () => {
    await mode('best_match')
    const rare = await person('max_concurrent_tasks = 1')
    const plain = await person(`max_concurrent_tasks = 1, skills = '{}'`)
    const easy = await open('captcha_solving')
    const hard = await open('sms_verification')
    await assignAll({ workspaceId: workspace.id })
    expect(await holderOf(easy)).toMatchObject({ holder: plain.vaId, by: 'auto' })
    expect(await holderOf(hard)).toMatchObject({ holder: rare.vaId })
    const { events } = await call(routing.find, { id: hard }, as(staff))
    expect(events[0]).toMatchObject({
      type: 'action.assigned',
      actorName: 'Tandem',
      data: {
        mode: 'best_match',
        others: [{ name: plain.name, reasons: ['lacks the skill phone, or its level'] }],
      },
    })
  })

  it('goes in turn', async () => {
    await mode('round_robin')
    const two = [await person(), await person()]
    const ids = []
    for (let n = 0; n < 4; n++) ids.push(await open())
    await assignAll({ workspaceId: workspace.id })
    const holders = await Promise.all(ids.map(async (id) => (await holderOf(id))?.holder))
    for (const { vaId } of two) expect(holders.filter((one) => one === vaId)).toHaveLength(2)
  })

  it('gives to whoever has the most room', async () => {
    await mode('balanced')
    const large = await person('max_concurrent_tasks = 8')
    const small = await person('max_concurrent_tasks = 2')
    for (let n = 0; n < 5; n++) await open()
    await assignAll({ workspaceId: workspace.id })
    const of = async (member: Member) =>
      (await call(routing.list, { vaId: member.vaId as string }, as(staff))).items.length
    expect([await of(large), await of(small)]).toEqual([4, 1])
  })

  it('leaves alone what was declined', async () => {
    await mode('best_match')
    const ana = await person()
    const id = await open()
    await asOwner(
      `insert into action_refusals (workspace_id, action_id, va_id, kind, reason, created_at) values ($1, $2, $3, 'declined', 'No', now())`,
      [workspace.id, id, ana.vaId],
    )
    await assignAll({ workspaceId: workspace.id })
    expect(await holderOf(id)).toMatchObject({ status: 'pending' })
  })

  it('fills nobody beyond their room, beside claims and other rounds', async () => {
    await mode('best_match')
    const team = await Promise.all(
      Array.from({ length: 5 }, () => person('max_concurrent_tasks = 3')),
    )
    for (let n = 0; n < 30; n++) await open(n % 3 === 0 ? 'phone_call' : 'captcha_solving')
    await Promise.all([
      ...Array.from({ length: 4 }, () => assignAll({ workspaceId: workspace.id })),
      ...team.flatMap((member) => [
        call(tasks.claim, {}, as(member)),
        call(tasks.claim, {}, as(member)),
      ]),
    ])
    await assignAll({ workspaceId: workspace.id })
    const loads = await asOwner<{ load: number; twice: number }>(
      `select sum(weight)::int as load from pending_actions
       where workspace_id = $1 and status in ('assigned', 'in_progress') group by assigned_to_va_id`,
      [workspace.id],
    )
    expect(loads).toHaveLength(5)
    for (const { load } of loads) expect(load).toBeLessThanOrEqual(3)
  })
})

describe('the board', () => {
  it('shows who is there, what they hold, and how things stand', async () => {
    const ana = await person()
    const id = await open()
    await open('captcha_solving', `status = 'blocked', blocked_reason = 'Their site is down'`)
    await open('captcha_solving', 'unroutable_since = now()')
    await call(routing.assign, { id, vaId: ana.vaId as string }, as(staff))
    const board = await call(routing.board, {}, as(staff))
    expect(board.people.find((one) => one.id === ana.vaId)).toMatchObject({
      absence: [],
      load: 1,
      tasks: [{ id }],
    })
    expect(board.waiting).toHaveLength(1)
    expect(Object.fromEntries(board.counts.map(({ list, count }) => [list, count]))).toEqual({
      late: 0,
      soon: 0,
      waiting: 1,
      unroutable: 1,
      requires_customer: 0,
      blocked: 1,
    })
    const { items } = await call(routing.list, { list: 'blocked', search: 'do IT' }, as(staff))
    expect(items).toHaveLength(1)
  })
})
