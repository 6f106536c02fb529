import { call } from '@orpc/server'
import { encode } from 'next-auth/jwt'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import { apiKeys } from '../accounts/procedures'
import type { Member } from '../auth/actor'
import { addressOf } from '../auth/caller'
import { openSession } from '../auth/session'
import { sessionCookie } from '../auth/session-cookie'
import { closeConnections } from '../db/client'
import { contextFromRequest } from './request'

let owner: Member
let cookie: string

const ask = (headers: Record<string, string>, init: RequestInit = {}) =>
  contextFromRequest(new Request('http://localhost:3000/api/v1/leads', { ...init, headers }))

beforeAll(async () => {
  owner = await makeMember(await makeWorkspace(), 'owner')
  const sessionToken = await openSession({ userId: owner.userId, address: '', now: new Date() })
  const secret = process.env.AUTH_SECRET as string
  const value = await encode({ token: { sessionToken }, secret, salt: sessionCookie() })
  cookie = `theme=dark; ${sessionCookie()}=${value}`
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

describe('who a REST request comes from', () => {
  it('is a visitor without a key or a cookie', async () => {
    expect((await ask({ 'x-forwarded-for': '203.0.113.9' })).actor).toEqual({
      kind: 'visitor',
      address: '203.0.113.9',
    })
  })

  it('is the member of an API key, and nobody for a wrong one', async () => {
    const { key } = await call(apiKeys.create, { name: 'x' }, { context: asking(owner) })
    const { actor } = await ask({ authorization: `Bearer ${key}` })
    expect(actor).toMatchObject({ kind: 'member', userId: owner.userId, sessionId: null })
    for (const authorization of ['Bearer tdm_wrong', 'Basic abc', 'Bearer']) {
      await expect(ask({ authorization })).rejects.toMatchObject({ code: 'unauthenticated' })
    }
  })

  it('is the member of a session, in the workspace that is named', async () => {
    const named = { cookie, 'x-workspace': owner.workspace.slug }
    expect((await ask(named)).actor).toMatchObject({ kind: 'member', role: 'owner' })
    expect((await ask({ ...named, 'x-workspace': 'elsewhere' })).actor.kind).toBe('person')
    await expect(ask({ cookie })).rejects.toMatchObject({ code: 'invalid' })
  })

  it('is not taken from a cookie that another site sends', async () => {
    const named = { cookie, 'x-workspace': owner.workspace.slug }
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example', host: 'localhost:3000' },
      { origin: 'null', host: 'localhost:3000' },
    ]
    for (const from of foreign) {
      await expect(ask({ ...named, ...from })).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
  })

  it('is nobody for a forged cookie, and for one whose session was revoked', async () => {
    const named = { 'x-workspace': owner.workspace.slug }
    const forged = `${sessionCookie()}=eyJhbGciOiJkaXIifQ..a.b.c`
    expect((await ask({ ...named, cookie: forged })).actor.kind).toBe('visitor')
    await asOwner('update sessions set revoked_at = now() where user_id = $1', [owner.userId])
    expect((await ask({ ...named, cookie })).actor.kind).toBe('visitor')
  })

  it('carries the idempotency key, and streams files', async () => {
    const context = await ask(
      { 'idempotency-key': 'k1', 'content-type': 'text/csv; charset=utf-8' },
      { method: 'POST', body: 'a,b' },
    )
    expect(context.idempotencyKey).toBe('k1')
    expect(await new Response(context.upload).text()).toBe('a,b')
    expect((await ask({ 'content-type': 'application/json' })).upload).toBeUndefined()
  })
})

describe('the caller’s address', () => {
  afterEach(() => {
    delete process.env.PROXY_HOPS
  })
  const headers = new Headers({
    'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.0.0.2, ::ffff:10.0.0.1',
  })

  it.each([
    ['0', '10.0.0.1'],
    ['1', '10.0.0.2'],
    ['2', '203.0.113.9'],
  ])('behind %s proxies of ours is %s, whatever the caller claims', (hops, address) => {
    process.env.PROXY_HOPS = hops
    expect(addressOf(headers)).toBe(address)
  })
})
