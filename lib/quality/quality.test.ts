import { createHash } from 'node:crypto'
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
import { tasks } from '../actions/procedures/tasks'
import type { Member } from '../auth/actor'
import { withActor } from '../db/with-actor'
import { quality } from './procedures'
import { tally } from './tally'

let workspace: TestWorkspace
let staff: Member
let second: Member
let third: Member
let va: Member
let customerId: string

const as = (member: Member) => ({ context: asking(member) })
const settings = (what: string) =>
  asOwner(`update work_settings set ${what} where workspace_id = $1`, [workspace.id])

type Row = {
  reviewStatus: string | null
  wanted: number
  reason: string | null
  score: number | null
  by: string | null
}
const read = async (id: string) => {
  const [row] = await asOwner<Row>(
    `select review_status as "reviewStatus", reviews_wanted as wanted, sample_reason as reason, quality_score as score, completed_by_va_id as by
     from pending_actions where id = $1`,
    [id],
  )
  return row as Row
}

/** A task that the assistant has finished. */
async function finished({ type = 'captcha_solving', status = 'completed', seconds = 120 } = {}) {
  const [made] = await asOwner<{ id: string }>(
    `insert into pending_actions (workspace_id, customer_id, action_type, title, description, created_at)
     values ($1, $2, $3, 'Do it', '', now()) returning id`,
    [workspace.id, customerId, type],
  )
  const id = made?.id as string
  const held = await call(tasks.claim, { id }, as(va))
  expect(held).not.toBeNull()
  await withActor(va, ({ db }) =>
    sql`update pending_actions set status = ${status}, status_changed_at = now(), completed_at = now(), active_seconds = ${seconds}
      where id = ${id}::uuid`.execute(db),
  )
  return id
}

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  second = await makeMember(workspace, 'admin')
  third = await makeMember(workspace, 'owner')
  customerId = await makeCustomer(workspace)
})
afterAll(closeOwner)
beforeEach(async () => {
  va = await makeMember(workspace, 'va')
  await settings(
    `sample_new = 100, sample_regular = 0, second_review = 0, new_until = 30, sample_seed = 'tandem'`,
  )
  await asOwner('update action_type_settings set sample_share = null where workspace_id = $1', [
    workspace.id,
  ])
})

describe('the sample', () => {
  it('is drawn when a task is finished, by a number that can be worked out again', async () => {
    await settings(`sample_new = 50, sample_seed = 'Ünïcode'`)
    const ids = []
    for (let n = 0; n < 12; n++) ids.push(await finished())
    for (const id of ids) {
      const hex = createHash('md5').update(`Ünïcode:${id}`).digest('hex').slice(0, 8)
      const drawn = Number.parseInt(hex, 16) / 2 ** 32
      const { reviewStatus, reason, wanted } = await read(id)
      expect(reviewStatus).toBe(drawn < 0.5 ? 'waiting' : 'not_sampled')
      expect(wanted).toBe(drawn < 0.5 ? 1 : 0)
      expect(reason).toBe(`New: ${drawn.toFixed(2)} is ${drawn < 0.5 ? '' : 'not '}under 50 %`)
    }
  })

  it('is smaller for those who have done enough, and another where a type asks for it', async () => {
    await settings('new_until = 1')
    expect((await read(await finished())).reviewStatus).toBe('waiting')
    expect((await read(await finished())).reviewStatus).toBe('not_sampled')
    await asOwner(
      `update action_type_settings set sample_share = 100 where workspace_id = $1 and action_type = 'captcha_solving'`,
      [workspace.id],
    )
    expect(await read(await finished())).toMatchObject({
      reviewStatus: 'waiting',
      reason: expect.stringContaining('This type'),
    })
  })

  it('asks for a second look at some, and counts what was given up', async () => {
    await settings('second_review = 100')
    expect(await read(await finished({ status: 'failed' }))).toMatchObject({
      reviewStatus: 'waiting',
      wanted: 2,
      by: va.vaId,
    })
  })
})

