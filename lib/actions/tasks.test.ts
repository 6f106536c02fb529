import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { claim, fulfilmentDifferences } from '@/e2e/fulfilment'
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
import { batches } from '../batches/procedures'
import { watchDeadlines } from '../deadlines/jobs'
import { actions } from './procedures'
import { tasks } from './procedures/tasks'

let workspace: TestWorkspace
let staff: Member
let va: Member
let other: Member
let customer: Member
let id: string
let batchId: string
let token: string

const as = (member: Member) => ({ context: asking(member) })
const solved = { type: 'captcha_solving', outcome: 'solved' } as const
const inAnHour = () => new Date(Date.now() + 3_600_000)

afterAll(closeOwner)

beforeEach(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  va = await makeMember(workspace, 'va')
  other = await makeMember(workspace, 'va')
  customer = await makeMember(workspace, 'customer')
  ;({ id, batchId } = await makeAction({ workspace, staff, customer }, 'captcha_solving'))
  ;({ token } = await take(va, id))
})

const draftOf = (member: Member) =>
  asOwner<{ data: object; late: boolean }>(
    'select data, late from action_drafts where action_id = $1 and va_id = $2',
    [id, member.vaId],
  )
const endLease = () =>
  asOwner(
    `update pending_actions set lease_expires_at = now() - interval '1 second' where id = $1`,
    [id],
  )

type Door = (who: Member, token: string) => Promise<unknown>

const doors: [string, Door][] = [
  ['finish', (who, t) => call(tasks.finish, { id, token: t, result: solved, note: 'N' }, as(who))],
  ['fail', (who, t) => call(tasks.fail, { id, token: t, code: 'refused', reason: 'No.' }, as(who))],
  ['block', (who, t) => call(tasks.block, { id, token: t, reason: 'Site down' }, as(who))],
  ['ask', (who, t) => call(tasks.ask, { id, token: t, question: 'Which?' }, as(who))],
  ['skip', (who, t) => call(tasks.skip, { id, token: t, reason: 'Later' }, as(who))],
  ['decline', (who, t) => call(tasks.decline, { id, token: t, reason: 'No' }, as(who))],
  ['snooze', (who, t) => call(tasks.snooze, { id, token: t, until: inAnHour() }, as(who))],
  ['release', (who, t) => call(tasks.release, { id, token: t }, as(who))],
  ['hand over', (who, t) => call(tasks.handOver, { id, token: t, note: 'Half done' }, as(who))],
  [
    'hand over to somebody',
    (who, t) => call(tasks.handOver, { id, token: t, vaId: other.vaId, note: 'Yours' }, as(who)),
  ],
  ['note', (who, t) => call(tasks.note, { id, token: t, note: 'Rang twice' }, as(who))],
]

