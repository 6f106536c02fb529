import { call } from '@orpc/server'
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
  customer = await makeCustomer(workspace, { creditsLimit: 100_000 })
})
afterAll(closeOwner)

const as = (member: Member) => ({ context: asking(member) })
const complete = (token: string) =>
  call(claims.complete, { token, outcome: 'submitted' }, as(staff))
const agree = async () => expect(await fulfilmentDifferences(workspace)).toEqual([])

describe('limits', () => {
  it('a batch has at most so many in progress, and goes on as they end', async () => {
    const directories = await makeDirectories(workspace, 7)
    await makeBatch(staff, customer, directories, { maxConcurrentItems: 3 })
    const done = new Set<string>()
    let held = await claim(staff, 50)
    expect(held).toHaveLength(3)
    while (held.length > 0) {
      expect(await claim(staff, 50)).toEqual([])
      const [first, ...rest] = held
      await complete(first?.token as string)
      done.add(first?.itemId as string)
      held = [...rest, ...(await claim(staff, 50))]
      expect(held.length).toBeLessThanOrEqual(3)
    }
    expect(done.size).toBe(7)
    await agree()
  })

  it('a directory has at most so many in progress, over all customers', async () => {
    const directories = await makeDirectories(workspace, 1, { maxConcurrent: 2 })
    for (let n = 0; n < 5; n++) await makeBatch(staff, await makeCustomer(workspace), directories)
    const held = await claim(staff, 10)
    expect(held).toHaveLength(2)
    expect(await claim(staff, 10)).toEqual([])
    await complete(held[0]?.token as string)
    expect(await claim(staff, 10)).toHaveLength(1)
    await agree()
  })

  it('a full directory keeps nobody else waiting', async () => {
    const full = await makeDirectories(workspace, 1, { maxConcurrent: 1 })
    const free = await makeDirectories(workspace, 3)
    for (let n = 0; n < 40; n++) await makeBatch(staff, await makeCustomer(workspace), full)
    await makeBatch(staff, customer, free)
    expect(await claim(staff)).toHaveLength(1)
    const others = await claim(staff, 3)
    expect(others.map((one) => one.customer.id)).toEqual([customer, customer, customer])
  })

  it('between two starts at a directory lies its cool-down', async () => {
    const directories = await makeDirectories(workspace, 1, { cooldownSeconds: 3600 })
    for (let n = 0; n < 3; n++) await makeBatch(staff, await makeCustomer(workspace), directories)
    const [first] = await claim(staff, 10)
    await complete(first?.token as string)
    expect(await claim(staff, 10)).toEqual([])
    const waits = await asOwner<{ minutes: number }>(
      `select round(extract(epoch from scheduled_for - now()) / 60)::int as minutes from submission_queue
       where workspace_id = $1 and status = 'pending' order by 1`,
      [workspace.id],
    )
    expect(waits.map(({ minutes }) => minutes)).toEqual([60, 120])
    await asOwner(`update directories set next_start_at = now() where workspace_id = $1`, [
      workspace.id,
    ])
    await asOwner(
      `update submission_queue set scheduled_for = now() - interval '1 second' where workspace_id = $1 and status = 'pending'`,
      [workspace.id],
    )
    expect(await claim(staff, 10)).toHaveLength(1)
    await agree()
  })

  it('a limit holds over the rounds of one claim', async () => {
    // The first look finds two of the batch, the next ones find more of it behind what is full.
    const full = await makeDirectories(workspace, 1, { maxConcurrent: 1 })
    const free = await makeDirectories(workspace, 30)
    const held = [...(await Promise.all(Array.from({ length: 4 }, () => makeCustomer(workspace))))]
    for (const one of held) await makeBatch(staff, one, full)
    const batch = await makeBatch(
      staff,
      customer,
      [...free.slice(0, 1), ...full, ...free.slice(1)],
      {
        maxConcurrentItems: 3,
      },
    )
    const taken = await claim(staff, 12)
    expect(taken.filter((one) => one.batchId === batch.id)).toHaveLength(3)
    expect(taken).toHaveLength(4)
  })

  it('a raised limit lets more in at once', async () => {
    const batch = await makeBatch(staff, customer, await makeDirectories(workspace, 5), {
      maxConcurrentItems: 1,
    })
    expect(await claim(staff, 10)).toHaveLength(1)
    expect(await claim(staff, 10)).toEqual([])
    await call(batches.edit, { id: batch.id, maxConcurrentItems: 4 }, as(staff))
    expect(await claim(staff, 10)).toHaveLength(3)
  })
})