describe('a review', () => {
  it('sets the score, and is given once', async () => {
    const id = await finished()
    const give = (member: Member) =>
      call(quality.review, { id, score: 4, verdict: 'accepted' }, as(member))
    const both = await Promise.allSettled([give(staff), give(second)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await read(id)).toMatchObject({ reviewStatus: 'reviewed', score: 4 })
    const [person] = await asOwner(
      'select completed_tasks, success_rate::float, average_quality_score::float, average_handling_minutes::float from virtual_assistants where id = $1',
      [va.vaId],
    )
    expect(person).toEqual({
      completed_tasks: 1,
      success_rate: 100,
      average_quality_score: 4,
      average_handling_minutes: 2,
    })
  })

  it('is blind for the second person', async () => {
    await settings('second_review = 100')
    const id = await finished()
    await call(quality.review, { id, score: 2, verdict: 'accepted', feedback: 'Hm.' }, as(staff))
    expect(await read(id)).toMatchObject({ reviewStatus: 'waiting', score: null })
    const seen = await call(quality.find, { id }, as(second))
    expect(seen).toMatchObject({ reviews: [], given: 1, qualityScore: null, obstacle: null })
    expect((await call(quality.find, { id }, as(staff))).reviews).toHaveLength(1)
    expect((await call(quality.own, {}, as(va))).items).toEqual([])
    await expect(
      call(quality.review, { id, score: 5, verdict: 'accepted' }, as(staff)),
    ).rejects.toThrow('reviewed this already')
    await call(quality.review, { id, score: 5, verdict: 'accepted' }, as(second))
    expect(await read(id)).toMatchObject({ reviewStatus: 'reviewed', score: 4 })
    expect((await call(quality.find, { id }, as(staff))).reviews).toHaveLength(2)
    expect((await call(quality.agreement, {}, as(staff))).pairs).toBeGreaterThan(0)
  })

  it('is not of one’s own work, not of what is not in the sample, not by others', async () => {
    const id = await finished()
    await asOwner('update virtual_assistants set user_id = null where id = $1', [va.vaId])
    await asOwner('update virtual_assistants set user_id = $2 where id = $1', [
      va.vaId,
      third.userId,
    ])
    await expect(
      call(quality.review, { id, score: 5, verdict: 'accepted' }, as(third)),
    ).rejects.toThrow('You did this yourself')
    await asOwner('update virtual_assistants set user_id = $2 where id = $1', [va.vaId, va.userId])
    for (const member of [va, await makeMember(workspace, 'customer')])
      await expect(
        call(quality.review, { id, score: 5, verdict: 'accepted' }, as(member)),
      ).rejects.toMatchObject({ status: 403 })
    const foreign = await makeMember(await makeWorkspace(), 'owner')
    await expect(
      call(quality.review, { id, score: 5, verdict: 'accepted' }, as(foreign)),
    ).rejects.toMatchObject({ status: 404 })
    await settings('sample_new = 0')
    const unsampled = await finished()
    await expect(
      call(quality.review, { id: unsampled, score: 5, verdict: 'accepted' }, as(staff)),
    ).rejects.toMatchObject({ status: 409 })
  })

  it('opens what is to be done over, first for whoever did it, and looks at that again', async () => {
    const id = await finished()
    await expect(
      call(quality.review, { id, score: 1, verdict: 'rework' }, as(staff)),
    ).rejects.toMatchObject({ status: 400 })
    await call(
      quality.review,
      { id, score: 1, verdict: 'rework', reasons: ['Wrong data'], feedback: 'Use the new phone.' },
      as(staff),
    )
    const { reworkId } = await call(quality.find, { id }, as(staff))
    const [made] = await asOwner(
      'select rework_of_id, preferred_va_id, customer_id, status from pending_actions where id = $1',
      [reworkId],
    )
    expect(made).toEqual({
      rework_of_id: id,
      preferred_va_id: va.vaId,
      customer_id: customerId,
      status: 'pending',
    })
    await settings('sample_new = 0')
    const held = await call(tasks.claim, {}, as(va))
    expect(held?.action.id).toBe(reworkId)
    expect(held?.rework).toMatchObject({ feedback: 'Use the new phone.', score: 1 })
    // Who said so stays with the staff.
    const shown = JSON.stringify([held, await call(tasks.find, { id }, as(va))])
    expect(shown).not.toContain(staff.userId)
    expect(shown).not.toContain('action.reviewed')
    await asOwner(
      `update pending_actions set status = 'completed', completed_at = now() where id = $1`,
      [reworkId],
    )
    expect(await read(reworkId as string)).toMatchObject({ reviewStatus: 'waiting' })
  })
})

describe('an objection', () => {
  const reviewed = async () => {
    const id = await finished()
    await call(quality.review, { id, score: 2, verdict: 'accepted' }, as(staff))
    return id
  }

  it('is made once, by whoever did it, and ruled on once by another', async () => {
    const id = await reviewed()
    const object = () => call(quality.appeal, { id, argument: 'It was right.' }, as(va))
    const other = await makeMember(workspace, 'va')
    await expect(
      call(quality.appeal, { id, argument: 'Not mine.' }, as(other)),
    ).rejects.toMatchObject({ status: 404 })
    const both = await Promise.allSettled([object(), object()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await read(id)).toMatchObject({ reviewStatus: 'appealed' })
    const decide = (member: Member) =>
      call(quality.rule, { id, status: 'changed', score: 5, ruling: 'They are right.' }, as(member))
    await expect(decide(staff)).rejects.toThrow('You reviewed this')
    const rulings = await Promise.allSettled([decide(second), decide(third)])
    expect(rulings.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await read(id)).toMatchObject({ reviewStatus: 'reviewed', score: 5 })
    await expect(object()).rejects.toThrow('objected to this review already')
    expect((await call(quality.own, {}, as(va))).items).toMatchObject([
      { id, qualityScore: 5, appeal: { status: 'changed', ruling: 'They are right.' } },
    ])
  })

  it('can leave the review as it is', async () => {
    const id = await reviewed()
    await call(quality.appeal, { id, argument: 'Hm?' }, as(va))
    await expect(
      call(quality.rule, { id, status: 'upheld', score: 3, ruling: 'No.' }, as(second)),
    ).rejects.toMatchObject({ status: 400 })
    await call(quality.rule, { id, status: 'upheld', ruling: 'It stands.' }, as(second))
    expect(await read(id)).toMatchObject({ reviewStatus: 'reviewed', score: 2 })
  })
})

describe('the figures', () => {
  it('kept with a person are what everything they did comes to', async () => {
    for (const seconds of [60, 180, 0]) await finished({ seconds })
    const failed = await finished({ status: 'failed', seconds: 30 })
    await call(quality.review, { id: failed, score: 3, verdict: 'accepted' }, as(staff))
    await tally({ workspaceId: workspace.id })
    const [kept] = await asOwner(
      `select v.completed_tasks, v.success_rate, v.average_quality_score, v.average_handling_minutes,
         (select count(*)::int from pending_actions a where a.completed_by_va_id = v.id and a.status = 'completed') as done,
         (select round(100.0 * count(*) filter (where a.status = 'completed') / count(*), 2) from pending_actions a where a.completed_by_va_id = v.id) as success,
         (select round(avg(a.quality_score), 2) from pending_actions a where a.completed_by_va_id = v.id) as quality,
         (select round(avg(a.active_seconds) / 60, 2) from pending_actions a where a.completed_by_va_id = v.id and a.active_seconds > 0) as minutes
       from virtual_assistants v where v.id = $1`,
      [va.vaId],
    )
    expect(kept).toMatchObject({
      completed_tasks: kept?.done,
      success_rate: kept?.success,
      average_quality_score: kept?.quality,
      average_handling_minutes: kept?.minutes,
    })
    expect(kept).toMatchObject({ done: 3, success: '75.00', minutes: '1.50' })
  })

  it('of a period are one’s own to see, and staff’s', async () => {
    const id = await finished({ seconds: 300 })
    await call(quality.review, { id, score: 4, verdict: 'accepted' }, as(staff))
    const own = await call(quality.ownFigures, {}, as(va))
    expect(own.now).toMatchObject({
      handled: 1,
      medianMinutes: 5,
      longMinutes: 5,
      quality: 4,
      firstTimeRight: { of: 1, share: 1 },
      onTime: { of: 1, share: 1 },
    })
    expect(own.before).toMatchObject({ handled: 0, medianMinutes: null, quality: null })
    const seen = await call(quality.figures, { id: va.vaId as string }, as(staff))
    expect(seen.now).toMatchObject({ handled: 1 })
    const foreign = await makeMember(await makeWorkspace(), 'owner')
    await expect(
      call(quality.figures, { id: va.vaId as string }, as(foreign)),
    ).rejects.toMatchObject({ status: 404 })
  })

  it('count the time at work without leave and without the switch', async () => {
    const seconds = async (from: string, to: string) => {
      const rows = await withActor(staff, ({ db }) =>
        sql<{
          n: number
        }>`select available_seconds(${va.vaId}::uuid, ${from}::timestamptz, ${to}::timestamptz)::float8 as n`.execute(
          db,
        ),
      )
      return rows.rows[0]?.n
    }
    await asOwner(
      `update virtual_assistants set timezone = 'Europe/Berlin', working_hours = '[{"day": 1, "from": 540, "to": 1020}]' where id = $1`,
      [va.vaId],
    )
    // Two Mondays: the second is a day of leave; on the first two hours were switched off.
    await asOwner(
      `insert into va_availability (workspace_id, va_id, is_available, created_at)
       values ($1, $2, false, '2026-03-02T10:00Z'), ($1, $2, true, '2026-03-02T12:00Z')`,
      [workspace.id, va.vaId],
    )
    await asOwner(
      `insert into va_leave (workspace_id, va_id, kind, starts_on, ends_on, created_at) values ($1, $2, 'holiday', '2026-03-09', '2026-03-09', now())`,
      [workspace.id, va.vaId],
    )
    expect(await seconds('2026-03-01T00:00Z', '2026-03-15T00:00Z')).toBe(6 * 3600)
  })
})
