import { call } from '@orpc/server'
import { afterAll, expect, it } from 'vitest'
import { claim, fulfilmentDifferences, makeBatch, makeDirectories } from '@/e2e/fulfilment'
import { asking, asOwner, closeOwner, makeCustomer, makeMember, makeWorkspace } from '@/e2e/people'
import { batches } from '../batches/procedures'
import { withSystem } from '../db/with-actor'
import { claims } from './procedures'
import { expireLeases } from './work'

afterAll(closeOwner)

it('ten thousand items of one customer delay ten of another by less than a tenth', async () => {
  const workspace = await makeWorkspace()
  const staff = await makeMember(workspace, 'manager')
  const large = await makeCustomer(workspace, { creditsLimit: 10_000 })
  const small = await makeCustomer(workspace)
  const directories = await makeDirectories(workspace, 10_000)
  await makeBatch(staff, large, directories)
  await claim(staff, 100)
  await makeBatch(staff, small, directories.slice(0, 10))
  let served = 0
  for (let own = 0; own < 10; ) {
    const items = await claim(staff, 20)
    served += items.length
    own += items.filter((item) => item.customer.id === small).length
  }
  expect(served).toBeLessThan(1000)
  expect(served).toBeLessThanOrEqual(40)
}, 60_000)

it('an item that kills its workers ends with a person, and holds nobody up', async () => {
  const workspace = await makeWorkspace()
  const staff = await makeMember(workspace, 'manager')
  const customer = await makeCustomer(workspace)
  const [poisoned] = await makeDirectories(workspace, 1)
  const batch = await makeBatch(staff, customer, [poisoned as string])
  const actor = { kind: 'system', workspaceId: workspace.id, reason: 'test' } as const
  for (let death = 1; death <= 6; death++) {
    const [item] = await claim(staff)
    expect(item?.attempt).toBe(death)
    await asOwner(
      `update submission_queue set lease_expires_at = now() - interval '1 second' where id = $1`,
      [item?.itemId],
    )
    expect(await withSystem(workspace.id, 'test', ({ db }) => expireLeases({ db, actor }))).toBe(1)
    await makeBatch(staff, customer, await makeDirectories(workspace, 1))
    const [other] = await claim(staff)
    expect(other?.batchId).not.toBe(batch.id)
    await asOwner(
      `update submission_queue set scheduled_for = now() - interval '1 second' where batch_id = $1 and status = 'retry_needed'`,
      [batch.id],
    )
  }
  const found = await call(batches.find, { id: batch.id }, { context: asking(staff) })
  expect(found).toMatchObject({ reviewItems: 1, status: 'processing' })
  expect(await fulfilmentDifferences(workspace)).toEqual([])
})

it('leases run by the clock of the database, whatever a machine thinks', async () => {
  const workspace = await makeWorkspace()
  const staff = await makeMember(workspace, 'manager')
  await makeBatch(staff, await makeCustomer(workspace), await makeDirectories(workspace, 2))
  for (const now of [new Date('2031-01-01'), new Date('2021-01-01')]) {
    const context = asking(staff, { now })
    const { items } = await call(
      claims.create,
      { workerId: 'skewed', capabilities: ['api'], leaseSeconds: 60 },
      { context },
    )
    const [item] = items
    const left = (item?.leaseExpiresAt.getTime() ?? 0) - Date.now()
    expect(left).toBeGreaterThan(50_000)
    expect(left).toBeLessThan(70_000)
    await call(claims.heartbeat, { token: item?.token as string }, { context })
    await call(claims.complete, { token: item?.token as string, outcome: 'submitted' }, { context })
  }
  expect(await fulfilmentDifferences(workspace)).toEqual([])
})
