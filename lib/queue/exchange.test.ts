import { call, type InferRouterInputs } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { claim, fulfilmentDifferences, makeBatch, makeDirectories } from '@/e2e/fulfilment'
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
import { batches } from '../batches/procedures'
import { claims } from './procedures'

let workspace: TestWorkspace
let staff: Member
let customer: string

beforeEach(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  customer = await makeCustomer(workspace, { creditsLimit: 1000 })
})
afterAll(closeOwner)

type Given = InferRouterInputs<typeof claims>['exchange']
const next = (count = 1, workerId = 'w1') => ({
  workerId,
  capabilities: ['api' as const],
  count,
  leaseSeconds: 60,
})
const done = (token: string) => ({ token, completion: { outcome: 'submitted' as const } })
const exchange = (given: object, member = staff) =>
  call(claims.exchange, given as Given, { context: asking(member) })
const batchOf = (id: string) => call(batches.find, { id }, { context: asking(staff) })
const endLease = (item: string) =>
  asOwner(
    `update submission_queue set lease_expires_at = now() - interval '1 second' where id = $1`,
    [item],
  )
const agree = async () => expect(await fulfilmentDifferences(workspace)).toEqual([])

describe('an exchange', () => {
  it('takes what is done and hands out what is next', async () => {
    const batch = await makeBatch(staff, customer, await makeDirectories(workspace, 4))
    const [first] = (await exchange({ results: [], next: next() })).items
    const answer = await exchange({ results: [done(first?.token ?? '')], next: next(2) })
    expect(answer.results).toEqual([{ token: first?.token, accepted: true, status: 'completed' }])
    expect(answer.items).toHaveLength(2)
    expect(answer.items[0]).toMatchObject({ attempt: 1, customer: { id: customer } })
    await agree()
    // A worker that stops hands in alone.
    const [second, third] = answer.items
    const last = await exchange({
      results: [
        done(second?.token ?? ''),
        { token: third?.token, failure: { code: 'captcha', message: 'Who are you?' } },
      ],
    })
    expect(last.results.map(({ status }) => status)).toEqual(['completed', 'manual_review'])
    expect(last.items).toEqual([])
    expect(await batchOf(batch.id)).toMatchObject({ completedItems: 2, reviewItems: 1 })
    const [action] = await asOwner<{ title: string }>(
      'select title from pending_actions where workspace_id = $1',
      [workspace.id],
    )
    expect(action?.title).toMatch(/^Solve the captcha of Directory/)
    await agree()
  })

  it('refuses a late result, says so, and claims all the same', async () => {
    const batch = await makeBatch(staff, customer, await makeDirectories(workspace, 4))
    const [late, good] = await claim(staff, 2)
    await endLease(late?.itemId ?? '')
    const answer = await exchange({
      results: [done(late?.token ?? ''), done(good?.token ?? '')],
      next: next(),
    })
    expect(answer.results).toEqual([
      { token: late?.token, accepted: false, status: null },
      { token: good?.token, accepted: true, status: 'completed' },
    ])
    expect(answer.items).toHaveLength(1)
    // Nothing but what is late: the claim happens too.
    const alone = await exchange({ results: [done(late?.token ?? '')], next: next() })
    expect(alone.results[0]?.accepted).toBe(false)
    expect(alone.items).toHaveLength(1)
    expect((await batchOf(batch.id)).completedItems).toBe(1)
    await agree()
  })

  it('refuses what another workspace holds, and a second result of one item', async () => {
    await makeBatch(staff, customer, await makeDirectories(workspace, 2))
    const [item] = await claim(staff)
    const token = item?.token ?? ''
    const stranger = await makeMember(await makeWorkspace(), 'admin')
    const foreign = await exchange({ results: [done(token)], next: next() }, stranger)
    expect(foreign).toEqual({ results: [{ token, accepted: false, status: null }], items: [] })
    const old = `${item?.itemId}.00000000-0000-4000-8000-000000000000`
    await expect(exchange({ results: [done(old), done(token)] })).rejects.toMatchObject({
      status: 400,
    })
    await expect(exchange({ results: [{ token }] })).rejects.toMatchObject({ status: 400 })
    expect((await exchange({ results: [done(old)], next: next() })).results[0]?.accepted).toBe(
      false,
    )
    expect((await exchange({ results: [done(token)] })).results[0]?.accepted).toBe(true)
    expect((await exchange({ results: [done(token)] })).results[0]?.accepted).toBe(false)
    await agree()
  })

  it('gives the place that a result frees to the next, and never two', async () => {
    const directories = await makeDirectories(workspace, 1, { maxConcurrent: 1 })
    for (let n = 0; n < 3; n++) await makeBatch(staff, await makeCustomer(workspace), directories)
    let [held] = await claim(staff, 3)
    for (let n = 0; n < 2; n++) {
      const answer = await exchange({ results: [done(held?.token ?? '')], next: next(3) })
      expect(answer.items).toHaveLength(1)
      held = answer.items[0]
    }
    // The last is late: its place is not free.
    await makeBatch(staff, await makeCustomer(workspace), directories)
    await endLease(held?.itemId ?? '')
    const answer = await exchange({ results: [done(held?.token ?? '')], next: next(3) })
    expect(answer).toMatchObject({ results: [{ accepted: false }], items: [] })
    await agree()
  })

  it('keeps limits and loses nothing with several workers at once', async () => {
    const limited = await makeDirectories(workspace, 2, { maxConcurrent: 2 })
    const free = await makeDirectories(workspace, 10)
    for (let n = 0; n < 8; n++)
      await makeBatch(
        staff,
        await makeCustomer(workspace, { creditsLimit: 20 }),
        [...limited, ...free],
        n < 3 ? { maxConcurrentItems: 3 } : {},
      )
    const handed: string[] = []
    let left = true
    const watch = async () => {
      while (left) {
        const over = await asOwner(
          `select 1 from submission_queue q join directories d on d.id = q.directory_id
           where q.workspace_id = $1 and q.status = 'processing' and d.max_concurrent is not null group by d.id having count(*) > 2
           union all
           select 1 from submission_queue q join batch_submissions b on b.id = q.batch_id
           where q.workspace_id = $1 and q.status = 'processing' and b.max_concurrent_items is not null group by b.id having count(*) > 3`,
          [workspace.id],
        )
        expect(over).toEqual([])
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
    const work = async (workerId: string) => {
      let held: string[] = []
      for (let idle = 0; idle < 20; ) {
        const { items, results } = await exchange({
          results: held.map(done),
          next: next(1 + Math.floor(Math.random() * 4), workerId),
        })
        expect(results.every(({ accepted }) => accepted)).toBe(true)
        handed.push(...results.map(({ token }) => token))
        held = items.map(({ token }) => token)
        idle = held.length > 0 ? 0 : idle + 1
      }
    }
    const watching = watch()
    await Promise.all(Array.from({ length: 8 }, (_, n) => work(`w${n}`)))
    left = false
    await watching
    const [row] = await asOwner<{ left: number }>(
      `select count(*)::int as left from submission_queue where workspace_id = $1 and status <> 'completed'`,
      [workspace.id],
    )
    // What is parked for want of room and was not freed comes back by the clock.
    expect(handed.length + (row?.left ?? 0)).toBe(96)
    expect(new Set(handed).size).toBe(handed.length)
    expect(row?.left).toBeLessThan(10)
    await agree()
  }, 60_000)
})
