import { call } from '@orpc/server'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openAgency, registerClient } from '@/e2e/deals'
import { claim, makeBatch, makeDirectories } from '@/e2e/fulfilment'
import {
  asking,
  closeOwner,
  makeCustomer,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import type { Member } from '../auth/actor'
import { env } from '../env'
import { claims } from '../queue/procedures'
import { subscribe } from './hub'

let workspace: TestWorkspace
let staff: Member
const heard: string[] = []
const listener = new pg.Client({ connectionString: env.appDatabaseUrl })

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  await listener.connect()
  await listener.query('listen tandem_live')
  listener.on('notification', ({ payload }) => heard.push(payload ?? ''))
})
afterAll(async () => {
  await listener.end()
  await closeOwner()
})

/** Hands in the next item; answers the batch it was of. */
async function handIn() {
  const [item] = await claim(staff)
  if (!item) throw new Error('Nothing is due')
  await call(
    claims.complete,
    { token: item.token, outcome: 'submitted' },
    { context: asking(staff) },
  )
  return item.batchId
}

const batchOf = async (count: number) =>
  makeBatch(
    staff,
    await makeCustomer(workspace, { creditsLimit: 100 }),
    await makeDirectories(workspace, count),
  )

/** Whether nobody watches, as the database sees it. */
async function unwatched(topic: string) {
  const { rows } = await listener.query(
    `select pg_try_advisory_lock(k) and pg_advisory_unlock(k) as free from (select hashtextextended($1, 0) as k) x`,
    [`live ${workspace.id} ${topic}`],
  )
  return rows[0].free
}

/** Watches, and answers once the database knows of it. */
async function watching(topic: string) {
  const told: string[] = []
  const leave = subscribe(workspace.id, { topics: [topic], tell: (what) => told.push(what) })
  await expect.poll(() => unwatched(topic)).toBe(false)
  // Past the quarter of a second after queueing in which the database is silent.
  await new Promise((resolve) => setTimeout(resolve, 300))
  return { told, leave }
}

it('hears of a result in a batch that it watches, and the database is silent about others', async () => {
  const silent = await batchOf(1)
  expect(await handIn()).toBe(silent.id)
  const watched = await batchOf(3)
  const { told, leave } = await watching(`batch:${watched.id}`)
  expect(await handIn()).toBe(watched.id)
  await expect.poll(() => told).toContain(`batch:${watched.id}`)
  expect(heard.filter((notice) => notice.endsWith(silent.id))).toEqual([])
  leave()
  const everywhere = await watching('batches')
  await handIn()
  await expect.poll(() => everywhere.told).toContain(`batch:${watched.id}`)
  everywhere.leave()
})

it('tells who begins to watch to look again, for what changed before', async () => {
  const batch = await batchOf(1)
  const { told, leave } = await watching(`batch:${batch.id}`)
  await expect.poll(() => told).toContain('resync')
  leave()
  await expect.poll(() => unwatched(`batch:${batch.id}`)).toBe(true)
})

it('hears of what happens in a workspace while its figures are looked at', async () => {
  const { workspace: other, admin, partnerId } = await openAgency()
  await registerClient(admin, partnerId)
  expect(heard.filter((notice) => notice === `${other.id} analytics`)).toEqual([])
  const told: string[] = []
  const leave = subscribe(other.id, { topics: ['analytics'], tell: (what) => told.push(what) })
  await expect.poll(() => told).toContain('resync')
  await registerClient(admin, partnerId)
  await expect.poll(() => told).toContain('analytics')
  leave()
})