describe.each(doors)('%s', (name, run) => {
  it('is refused with a wrong or an ended token, to customers, staff and elsewhere', async () => {
    await expect(run(va, crypto.randomUUID())).rejects.toMatchObject({ status: 409 })
    await expect(run(customer, token)).rejects.toMatchObject({ status: 403 })
    await expect(run(staff, token)).rejects.toMatchObject({ status: 403 })
    const foreign = await makeMember(await makeWorkspace(), 'va')
    await expect(run(foreign, token)).rejects.toMatchObject({ status: 404 })
    // The token of somebody else's task opens it no more than none.
    await endLease()
    await expect(run(va, token)).rejects.toThrow('do not hold this task any more')
    expect(await stateOf(id)).toMatchObject({ status: 'in_progress', item: 'manual_review' })
    expect(await draftOf(va)).toMatchObject([{ late: true }])
  })

  it('happens once of two at once', async () => {
    if (name === 'note') return
    const both = await Promise.allSettled([run(va, token), run(va, token)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await fulfilmentDifferences(workspace)).toEqual([])
  })
})

describe('what came too late', () => {
  it('is kept as a draft that says so, when somebody else has the task', async () => {
    await endLease()
    const { token: theirs } = await take(other, id)
    await expect(
      call(tasks.finish, { id, token, result: solved, note: 'Grün ✓' }, as(va)),
    ).rejects.toThrow('kept as a draft')
    expect(await draftOf(va)).toEqual([{ data: { outcome: 'solved', note: 'Grün ✓' }, late: true }])
    // Theirs counts, once, and the first person's draft is nobody else's.
    expect((await call(tasks.find, { id }, as(other))).draft).toBeNull()
    await call(tasks.finish, { id, token: theirs, result: solved }, as(other))
    expect(await stateOf(id)).toMatchObject({ status: 'completed', completedByVaId: other.vaId })
  })

  it('moves nothing when the batch was cancelled meanwhile', async () => {
    await call(batches.cancel, { id: batchId }, as(staff))
    await expect(call(tasks.finish, { id, token, result: solved }, as(va))).rejects.toThrow(
      'cancelled meanwhile',
    )
    expect(await draftOf(va)).toMatchObject([{ late: true }])
    expect(await fulfilmentDifferences(workspace)).toEqual([])
  })

  it('is a draft in time until then, and comes back with the task', async () => {
    const data = { outcome: 'solved', note: 'half a senten' }
    await call(tasks.draft, { id, token, data, activeSeconds: 40 }, as(va))
    expect(await call(tasks.find, { id }, as(va))).toMatchObject({
      token,
      draft: { data, late: false },
      action: { activeSeconds: 40 },
    })
    await expect(
      call(tasks.draft, { id, token: crypto.randomUUID(), data }, as(va)),
    ).rejects.toMatchObject({ status: 409 })
    expect(await draftOf(va)).toEqual([{ data, late: true }])
  })
})

describe('finish and next', () => {
  it('brings the next in the same call', async () => {
    const next = await makeAction({ workspace, staff, customer }, 'captcha_solving')
    const done = await call(tasks.finish, { id, token, result: solved, next: true }, as(va))
    expect(done).toMatchObject({ status: 'completed', refused: null })
    expect(done.next).toMatchObject({ action: { id: next.id }, token: expect.any(String) })
    expect(done.next?.why.length).toBeGreaterThan(0)
  })

  it('finishes although the person takes nothing more', async () => {
    await asOwner('update virtual_assistants set is_available = false where id = $1', [va.vaId])
    try {
      await makeAction({ workspace, staff, customer }, 'captcha_solving')
      const done = await call(tasks.finish, { id, token, result: solved, next: true }, as(va))
      expect(done).toMatchObject({ status: 'completed', next: null })
      expect(done.refused).toContain('unavailable')
    } finally {
      await asOwner('update virtual_assistants set is_available = true where id = $1', [va.vaId])
    }
    expect(await stateOf(id)).toMatchObject({ status: 'completed', item: 'pending' })
  })

  it('answers the same to the same key, and takes no second task', async () => {
    await makeAction({ workspace, staff, customer }, 'captcha_solving')
    await makeAction({ workspace, staff, customer }, 'captcha_solving')
    const context = asking(va, { idempotencyKey: crypto.randomUUID() })
    const input = { id, token, result: solved, next: true }
    const first = await call(tasks.finish, input, { context })
    const second = await call(tasks.finish, input, { context })
    expect(second.next?.action.id).toBe(first.next?.action.id)
    expect((await call(tasks.day, {}, as(va))).held).toHaveLength(1)
  })
})

describe('a task that leaves one’s hands', () => {
  it('comes back after it was put off, and to nobody else before', async () => {
    await call(tasks.snooze, { id, token, until: inAnHour() }, as(va))
    expect(await call(tasks.claim, {}, as(other))).toBeNull()
    expect((await call(tasks.day, {}, as(va))).comingBack).toMatchObject([{ id }])
    await asOwner(
      `update pending_actions set snoozed_until = now() - interval '1 second' where id = $1`,
      [id],
    )
    await watchDeadlines({ workspaceId: workspace.id })
    expect(await call(tasks.claim, {}, as(va))).toMatchObject({
      action: { id },
      why: expect.arrayContaining(['yours_before']),
    })
  })

  it('comes back by the clock when it was blocked until a time', async () => {
    await call(tasks.block, { id, token, reason: 'Site is down', until: inAnHour() }, as(va))
    expect(await stateOf(id)).toMatchObject({ status: 'blocked', preferredVaId: va.vaId })
    await watchDeadlines({ workspaceId: workspace.id })
    expect(await stateOf(id)).toMatchObject({ status: 'blocked' })
    await asOwner(
      `update pending_actions set follow_up_at = now() - interval '1 second' where id = $1`,
      [id],
    )
    await watchDeadlines({ workspaceId: workspace.id })
    expect(await stateOf(id)).toMatchObject({
      ...{ status: 'pending', followUpAt: null },
      preferredVaId: va.vaId,
    })
  })

  it('is not offered again for an hour when skipped, and never when declined', async () => {
    await call(tasks.skip, { id, token, reason: 'Something else first' }, as(va))
    expect(await call(tasks.claim, {}, as(va))).toBeNull()
    const later = asking(va, { now: new Date(Date.now() + 61 * 60_000) })
    const again = await call(tasks.claim, {}, { context: later })
    expect(again?.action.id).toBe(id)
    await call(
      tasks.decline,
      { id, token: again?.token as string, reason: 'Never' },
      { context: later },
    )
    const muchLater = asking(va, { now: new Date(Date.now() + 90 * 86_400_000) })
    expect(await call(tasks.claim, {}, { context: muchLater })).toBeNull()
    await expect(call(tasks.claim, { id }, as(va))).rejects.toThrow('declined')
    expect((await call(tasks.claim, {}, as(other)))?.action.id).toBe(id)
  })

  it('goes to whom the rules allow, with the word about it, and to no others', async () => {
    const busy = await makeMember(workspace, 'va')
    await asOwner(`update virtual_assistants set working_hours = '[]' where id = $1`, [busy.vaId])
    const found = await call(tasks.colleagues, { id }, as(va))
    expect(found.find(({ vaId }) => vaId === busy.vaId)?.refused).toContain('working hours')
    expect(found.find(({ vaId }) => vaId === other.vaId)?.refused).toBeNull()
    await expect(
      call(tasks.handOver, { id, token, vaId: busy.vaId, note: 'Yours' }, as(va)),
    ).rejects.toThrow('outside their working hours')
    await expect(
      call(tasks.handOver, { id, token, vaId: crypto.randomUUID(), note: 'Yours' }, as(va)),
    ).rejects.toMatchObject({ status: 404 })
    await call(
      tasks.handOver,
      { id, token, vaId: other.vaId, note: 'The code is on its way' },
      as(va),
    )
    await expect(call(tasks.find, { id }, as(va))).rejects.toMatchObject({ status: 404 })
    expect((await call(tasks.day, {}, as(other))).assigned).toMatchObject([{ id }])
    expect(await call(tasks.claim, {}, as(other))).toMatchObject({
      handoverNote: 'The code is on its way',
      why: expect.arrayContaining(['assigned']),
      history: expect.arrayContaining([expect.objectContaining({ type: 'action.handed_over' })]),
    })
  })

  it('is the same task in two windows of one person', async () => {
    expect(await call(tasks.claim, { id }, as(va))).toMatchObject({ token, action: { id } })
  })

  it('is nobody’s to see who may not take it', async () => {
    await expect(call(tasks.find, { id }, as(other))).rejects.toMatchObject({ status: 404 })
    await expect(call(tasks.claim, { id }, as(other))).rejects.toThrow('Somebody else has')
    await expect(call(actions.resolve, { id, outcome: 'again' }, as(staff))).rejects.toThrow(
      'working on this right now',
    )
  })
})

describe('what a task shows', () => {
  it('is what it needs of the customer, its playbook and macros, and who else is there', async () => {
    await asOwner(
      `update customers set business_data = '{"name": "Cleo’s Bäckerei", "phone": "+49301234567", "address": {"city": "Köln"}, "keywords": ["bread", "cake"]}' where id = $1`,
      [customer.customerId],
    )
    await asOwner(
      `insert into playbooks (workspace_id, action_type, directory_id, version, body, author_name, created_at)
       select $1::uuid, 'captcha_solving', null::uuid, n, 'All ' || n, 'Mina', now() from generate_series(1, 2) n
       union all select $1::uuid, 'captcha_solving', directory_id, 1, 'Here', 'Mina', now() from pending_actions where id = $2`,
      [workspace.id, id],
    )
    await asOwner(
      `insert into macros (workspace_id, name, action_types, user_id, note, created_at)
       values ($1, 'Everybody', '{}', null, 'x', now()), ($1, 'Calls', '{phone_call}', null, 'x', now()), ($1, 'Theirs', '{}', $2, 'x', now())`,
      [workspace.id, other.userId],
    )
    await asOwner(
      `insert into action_presence (workspace_id, action_id, user_id, name, seen_at)
       values ($1, $2, $3, 'Mina', now()), ($1, $2, $4, 'Gone', now() - interval '2 minutes')`,
      [workspace.id, id, staff.userId, customer.userId],
    )
    const task = await call(tasks.find, { id }, as(va))
    expect(task).toMatchObject({
      playbook: { version: 1, body: 'Here', ofDirectory: true },
      macros: [{ name: 'Everybody', own: false }],
      present: [{ name: 'Mina' }],
      customer: { companyName: 'Cleo’s Bakery' },
    })
    expect(task.fields).toEqual(
      expect.arrayContaining([
        { name: 'city', label: 'City', value: 'Köln' },
        { name: 'keywords', label: 'Keywords', value: 'bread, cake' },
      ]),
    )
    const call1 = await makeAction({ workspace, staff, customer }, 'phone_call')
    const phone = await call(tasks.claim, { id: call1.id }, as(va))
    expect(phone?.fields.map(({ name }) => name)).not.toContain('keywords')
  })

  it('is the day: done, pace and a streak', async () => {
    const fresh = await makeMember(workspace, 'va')
    await call(tasks.release, { id, token }, as(va))
    const mine = await take(fresh, id)
    await call(tasks.renew, { ...mine, activeSeconds: 90 }, as(fresh))
    await call(tasks.finish, { ...mine, result: solved, activeSeconds: 120 }, as(fresh))
    expect(await call(tasks.day, {}, as(fresh))).toMatchObject({
      ...{ held: [], assigned: [], comingBack: [], absence: [], isAvailable: true },
      done: { today: 1, minutes: 2, usualMinutes: null, streak: 1 },
    })
    await call(tasks.availability, { available: false }, as(fresh))
    await call(tasks.availability, { available: false }, as(fresh))
    expect((await call(tasks.day, {}, as(fresh))).absence).toEqual(['unavailable'])
    expect(
      await asOwner('select is_available from va_availability where va_id = $1', [fresh.vaId]),
    ).toEqual([{ is_available: false }])
  })
})

describe('the queue', () => {
  it('goes on with what a person found out', async () => {
    await call(tasks.finish, { id, token, result: solved }, as(va))
    const [item] = await claim(staff)
    expect(item).toMatchObject({ attempt: 2, retryCount: 0 })
  })
})
