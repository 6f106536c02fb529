import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { call } from '@orpc/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { idOf } from '@/e2e/events'
import {
  asking,
  asOwner,
  closeOwner,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import { apiKeys } from '../accounts/procedures'
import type { Member } from '../auth/actor'
import { apiCredential } from '../capture/credential'
import { eventGroups } from '../capture/group'
import { browserKeys } from '../capture/procedures'
import { captureCall } from '../capture/schema'
import { closeConnections } from '../db/client'
import { visitorPool } from '../db/visitor-pool'
import { eventDoor } from './event-door'

let workspace: TestWorkspace
let staff: Member
let key: string
let server: Server
let door: ReturnType<typeof eventDoor>
let url: string

const keyOf = async (member: Member, more: object = {}) =>
  call(apiKeys.create, { name: 'x', ...more }, { context: asking(member) })

async function listen(connectionString: string | undefined) {
  const opened = eventDoor(connectionString)
  const listener = createServer((asked, response) => {
    if (!opened.handle(asked, response)) response.writeHead(299).end('{}')
  })
  await new Promise<void>((resolve) => listener.listen(0, resolve))
  return {
    door: opened,
    server: listener,
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/api/v1/events`,
  }
}

beforeAll(async () => {
  ;({ door, server, url } = await listen(process.env.APP_DATABASE_URL))
})
beforeEach(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'admin')
  key = (await keyOf(staff)).key
})
afterAll(async () => {
  server.close()
  await door.close()
  await closeConnections()
  await closeOwner()
})

type Sent = { body?: unknown; as?: string | null; headers?: Record<string, string>; to?: string }

async function send({ body, as = key, headers = {}, to = url }: Sent) {
  const response = await fetch(to, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(as ? { authorization: `Bearer ${as}` } : {}),
      ...headers,
    },
    body: (typeof body === 'string' || body instanceof Uint8Array
      ? body
      : JSON.stringify(body)) as BodyInit,
  })
  return { status: response.status, headers: response.headers, answer: await response.json() }
}
const one = (more: object = {}) => ({ events: [{ eventType: 'page.viewed', ...more }] })
const count = async (id = workspace.id) => {
  const [row] = await asOwner<{ n: number }>(
    'select count(*)::int as n from analytics_events where workspace_id = $1',
    [id],
  )
  return row?.n
}

describe('the event door', () => {
  it('answers how many were new, and what the key may still send', async () => {
    const id = crypto.randomUUID()
    const sent = { events: [{ id, eventType: 'a' }, { eventType: 'a' }] }
    const first = await send({ body: sent })
    expect(first).toMatchObject({ status: 200, answer: { accepted: 2, duplicates: 0 } })
    expect(first.headers.get('ratelimit-policy')).toBe('"events";q=100000;w=60')
    expect(first.headers.get('ratelimit')).toMatch(/^"events";r=9\d{4};t=\d+$/)
    expect((await send({ body: sent })).answer).toEqual({ accepted: 1, duplicates: 1 })
    expect(await count()).toBe(3)
  })

  it('writes into the workspace of the key alone', async () => {
    const other = await makeWorkspace()
    await send({ body: { ...one(), workspaceId: other.id } })
    expect([await count(), await count(other.id)]).toEqual([1, 0])
  })

  it('counts an id once of two calls at once', async () => {
    const body = {
      events: Array.from({ length: 50 }, () => ({ id: crypto.randomUUID(), eventType: 'a' })),
    }
    const both = await Promise.all([send({ body }), send({ body }), send({ body })])
    expect(both.reduce((sum, { answer }) => sum + answer.accepted, 0)).toBe(50)
    expect(await count()).toBe(50)
  })

  it('takes 500 events and not 501, and says which field is wrong', async () => {
    const many = (n: number) => ({ events: Array.from({ length: n }, () => ({ eventType: 'a' })) })
    expect((await send({ body: many(500) })).answer).toEqual({ accepted: 500, duplicates: 0 })
    expect((await send({ body: many(501) })).answer).toMatchObject({
      status: 400,
      errors: [{ field: 'events' }],
    })
    const wrong = { events: [{ eventType: 'a' }, { eventType: 'B', createdAt: 'x' }] }
    expect((await send({ body: wrong })).answer.errors).toEqual([
      { field: 'events[1].eventType', message: expect.any(String) },
      { field: 'events[1].createdAt', message: expect.any(String) },
    ])
    const future = { createdAt: new Date(Date.now() + 3_600_000).toISOString(), eventType: 'a' }
    const { status, headers, answer } = await send({
      body: { events: [{ eventType: 'a' }, { eventType: 'a' }, { eventType: 'a' }, future] },
    })
    expect(status).toBe(400)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(answer).toMatchObject({
      type: 'urn:tandem:problem:invalid',
      errors: [{ field: 'events[3].createdAt' }],
    })
    expect(await count()).toBe(500)
  })

  it.each([
    ['no JSON', '{"events":'],
    ['no object', '[]'],
    ['null', 'null'],
    ['a number', '1e999'],
    ['an event that is null', '{"events":[null]}'],
    ['a body that is no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
    ['nothing', ''],
  ])('refuses %s', async (_, body) => {
    expect(await send({ body })).toMatchObject({ status: 400 })
  })

  it('stores any script, and no NUL', async () => {
    const data = { name: 'Ωmega 日本 🎈 العربية', nul: '\\u0000' }
    expect((await send({ body: one({ eventData: data }) })).status).toBe(200)
    const [row] = await asOwner<{ data: object }>(
      'select event_data as data from analytics_events where workspace_id = $1',
      [workspace.id],
    )
    expect(row?.data).toEqual(data)
    const nul = '{"events":[{"eventType":"a","eventData":{"x":"\\u0000"}}]}'
    expect((await send({ body: nul })).answer.errors[0].field).toBe('events[0].eventData')
    const proto =
      '{"events":[{"eventType":"a","__proto__":{"eventType":"b"},"eventData":{"__proto__":{"x":1}}}]}'
    expect((await send({ body: proto })).status).toBe(200)
  })

  it.each([
    ['no key', null, {}],
    ['an unknown key', 'tdm_unknown', {}],
    ['another scheme', null, { authorization: 'Basic abc' }],
    ['an unknown browser key', null, {}],
  ])('lets %s in nowhere', async (name, as, headers) => {
    const to = name.includes('browser') ? `${url}?key=tdb_unknown` : url
    const { status, answer, headers: got } = await send({ body: one(), as, headers, to })
    expect({ status, type: answer.type }).toEqual({
      status: 401,
      type: 'urn:tandem:problem:unauthenticated',
    })
    expect(got.get('www-authenticate')).toBe('Bearer')
  })

  it('lets a revoked or expired key in no more, from the next commit on', async () => {
    expect((await send({ body: one() })).status).toBe(200)
    await asOwner('update api_keys set revoked_at = now() where workspace_id = $1', [workspace.id])
    expect((await send({ body: one() })).status).toBe(401)
    const late = await keyOf(staff)
    expect((await send({ body: one(), as: late.key })).status).toBe(200)
    await asOwner('update api_keys set expires_at = now() where id = $1', [late.id])
    expect((await send({ body: one(), as: late.key })).status).toBe(401)
    const left = await keyOf(await makeMember(workspace, 'manager'))
    await asOwner(`update memberships set status = 'removed' where workspace_id = $1`, [
      workspace.id,
    ])
    expect((await send({ body: one(), as: left.key })).status).toBe(401)
    expect(await count()).toBe(2)
  })

  it.each(['partner', 'va', 'customer'] as const)('forbids it to a %s', async (role) => {
    const { key: theirs } = await keyOf(await makeMember(workspace, role))
    expect((await send({ body: one(), as: theirs })).status).toBe(403)
  })

  it('forbids it to a key without the permission', async () => {
    const narrow = await keyOf(staff, { permissions: ['leads.read'] })
    expect((await send({ body: one(), as: narrow.key })).status).toBe(403)
    const fitting = await keyOf(staff, { permissions: ['events.write'] })
    expect((await send({ body: one(), as: fitting.key })).status).toBe(200)
  })

  it.each([
    ['text/plain', {}],
    ['application/json; charset=latin1', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
  ])('refuses %s %o', async (type, more) => {
    const headers = { 'content-type': type, ...more } as Record<string, string>
    expect((await send({ body: one(), headers })).status).toBe(415)
  })

  it('refuses a body that is too large, said beforehand or not', async () => {
    const huge = 'x'.repeat(5_000_001)
    expect((await send({ body: huge })).status).toBe(413)
    const status = await new Promise((resolve, reject) => {
      const asked = request(url, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'transfer-encoding': 'chunked',
        },
      })
      asked.on('response', (response) => resolve(response.statusCode))
      asked.on('error', reject)
      for (let part = 0; part < 60; part++) asked.write('x'.repeat(100_000))
    })
    expect(status).toBe(413)
  })

  it('fails nobody for another call that goes along', async () => {
    const wrong = one({ createdAt: '2001-01-01T00:00:00Z' })
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, n) => send({ body: n % 4 ? one() : wrong })),
    )
    expect(all.map(({ status }) => status)).toEqual(all.map((_, n) => (n % 4 ? 200 : 400)))
    expect(await count()).toBe(30)
  })

  it('writes what still waits for more when it closes', async () => {
    const pool = visitorPool(process.env.APP_DATABASE_URL, 1)
    const groups = eventGroups(pool)
    const add = () => groups.add(apiCredential(key), captureCall.parse(one()).events)
    await Promise.all(Array.from({ length: 8 }, add))
    const last = Promise.all([add(), add()])
    await groups.drained()
    expect(await last).toEqual(Array(2).fill({ accepted: 1, duplicates: 0 }))
    expect(await count()).toBe(10)
    await pool.end()
  })

  it('refuses what is over the quota, and says when to come back', async () => {
    await asOwner(
      'insert into analytics_settings (workspace_id, events_per_minute) values ($1, 10)',
      [workspace.id],
    )
    const events = (n: number) => ({
      events: Array.from({ length: n }, () => ({ eventType: 'a' })),
    })
    expect((await send({ body: events(8) })).headers.get('ratelimit')).toMatch(/r=2;/)
    const over = await send({ body: events(3) })
    expect(over.status).toBe(429)
    expect(over.answer.type).toBe('urn:tandem:problem:rate_limited')
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(over.headers.get('ratelimit')).toMatch(/^"events";r=2;t=\d+$/)
    expect((await send({ body: events(2) })).status).toBe(200)
    expect(await count()).toBe(10)
  })

  it('leaves other paths, other methods and our own pages to Next', async () => {
    expect((await fetch(url)).status).toBe(299)
    expect((await fetch(`${url}x`, { method: 'POST' })).status).toBe(299)
    const cookie = { cookie: 'session=x' }
    expect((await send({ body: one(), as: null, headers: cookie })).status).toBe(299)
  })

  it('acknowledges nothing while the database is away', async () => {
    const gone = await listen('postgresql://nobody@127.0.0.1:9/nothing')
    const { status, headers } = await send({ body: one(), to: gone.url })
    expect([status, headers.get('retry-after')]).toEqual([503, '1'])
    gone.server.close()
    await gone.door.close()
  })
})

describe('a browser key', () => {
  const shop = 'https://shop.example'
  let browser: { id: string; key: string }
  const from = (origin: string | null, type = 'text/plain;charset=UTF-8') =>
    send({
      body: one({ userId: 'v1' }),
      as: null,
      to: `${url}?key=${browser.key}`,
      headers: { 'content-type': type, ...(origin ? { origin } : {}) },
    })

  beforeEach(async () => {
    browser = await call(
      browserKeys.create,
      { name: 'Shop', origins: [`${shop}/`, 'http://localhost:8080'] },
      { context: asking(staff) },
    )
  })

  it('adds events from pages of its sites, as text or as JSON', async () => {
    const { status, headers } = await from(shop)
    expect([status, headers.get('access-control-allow-origin')]).toEqual([200, shop])
    expect((await from('http://localhost:8080', 'application/json')).status).toBe(200)
    const rows = await asOwner('select source from analytics_events where workspace_id = $1', [
      workspace.id,
    ])
    expect(rows).toEqual([{ source: 'browser' }, { source: 'browser' }])
  })

  it('takes the time of arrival where the clock of the browser is wrong', async () => {
    const [id] = [idOf(new Date('2001-01-01T00:00:00Z'))]
    const body = { events: [{ id, eventType: 'a' }] }
    const to = `${url}?key=${browser.key}`
    for (const accepted of [1, 0])
      expect((await send({ body, as: null, to, headers: { origin: shop } })).answer).toMatchObject({
        accepted,
      })
    const [row] = await asOwner<{ late: number }>(
      `select extract(epoch from now() - created_at)::float8 as late from analytics_events where workspace_id = $1`,
      [workspace.id],
    )
    expect(row?.late).toBeLessThan(60)
  })

  it.each([['https://evil.example'], ['null'], ['https://shop.example.evil.example'], [null]])(
    'is worth nothing from %s',
    async (origin) => {
      const { status, headers } = await from(origin)
      expect([status, headers.get('access-control-allow-origin')]).toEqual([403, null])
    },
  )

  it('answers a preflight of its sites alone', async () => {
    const ask = (origin: string) =>
      fetch(`${url}?key=${browser.key}`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    expect((await ask(shop)).status).toBe(204)
    expect((await ask('https://evil.example')).status).toBe(403)
  })

  it('is worth nothing once revoked, and opens no other door', async () => {
    expect((await from(shop)).status).toBe(200)
    await call(browserKeys.revoke, { id: browser.id }, { context: asking(staff) })
    expect((await from(shop)).status).toBe(401)
    expect((await send({ body: one(), as: browser.key })).status).toBe(401)
  })

  it('is made, changed and revoked by admins of its workspace', async () => {
    const manager = await makeMember(workspace, 'manager')
    const foreign = await makeMember(await makeWorkspace(), 'owner')
    await expect(call(browserKeys.list, {}, { context: asking(manager) })).rejects.toMatchObject({
      status: 403,
    })
    for (const door of [browserKeys.revoke, browserKeys.edit])
      await expect(
        call(
          door as typeof browserKeys.edit,
          { id: browser.id, name: 'x', origins: [shop] },
          {
            context: asking(foreign),
          },
        ),
      ).rejects.toMatchObject({ status: 404 })
    await call(
      browserKeys.edit,
      { id: browser.id, name: 'Shop', origins: ['https://new.example'] },
      { context: asking(staff) },
    )
    expect((await from('https://new.example')).status).toBe(200)
  })
})
