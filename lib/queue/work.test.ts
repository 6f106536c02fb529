import { setTimeout as sleep } from 'node:timers/promises'
import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
import { actorOf, within } from '../automation/work'
import { batches } from '../batches/procedures'
import { claims } from './procedures'
import { claimItems } from './work'

let workspace: TestWorkspace
let staff: Member
let customer: string

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  customer = await makeCustomer(workspace, { creditsLimit: 1000 })
})
afterAll(closeOwner)

const as = (member: Member) => ({ context: asking(member) })
const complete = (token: string, more: object = {}) =>
  call(claims.complete, { token, outcome: 'submitted', ...more }, as(staff))
const fail = (token: string, code: string, more: object = {}) =>
  call(claims.fail, { token, code: code as 'captcha', message: 'It said no.', ...more }, as(staff))
const batchOf = (id: string) => call(batches.find, { id }, as(staff))
const itemsOf = async (id: string) => (await call(batches.items, { id }, as(staff))).items
const hurry = (batchId: string) =>
  asOwner(
    `update submission_queue set scheduled_for = now() - interval '1 second', next_retry_at = now() - interval '1 second'
     where batch_id = $1 and status = 'retry_needed'`,
    [batchId],
  )
const agree = async () => expect(await fulfilmentDifferences(workspace)).toEqual([])

describe('an item', () => {
  it('is claimed, worked and handed in, and everything follows', async () => {
    const batch = await makeBatch(staff, customer, await makeDirectories(workspace, 2))
    expect(batch).toMatchObject({ status: 'pending', totalItems: 2, progressPercentage: 0 })
    expect(batch.credits).toEqual({ reserved: 2, consumed: 0, released: 0 })
    const [first, second] = await claim(staff, 2)
    if (!first || !second) throw new Error('Nothing was claimed')
    expect(first.customer.companyName).toBe('Cleo’s Bakery')
    await agree()
    await call(
      claims.progress,
      { token: first.token, step: 'Fills in the form', percent: 40 },
      as(staff),
    )
    expect((await itemsOf(batch.id))[0]).toMatchObject({
      currentStep: 'Fills in the form',
      progressPercentage: 40,
    })
    expect(await complete(first.token)).toMatchObject({ status: 'completed' })
    expect(await batchOf(batch.id)).toMatchObject({ status: 'processing', progressPercentage: 50 })
    await complete(second.token, { outcome: 'live', listingUrl: 'https://d2.example.com/cleo' })
    expect(await batchOf(batch.id)).toMatchObject({
      status: 'completed',
      progressPercentage: 100,
      successRate: 100,
    })
    await agree()
  })

  it('takes one result: a second, a foreign and a late one are refused', async () => {
    const batch = await makeBatch(staff, customer, await makeDirectories(workspace, 1))
    const [item] = await claim(staff)
    if (!item) throw new Error('Nothing was claimed')
    const foreign = item.token.replace(/\.[0-9a-f]{8}/, '.00000000')
    await expect(complete(foreign)).rejects.toThrow('lease has ended')
    await asOwner(
      `update submission_queue set lease_expires_at = now() - interval '1 second' where id = $1`,
      [item.itemId],
    )
    await expect(complete(item.token)).rejects.toThrow('lease has ended')
    await expect(call(claims.heartbeat, { token: item.token }, as(staff))).rejects.toThrow(
      'lease has ended',
    )
    await expect(complete('nonsense')).rejects.toThrow('does not exist')
    const other = await makeMember(await makeWorkspace(), 'admin')
    await expect(
      call(claims.complete, { token: item.token, outcome: 'submitted' }, as(other)),
    ).rejects.toThrow('lease has ended')
    expect((await batchOf(batch.id)).completedItems).toBe(0)
    await asOwner(
      `update submission_queue set lease_expires_at = now() + interval '1 minute' where id = $1`,
      [item.itemId],
    )
    await complete(item.token)
    await expect(complete(item.token)).rejects.toThrow('lease has ended')
    await agree()
  })

  it('is tried again with growing waits, and then ends', async () => {
    const batch = await makeBatch(staff, customer, await makeDirectories(workspace, 1))
    const waits: number[] = []
    for (let n = 0; n < 6; n++) {
      const [item] = await claim(staff)
      if (!item) throw new Error(`Nothing was claimed at trial ${n + 1}`)
      expect(item).toMatchObject({ attempt: n + 1, retryCount: n })
      const at = Date.now()
      const { status } = await fail(item.token, 'server_error')
      expect(status).toBe(n < 5 ? 'retry_needed' : 'failed')
      const [shown] = await itemsOf(batch.id)
      if (shown?.nextRetryAt) waits.push((shown.nextRetryAt.getTime() - at) / 1000)
      expect(await claim(staff)).toEqual([])
      await hurry(batch.id)
    }
    waits.forEach((wait, n) => {
      expect(wait).toBeGreaterThan(30 * 2 ** n * 0.5 - 1)
      expect(wait).toBeLessThan(30 * 2 ** n + 2)
    })
    expect(await batchOf(batch.id)).toMatchObject({ status: 'failed', failedItems: 1 })
    await agree()
  })

  it('is found by whoever can do it, while somebody who cannot puts it into the line', async () => {
    await makeBatch(staff, customer, await makeDirectories(workspace, 1))
    let found: unknown
    await within(workspace.id, async ({ db }) => {
      const wish = { workerId: 'other', capabilities: ['headless_browser' as const], count: 1 }
      const context = { db, actor: actorOf(workspace.id) }
      expect(await claimItems(context, workspace.id, { ...wish, leaseSeconds: 60 })).toEqual([])
      found = claim(staff)
      await sleep(30)
    })
    const [item] = (await found) as Awaited<ReturnType<typeof claim>>
    await complete(item?.token as string)
    await agree()
  })

  it('waits as long as the directory asked, and so do others for that directory', async () => {
    const [directory] = await makeDirectories(workspace, 1)
    const batch = await makeBatch(staff, customer, [directory as string])
    const other = await makeCustomer(workspace)
    const [item] = await claim(staff)
    await fail(item?.token as string, 'rate_limited', { retryAfterSeconds: 3000 })
    const [shown] = await itemsOf(batch.id)
    expect((shown?.nextRetryAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(2_990_000)
    await makeBatch(staff, other, [directory as string])
    expect(await claim(staff)).toEqual([])
    await call(batches.cancel, { id: batch.id }, as(staff))
    await agree()
  })

  it('that needs a person says what to do', async () => {
    const batch = await makeBatch(staff, customer, await makeDirectories(workspace, 1))
    const [item] = await claim(staff)
    expect(await fail(item?.token as string, 'captcha')).toMatchObject({ status: 'manual_review' })
    const [shown] = await itemsOf(batch.id)
    expect(shown?.action?.title).toBe('Solve the captcha of Directory 1')
    expect(await batchOf(batch.id)).toMatchObject({ status: 'processing', reviewItems: 1 })
    await agree()
    await call(batches.cancel, { id: batch.id }, as(staff))
    await agree()
  })
})
