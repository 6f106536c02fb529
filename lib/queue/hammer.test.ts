import { afterAll, beforeAll, expect, it } from 'vitest'
import { fulfilmentDifferences, makeBatch, makeDirectories } from '@/e2e/fulfilment'
import {
  asOwner,
  closeOwner,
  makeCustomer,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import { workers } from '@/e2e/worker'
import { withSystem } from '../db/with-actor'
import { expireLeases } from './work'

const itemCount = 20_000
const customers = 50
const leaseSeconds = 2

let workspace: TestWorkspace
let hands: Awaited<ReturnType<typeof workers>>

beforeAll(async () => {
  workspace = await makeWorkspace()
  hands = await workers(
    { QUEUE_WORKSPACE: workspace.id, QUEUE_LOOPS: '8', QUEUE_LEASE: String(leaseSeconds) },
    'e2e/queue-worker.ts',
  )
})

afterAll(async () => {
  hands.close()
  await closeOwner()
})

const limits = { batch: 7, directory: 5 }

/** How far over a limit anything is at this instant, and how many items are left. */
async function look() {
  const [row] = await asOwner<{ left: number; batch: number; directory: number }>(
    `select (select count(*)::int from submission_queue where workspace_id = $1 and status <> 'completed') as left,
      coalesce((select max(n)::int from (select count(*) as n from submission_queue q join batch_submissions b on b.id = q.batch_id
        where q.workspace_id = $1 and q.status = 'processing' and b.max_concurrent_items is not null group by q.batch_id) x), 0) as batch,
      coalesce((select max(n)::int from (select count(*) as n from submission_queue q join directories d on d.id = q.directory_id
        where q.workspace_id = $1 and q.status = 'processing' and d.max_concurrent is not null group by q.directory_id) x), 0) as directory`,
    [workspace.id],
  )
  return row as { left: number; batch: number; directory: number }
}

it('32 workers, killed and asleep, hand in 20,000 items once each', async () => {
  const staff = await makeMember(workspace, 'manager')
  const free = await makeDirectories(workspace, itemCount / customers - 20)
  const limited = await makeDirectories(workspace, 20, { maxConcurrent: limits.directory })
  for (let n = 0; n < customers; n++) {
    const customer = await makeCustomer(workspace, { creditsLimit: itemCount / customers })
    await makeBatch(staff, customer, [...free, ...limited], {
      maxConcurrentItems: n % 5 === 0 ? limits.batch : null,
    })
  }
  let running = await Promise.all(Array.from({ length: 4 }, () => hands.start()))
  let most = { batch: 0, directory: 0 }
  let killed = 0
  for (let round = 0; ; round++) {
    const { left, batch, directory } = await look()
    most = { batch: Math.max(most.batch, batch), directory: Math.max(most.directory, directory) }
    if (left === 0) break
    await withSystem(workspace.id, 'returns what the killed held', ({ db }) =>
      expireLeases({ db, actor: { kind: 'system', workspaceId: workspace.id, reason: 'test' } }),
    )
    // Nobody has minutes for the waits between trials here.
    await asOwner(
      `update submission_queue set scheduled_for = now() where workspace_id = $1 and status = 'retry_needed' and scheduled_for > now()`,
      [workspace.id],
    )
    if (round % 10 === 5 && killed < 8) {
      const [victim, ...others] = running
      if (victim) await hands.kill(victim)
      killed++
      running = [...others, await hands.start()]
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(killed).toBeGreaterThan(1)
  expect(most.batch).toBeLessThanOrEqual(limits.batch)
  expect(most.directory).toBeLessThanOrEqual(limits.directory)
  const [row] = await asOwner(
    `select count(*)::int as results, count(distinct subject_id)::int as listings,
       (select count(*)::int from credit_entries where workspace_id = $1 and kind = 'consume') as consumed,
       (select count(*)::int from submission_queue where workspace_id = $1 and retry_count > 0) as returned
     from events where workspace_id = $1 and type = 'listing.submitted'`,
    [workspace.id],
  )
  expect(row).toMatchObject({ results: itemCount, listings: itemCount, consumed: itemCount })
  expect(row?.returned).toBeGreaterThan(0)
  expect(await fulfilmentDifferences(workspace)).toEqual([])
}, 600_000)
