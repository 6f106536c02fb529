import { CompiledQuery } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addEvents, countAll, idOf } from '@/e2e/events'
import {
  asOwner,
  closeOwner,
  makeMember,
  makePartner,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import type { Actor, Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { type Db, readAs } from '../db/with-actor'
import {
  distinctPeople,
  eventRows,
  eventsBy,
  eventsByType,
  eventTotal,
  eventTrend,
  freshnessOf,
} from './queries'
import type { EventQuestion } from './schema'
import { sketchError } from './sketch'

let workspace: TestWorkspace
let staff: Member
let partner: Member
let other: string
let campaign: string
const march = { from: '2026-03-01', to: '2026-03-31' }

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  partner = await makeMember(workspace, 'partner')
  other = await makePartner(workspace)
  ;[campaign] = (
    await asOwner<{ id: string }>(
      `insert into campaigns (workspace_id, name, created_at) values ($1, 'Spring', now()) returning id`,
      [workspace.id],
    )
  ).map(({ id }) => id) as [string]
  await addEvents(
    workspace,
    Array.from({ length: 240 }, (_, n) => ({
      // Berlin: from 23:30 on 28 February UTC, half an hour into March.
      createdAt: new Date(Date.UTC(2026, 1, 28, 23, 30) + n * 3 * 3_600_000),
      eventType: n % 3 ? 'page.viewed' : 'form.sent',
      userId: n % 4 ? `u${n % 50}` : null,
      partnerId: n % 5 === 0 ? partner.partnerId : n % 5 === 1 ? other : null,
      campaignId: n % 6 === 0 ? campaign : null,
    })),
  )
  await countAll()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const rowsOf = async (actor: Actor, question: EventQuestion) => {
  const all: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await readAs(actor, (db) => eventRows(db, { ...question, cursor, limit: 50 }))
    all.push(...page.items.map(({ id }) => id))
    if (!page.nextCursor) return all
    cursor = page.nextCursor
  }
}

describe('figures', () => {
  const scopes: [string, () => EventQuestion][] = [
    ['of all', () => march],
    ['of a day', () => ({ from: '2026-03-29', to: '2026-03-29' })],
    ['of a type', () => ({ ...march, types: ['form.sent'] })],
    ['of a partner', () => ({ ...march, partnerId: other })],
    ['of a partner and a type', () => ({ ...march, partnerId: other, types: ['page.viewed'] })],
    ['of a campaign', () => ({ ...march, campaignId: campaign })],
  ]
  it.each(scopes)('%s are as many as the rows behind them', async (_, question) => {
    const total = await readAs(staff, (db) => eventTotal(db, question()))
    const rows = await rowsOf(staff, question())
    expect(total).toBeGreaterThan(0)
    expect(new Set(rows).size).toBe(total)
    const trend = await readAs(staff, (db) => eventTrend(db, question()))
    expect(trend.reduce((sum, { events }) => sum + events, 0)).toBe(total)
    const { rows: types, other: rest } = await readAs(staff, (db) =>
      eventsByType(db, question(), 1),
    )
    expect(types.reduce((sum, { events }) => sum + events, rest)).toBe(total)
  })

  it('are broken down by partner and campaign', async () => {
    expect(await readAs(staff, (db) => eventsBy(db, 'partner', march))).toEqual({
      rows: [
        { key: partner.partnerId, events: 48 },
        { key: other, events: 48 },
      ].sort((a, b) => ((a.key as string) < (b.key as string) ? -1 : 1)),
      other: 0,
      total: 96,
    })
    expect(await readAs(staff, (db) => eventsBy(db, 'campaign', march))).toMatchObject({
      total: 40,
    })
  })

  it('say how far they go', async () => {
    const { asOf, timezone, rowsFrom } = await readAs(staff, freshnessOf)
    expect(timezone).toBe('Europe/Berlin')
    expect(rowsFrom).toBe('2000-01-01')
    expect(Math.abs(Date.now() - Number(asOf))).toBeLessThan(60_000)
  })
})

describe('people', () => {
  it('are counted exactly', async () => {
    const [row] = await asOwner<{ n: number }>(
      'select count(distinct user_id)::int as n from analytics_events where workspace_id = $1',
      [workspace.id],
    )
    expect(await readAs(staff, (db) => distinctPeople(db, march))).toEqual({
      count: row?.n,
      exact: true,
      error: 0,
    })
  })

  it.each([100, 1000, 5000, 20_000])(
    'of %i in a month that is too large are estimated within three times the stated error',
    async (people) => {
      const large = await makeWorkspace()
      const member = await makeMember(large, 'manager')
      await asOwner(
        'insert into analytics_settings (workspace_id, exact_people_limit) values ($1, 50)',
        [large.id],
      )
      const day = Date.UTC(2026, 3, 1)
      const events = Array.from({ length: people * 2 }, (_, n) => {
        const createdAt = new Date(day + (n % 20) * 86_400_000)
        return { id: idOf(createdAt), createdAt, userId: `${large.id} ${n % people}` }
      })
      for (let at = 0; at < events.length; at += 5000)
        await addEvents(large, events.slice(at, at + 5000))
      // A month that is small enough, to be counted together with the large one.
      await addEvents(large, [{ createdAt: new Date('2026-03-31T12:00:00Z'), userId: 'march' }])
      await countAll()
      const { count, exact, error } = await readAs(member, (db) =>
        distinctPeople(db, { from: '2026-03-01', to: '2026-04-30' }),
      )
      expect([exact, error]).toEqual([false, sketchError])
      expect(Math.abs(count - people - 1) / people).toBeLessThan(3 * sketchError)
    },
  )
})

describe('a partner', () => {
  it('reads their own events, and nobody else’s', async () => {
    const own = { ...march, partnerId: partner.partnerId as string }
    expect(await readAs(partner, (db) => eventTotal(db, own))).toBe(48)
    expect(await rowsOf(partner, march)).toHaveLength(48)
    expect(await rowsOf(partner, own)).toHaveLength(48)
    for (const theirs of [
      { ...march, partnerId: other },
      { ...march, campaignId: campaign },
    ])
      expect(await readAs(partner, (db) => eventTotal(db, theirs))).toBe(0)
    expect(await readAs(partner, (db) => eventTotal(db, march))).toBe(0)
    expect((await readAs(partner, (db) => eventsBy(db, 'partner', march))).total).toBe(48)
    expect((await readAs(partner, (db) => distinctPeople(db, march))).count).toBe(0)
  })
})

describe('everybody else', () => {
  const reads: [string, (db: Db) => Promise<number>][] = [
    ['totals', (db) => eventTotal(db, march)],
    ['totals of partners', (db) => eventTotal(db, { ...march, partnerId: other })],
    ['totals of campaigns', (db) => eventTotal(db, { ...march, campaignId: campaign })],
    ['trends', async (db) => (await eventTrend(db, march)).length],
    ['types', async (db) => (await eventsByType(db, march)).total],
    ['partners', async (db) => (await eventsBy(db, 'partner', march)).total],
    ['campaigns', async (db) => (await eventsBy(db, 'campaign', march)).total],
    ['people', async (db) => (await distinctPeople(db, march)).count],
    ['rows', async (db) => (await eventRows(db, { ...march, limit: 10 })).items.length],
  ]
  it.each(reads)('reads no %s', async (_, read) => {
    const foreign = await makeWorkspace()
    const nobodies = await Promise.all([
      makeMember(workspace, 'va'),
      makeMember(workspace, 'customer'),
      makeMember(foreign, 'owner'),
      makeMember(foreign, 'partner'),
    ])
    for (const member of nobodies) expect(await readAs(member, read), member.role).toBe(0)
  })

  it('writes none of it, nor reads a month by its own name', async () => {
    const tables = await asOwner<{ name: string }>(
      `select relname as name from pg_class where relname like 'analytics%' and relkind in ('r', 'p')`,
    )
    const may = await asOwner(
      `select r.rolname, t.name from unnest($1::text[]) as t(name), pg_roles r, unnest(array['insert', 'update', 'delete', 'truncate']) p
       where r.rolname in ('anon', 'app_staff', 'app_partner', 'app_va', 'app_customer', 'service_role')
         and t.name not in ('analytics_settings', 'analytics_browser_keys')
         -- The worker keeps figures of days, not events, there.
         and (t.name <> 'analytics_snapshots' or r.rolname <> 'service_role')
         and has_table_privilege(r.rolname, t.name, p)`,
      [tables.map(({ name }) => name)],
    )
    expect(may).toEqual([])
    await expect(
      readAs(staff, (db) =>
        db.executeQuery(CompiledQuery.raw('select from analytics_events_202603')),
      ),
    ).rejects.toThrow('permission denied')
  })
})

describe('the plans, as the role that reads', () => {
  /** Of what a read has sent, planned as if no table were small. */
  async function plan(actor: Actor, read: (db: Db) => Promise<unknown>) {
    const sent = vi.spyOn(pg.Client.prototype, 'query')
    await readAs(actor, read)
    const asked = sent.mock.calls as unknown as [string, unknown[]][]
    const selects = asked.filter(([text]) => /^\s*(select|with)/.test(text))
    sent.mockRestore()
    return readAs(actor, async (db) => {
      const run = (text: string, values: unknown[] = []) =>
        db.executeQuery<Record<string, string>>(CompiledQuery.raw(text, values))
      for (const way of ['seqscan', 'bitmapscan', 'sort'])
        await run(`set local enable_${way} = off`)
      const lines: string[] = []
      for (const [text, values] of selects)
        for (const row of (await run(`explain (costs off) ${text}`, values)).rows)
          lines.push(...Object.values(row))
      return lines.join('\n')
    })
  }

  it.each<[string, () => Actor, (db: Db) => Promise<unknown>, RegExp]>([
    [
      'totals',
      () => staff,
      (db) => eventTotal(db, march),
      /analytics_event_days_pkey[\s\S]*Index Cond: \(\(workspace_id = .*day >= /,
    ],
    [
      'totals of a partner',
      () => partner,
      (db) => eventTotal(db, { ...march, partnerId: other }),
      /Index Scan using analytics_partner_days[\s\S]*Index Cond: \(\(workspace_id = .*day >= /,
    ],
    [
      'people',
      () => staff,
      (db) => distinctPeople(db, march),
      /analytics_people_days_pkey[\s\S]*Index Cond: \(\(workspace_id = .*day >= /,
    ],
    [
      'rows',
      () => staff,
      (db) => eventRows(db, { ...march, limit: 50 }),
      /Index Scan Backward using analytics_events_\d+_pkey[\s\S]*Index Cond: \(\(workspace_id = .*created_at >= .*created_at < /,
    ],
    [
      'rows of a partner',
      () => partner,
      (db) => eventRows(db, { ...march, limit: 50 }),
      /Index Cond: \(\(workspace_id = /,
    ],
  ])('read %s by index', async (_, actor, read, expected) => {
    expect(await plan(actor(), read)).toMatch(expected)
  })
})