describe('the line', () => {
  it('serves customers in turn, whoever came with more', async () => {
    const small = await makeCustomer(workspace)
    await makeBatch(staff, customer, await makeDirectories(workspace, 60))
    const served = await claim(staff, 20)
    expect(served.every((one) => one.customer.id === customer)).toBe(true)
    await makeBatch(staff, small, await makeDirectories(workspace, 10))
    const next = await claim(staff, 20)
    expect(next.filter((one) => one.customer.id === small)).toHaveLength(10)
  })

  it('puts priority before turns', async () => {
    const urgent = await makeCustomer(workspace)
    await makeBatch(staff, customer, await makeDirectories(workspace, 5))
    await makeBatch(staff, urgent, await makeDirectories(workspace, 2), { priority: 1 })
    const served = await claim(staff, 3)
    expect(served.map((one) => one.customer.id)).toEqual([urgent, urgent, customer])
  })

  it('hands out only what a worker can do, and only in its own workspace', async () => {
    await makeBatch(staff, customer, await makeDirectories(workspace, 2, { method: 'manual' }))
    await makeBatch(staff, customer, await makeDirectories(workspace, 1))
    expect(await claim(staff, 5)).toHaveLength(1)
    const foreign = await makeMember(await makeWorkspace(), 'va')
    expect(await claim(foreign, 5, ['api', 'manual'])).toEqual([])
    const va = await makeMember(workspace, 'va')
    expect(await claim(va, 5, ['api', 'manual'])).toHaveLength(2)
  })

  it('keeps what is scheduled for its time', async () => {
    await makeBatch(staff, customer, await makeDirectories(workspace, 1), {
      scheduledFor: new Date(Date.now() + 3_600_000),
    })
    expect(await claim(staff)).toEqual([])
  })
})

