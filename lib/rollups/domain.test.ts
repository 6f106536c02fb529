import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { addEvents, countAll, ownerClient } from '@/e2e/events'
import { asOwner, closeOwner } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { env } from '../env'
import { subscribe } from '../live/hub'
import { checkEvents, tendPartitions } from './jobs'
import { copyDomainEvents, followEvents } from './worker'

let agency: Awaited<ReturnType<typeof openAgency>>

beforeEach(async () => {
  agency = await openAgency()
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

/** Transactions of other tests may hold it up. */
async function copyAll() {
  await expect
    .poll(
      async () => {
        while (await copyDomainEvents(3));
        const [left] = await asOwner<{ some: boolean }>(
          `select exists (select from events e where e.workspace_id = $1 and e.xid >= w.next_xid) as some
           from analytics_watermarks w where w.name = 'domain'`,
          [agency.workspace.id],
        )
        return left?.some
      },
      { timeout: 15_000 },
    )
    .toBe(false)
}
const missing = () =>
  asOwner(
    `select e.type from events e where e.workspace_id = $1 and not exists (
       select from analytics_events a where a.workspace_id = e.workspace_id and a.id = e.id and a.event_type = e.type
         and a.created_at = e.created_at and a.partner_id is not distinct from e.partner_id and a.source = 'product'
         and a.user_id is not distinct from e.actor_user_id::text
         and a.event_data = e.data || jsonb_build_object('subjectType', e.subject_type, 'subjectId', e.subject_id))`,
    [agency.workspace.id],
  )
const count = async (table: string) =>
  (
    await asOwner<{ n: number }>(
      `select count(*)::int as n from ${table} where workspace_id = $1`,
      [agency.workspace.id],
    )
  )[0]?.n

describe('what happens in the product', () => {
  it('becomes an event of analytics, once, whatever its age', async () => {
    await win(agency.admin, agency.partnerId)
    await win(agency.admin, agency.partnerId, 50_000, new Date('2025-02-03T10:00:00Z'))
    await copyAll()
    expect(await missing()).toEqual([])
    expect(await count('analytics_events')).toBe(await count('events'))
    // From the beginning again: nothing comes twice.
    await asOwner(`update analytics_watermarks set next_xid = '0' where name = 'domain'`)
    await copyAll()
    expect(await count('analytics_events')).toBe(await count('events'))
  })

  it('is not missed when it commits after what came later', async () => {
    const insert = `insert into events (workspace_id, type, subject_type, subject_id, actor_name, created_at)
      values ($1, 'lead.edited', 'lead', gen_random_uuid(), 'x', now())`
    const slow = await ownerClient()
    await slow.query('begin')
    await slow.query(insert, [agency.workspace.id])
    await asOwner(insert, [agency.workspace.id])
    await copyDomainEvents()
    await slow.query('commit')
    await slow.end()
    await copyAll()
    expect(await missing()).toEqual([])
  })
})

describe('the worker', () => {
  const stops: (() => Promise<void>)[] = []
  beforeAll(() => {
    // Two of them share the work.
    stops.push(followEvents(), followEvents())
  })
  afterAll(async () => {
    for (const stop of stops) await stop()
  })

  it('counts an event within two seconds, and tells those who watch, and nobody else', async () => {
    const heard: string[] = []
    const listener = new pg.Client({ connectionString: env.appDatabaseUrl })
    await listener.connect()
    listener.on('notification', ({ payload }) => heard.push(payload ?? ''))
    await listener.query('listen tandem_live')
    const counted = () => count('analytics_event_days')
    await addEvents(agency.workspace, [{ createdAt: new Date() }])
    await expect.poll(counted, { timeout: 5000 }).toBe(1)
    expect(heard.filter((notice) => notice.includes('analytics'))).toEqual([])
    const told: number[] = []
    const leave = subscribe(agency.workspace.id, {
      topics: ['analytics'],
      tell: (topic) => topic === 'analytics' && told.push(Date.now()),
    })
    await new Promise((resolve) => setTimeout(resolve, 500))
    const sent = Date.now()
    await addEvents(agency.workspace, [{ createdAt: new Date() }])
    await expect.poll(() => told.length, { timeout: 5000 }).toBeGreaterThan(0)
    expect((told[0] as number) - sent).toBeLessThan(4000)
    leave()
    await listener.end()
  })
})

describe('the hourly check', () => {
  it('reports a count that differs, and has it put right', async () => {
    await addEvents(agency.workspace, [{ createdAt: new Date() }, { createdAt: new Date() }])
    await countAll()
    const check = () => checkEvents({ workspaceId: agency.workspace.id })
    expect(await check()).toEqual([])
    await asOwner('update analytics_event_days set events = 3 where workspace_id = $1', [
      agency.workspace.id,
    ])
    expect(await check()).toMatchObject([{ eventType: 'page.viewed', counted: 3, found: 2 }])
    expect(
      await asOwner(
        `select 1 from events where workspace_id = $1 and type = 'analytics.difference'`,
        [agency.workspace.id],
      ),
    ).toHaveLength(1)
    await countAll()
    expect(await check()).toEqual([])
  })
})

it('months are made ahead, and dropped after the longest retention, with their counts kept', async () => {
  await addEvents(agency.workspace, [{ createdAt: new Date('2025-01-15T12:00:00Z') }])
  await countAll()
  await tendPartitions()
  const parts = await asOwner<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'analytics_events'::regclass`,
  )
  const names = parts.map(({ name }) => name)
  expect(names).not.toContain('analytics_events_202501')
  for (const ahead of [1, 2, 3]) {
    const month = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + ahead))
    expect(names).toContain(`analytics_events_${month.toISOString().slice(0, 7).replace('-', '')}`)
  }
  expect(await count('analytics_event_days')).toBe(1)
  expect(await count('analytics_events')).toBe(0)
})
