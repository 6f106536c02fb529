import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { asking, closeOwner, visitor } from '@/e2e/people'
import type { Actor } from '../auth/actor'
import { closeConnections } from '../db/client'
import { handleRest } from './rest'

let agency: Awaited<ReturnType<typeof openAgency>>

beforeAll(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

async function send(
  actor: Actor,
  method: string,
  path: string,
  body?: unknown,
  idempotencyKey?: string,
) {
  const request = new Request(`http://tandem.test/api/v1${path}`, {
    method,
    ...(body === undefined
      ? {}
      : {
          body: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
  })
  const response = await handleRest(request, asking(actor, { idempotencyKey }))
  const text = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: text ? JSON.parse(text) : null,
  }
}

describe('an error', () => {
  it('is problem details that name every field', async () => {
    const { status, type, body } = await send(agency.admin, 'POST', '/leads', {
      partnerId: agency.partnerId,
      clientName: 'x'.repeat(161),
      clientEmail: 'nobody',
      estimatedValue: 1e18,
    })
    expect([status, type]).toEqual([400, 'application/problem+json'])
    expect(body).toMatchObject({
      type: 'urn:tandem:problem:invalid',
      title: 'Invalid request',
      status: 400,
    })
    expect(body.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'clientEmail',
      'clientName',
      'estimatedValue',
    ])
  })

  it.each([
    ['unauthenticated', 401, visitor, 'GET', '/leads'],
    ['not_found', 404, undefined, 'GET', '/leads/00000000-0000-7000-8000-000000000000'],
    ['not_found', 404, undefined, 'GET', '/nothing-here'],
    ['not_found', 404, undefined, 'POST', '/accounts/signIn'],
    ['invalid', 400, undefined, 'GET', '/leads?limit=1000000'],
    ['invalid', 400, undefined, 'GET', '/leads?cursor=abc'],
    ['invalid', 400, undefined, 'GET', '/leads?status=sold'],
    ['invalid', 400, undefined, 'GET', '/leads/1%27%20or%20true'],
  ] as const)('is %s with status %i', async (code, status, actor, method, path) => {
    const answer = await send(
      actor ?? agency.admin,
      method,
      path,
      method === 'POST' ? {} : undefined,
    )
    expect(answer).toMatchObject({
      status,
      type: 'application/problem+json',
      body: { type: `urn:tandem:problem:${code}` },
    })
  })

  it('says so when the body is no JSON', async () => {
    expect(await send(agency.admin, 'POST', '/leads', '{"clientName":')).toMatchObject({
      status: 400,
    })
  })
})

describe('a POST under an Idempotency-Key', () => {
  const lead = () => ({
    partnerId: agency.partnerId,
    clientName: 'Ada',
    businessName: `Shop ${crypto.randomUUID()}`,
  })

  it('has one effect and one answer, also when sixteen arrive at once', async () => {
    const body = lead()
    const key = crypto.randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => send(agency.admin, 'POST', '/leads', body, key)),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
  })

  it('refuses another body, keeps keys of others apart, and frees the key of what was refused', async () => {
    const body = lead()
    const key = crypto.randomUUID()
    const first = await send(agency.admin, 'POST', '/leads', body, key)
    expect(await send(agency.admin, 'POST', '/leads', lead(), key)).toMatchObject({ status: 409 })
    const other = await send(agency.owner, 'POST', '/leads', body, key)
    expect(other.status).toBe(201)
    expect(other.body.id).not.toBe(first.body.id)
    const bad = crypto.randomUUID()
    expect((await send(agency.admin, 'POST', '/leads', { clientName: '' }, bad)).status).toBe(400)
    expect((await send(agency.admin, 'POST', '/leads', lead(), bad)).status).toBe(201)
  })
})

describe('amounts and times', () => {
  it('are plain integers beside a currency, and ISO text', async () => {
    const { body } = await send(agency.admin, 'POST', '/leads', {
      partnerId: agency.partnerId,
      clientName: 'Ada',
      businessName: 'Byron',
      estimatedValue: 1234567,
    })
    expect(body).toMatchObject({ estimatedValue: 1234567, currency: 'EUR' })
    expect(new Date(body.createdAt).toISOString()).toBe(body.createdAt)
  })
})