describe('steering', () => {
  it('pauses what waits, lets what runs finish, and resumes', async () => {
    const batch = await makeBatch(staff, customer, await makeDirectories(workspace, 4))
    const [running, failing] = await claim(staff, 2)
    expect(await call(batches.pause, { id: batch.id }, as(staff))).toEqual({ items: 2 })
    expect(await claim(staff, 5)).toEqual([])
    await complete(running?.token as string)
    const { status } = await call(
      claims.fail,
      { token: failing?.token as string, code: 'timeout', message: 'Silence' },
      as(staff),
    )
    expect(status).toBe('paused')
    await expect(call(batches.pause, { id: batch.id }, as(staff))).rejects.toThrow('is paused')
    await agree()
    expect(await call(batches.resume, { id: batch.id }, as(staff))).toEqual({ items: 3 })
    await asOwner(
      `update submission_queue set scheduled_for = now() where batch_id = $1 and status = 'pending'`,
      [batch.id],
    )
    expect(await claim(staff, 5)).toHaveLength(3)
    await agree()
  })

  it('cancels what nobody holds, and gives its credits back', async () => {
    const batch = await makeBatch(staff, customer, await makeDirectories(workspace, 4))
    const [running, stuck] = await claim(staff, 2)
    expect(await call(batches.cancel, { id: batch.id }, as(staff))).toEqual({ items: 2 })
    await agree()
    await complete(running?.token as string)
    // Nobody is asked to solve a captcha for a batch that is over.
    const { status } = await call(
      claims.fail,
      { token: stuck?.token as string, code: 'captcha', message: 'Who are you?' },
      as(staff),
    )
    expect(status).toBe('cancelled')
    const found = await call(batches.find, { id: batch.id }, as(staff))
    expect(found).toMatchObject({ status: 'cancelled', completedItems: 1, cancelledItems: 3 })
    expect(found.credits).toEqual({ reserved: 0, consumed: 1, released: 3 })
    await agree()
  })

  it('stops at the first failure when told so, and goes on when told so', async () => {
    const batch = await makeBatch(staff, customer, await makeDirectories(workspace, 5), {
      stopOnError: true,
    })
    const [one, two] = await claim(staff, 2)
    await call(
      claims.fail,
      { token: one?.token as string, code: 'refused', message: 'No.' },
      as(staff),
    )
    expect(await call(batches.find, { id: batch.id }, as(staff))).toMatchObject({
      status: 'paused',
    })
    await complete(two?.token as string)
    await agree()
    expect(await call(batches.resume, { id: batch.id }, as(staff))).toEqual({ items: 3 })
    expect(await claim(staff, 5)).toHaveLength(3)
  })

  it('tries failed ones again with credits reserved anew, and replaces them', async () => {
    const directories = await makeDirectories(workspace, 4)
    const batch = await makeBatch(staff, customer, directories.slice(0, 2))
    for (const item of await claim(staff, 2))
      await call(
        claims.fail,
        { token: item.token, code: 'directory_closed', message: 'Gone.' },
        as(staff),
      )
    expect(await call(batches.find, { id: batch.id }, as(staff))).toMatchObject({
      status: 'failed',
    })
    await agree()
    const { items } = await call(batches.items, { id: batch.id }, as(staff))
    const [first, second] = items
    const candidates = await call(
      batches.replacements,
      { id: batch.id, itemId: first?.id as string },
      as(staff),
    )
    expect(candidates.map(({ id }) => id).sort()).toEqual(directories.slice(2).sort())
    const replace = () =>
      call(
        batches.replace,
        { id: batch.id, itemId: first?.id as string, directoryId: candidates[0]?.id as string },
        as(staff),
      )
    const both = await Promise.allSettled([replace(), replace()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(
      await call(batches.retryFailed, { id: batch.id, itemIds: [second?.id as string] }, as(staff)),
    ).toEqual({ items: 1 })
    await agree()
    for (const item of await claim(staff, 5)) await complete(item.token)
    expect(await call(batches.find, { id: batch.id }, as(staff))).toMatchObject({
      status: 'completed',
      completedItems: 2,
      failedItems: 1,
    })
    await agree()
  })
})

describe('queueing', () => {
  it('never overdraws, with a thousand at once', async () => {
    const poor = await makeCustomer(workspace, { creditsLimit: 10 })
    const directories = await makeDirectories(workspace, 1000)
    const tries = await Promise.allSettled(
      directories.map((directory) => makeBatch(staff, poor, [directory])),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    for (const one of tries)
      if (one.status === 'rejected')
        expect(String(one.reason)).toMatch(/credit|left in this period/)
    await agree()
  })

  it('begins the new period of a customer first, when theirs is over', async () => {
    const spent = await makeCustomer(workspace, { creditsLimit: 2 })
    const directories = await makeDirectories(workspace, 3)
    await makeBatch(staff, spent, directories.slice(0, 2))
    for (const item of await claim(staff, 2)) await complete(item.token)
    await expect(makeBatch(staff, spent, directories.slice(2))).rejects.toThrow(
      'left in this period',
    )
    await asOwner(
      `update customers set billing_anchor = now() - interval '40 days', billing_period_start = now() - interval '40 days',
         billing_period_end = now() - interval '1 minute' where id = $1`,
      [spent],
    )
    await makeBatch(staff, spent, directories.slice(2))
    const [customer] = await asOwner(
      'select current_period_usage as used, credits_reserved as reserved from customers where id = $1',
      [spent],
    )
    expect(customer).toEqual({ used: 0, reserved: 1 })
  })

  it('refuses a directory twice, one that is off, and one of another workspace', async () => {
    const [directory, off] = await makeDirectories(workspace, 2)
    await makeBatch(staff, customer, [directory as string])
    await expect(makeBatch(staff, customer, [directory as string])).rejects.toThrow(
      'has a submission to one',
    )
    await asOwner('update directories set is_active = false where id = $1', [off])
    await expect(makeBatch(staff, customer, [off as string])).rejects.toThrow('switched off')
    const [foreign] = await makeDirectories(await makeWorkspace(), 1)
    await expect(makeBatch(staff, customer, [foreign as string])).rejects.toThrow(
      'switched off or gone',
    )
    const stranger = await makeCustomer(await makeWorkspace())
    await expect(makeBatch(staff, stranger, [directory as string])).rejects.toThrow(
      'customer does not exist',
    )
    await agree()
  })

  it('of two at once for one directory, one is queued', async () => {
    const [directory] = await makeDirectories(workspace, 1)
    const both = await Promise.allSettled(
      Array.from({ length: 8 }, () => makeBatch(staff, customer, [directory as string])),
    )
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await agree()
  })
})
