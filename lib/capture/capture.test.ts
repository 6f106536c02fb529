import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOf } from '@/e2e/events'
import {
  asking,
  asOwner,
  closeOwner,
  makeMember,
  makePartner,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { events } from './procedures'

let workspace: TestWorkspace
let staff: Member

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const capture = (...sent: object[]) =>
  call(events.capture, { events: sent } as never, { context: asking(staff) })
const stored = (id: string) =>
  asOwner<{ type: string; data: unknown; at: Date; source: string; partner: string | null }>(
    `select event_type as type, event_data as data, created_at as at, source, partner_id as partner
     from analytics_events where workspace_id = $1 and id = $2`,
    [workspace.id, id],
  )
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)

describe('an event', () => {
  it('is stored as it was sent', async () => {
    const [id, partnerId] = [crypto.randomUUID(), await makePartner(workspace)]
    const data = { path: '/größe/日本/🎈', '"quoted"': ['\\', '\n', { a: null }], n: 1.5e300 }
    const createdAt = ago(10)
    const sent = { id, eventType: 'page.viewed', eventData: data, userId: 'u/1', partnerId }
    expect(await capture({ ...sent, createdAt: createdAt.toISOString() })).toEqual({
      accepted: 1,
      duplicates: 0,
    })
    expect(await stored(id)).toEqual([
      { type: 'page.viewed', data, at: createdAt, source: 'api', partner: partnerId },
    ])
  })

  it('takes its time from an id of version 7, else from its arrival', async () => {
    const past = ago(60)
    for (const id of [idOf(past), crypto.randomUUID()]) await capture({ id, eventType: 'a' })
    const times = await asOwner<{ at: Date }>(
      `select created_at as at from analytics_events where workspace_id = $1 and event_type = 'a' order by 1`,
      [workspace.id],
    )
    expect(times[0]?.at).toEqual(past)
    expect(Date.now() - Number(times[1]?.at)).toBeLessThan(5000)
  })

  it('counts once, in one call and in two', async () => {
    const id = crypto.randomUUID()
    const sent = { id, eventType: 'b' }
    expect(await capture(sent, sent, { eventType: 'b' })).toEqual({ accepted: 2, duplicates: 1 })
    expect(await capture(sent)).toEqual({ accepted: 0, duplicates: 1 })
    const both = await Promise.all([1, 2].map(() => capture({ id: idOf(ago(1)), eventType: 'c' })))
    expect(both).toHaveLength(2)
  })

  it.each([
    ['in the future', { createdAt: new Date(Date.now() + 600_000).toISOString() }, 'createdAt'],
    ['older than events are kept', { createdAt: ago(91 * 1440).toISOString() }, 'createdAt'],
    ['of an id of another time', { id: idOf(new Date('2001-01-01T00:00:00Z')) }, 'id'],
    ['of a partner that does not exist', { partnerId: crypto.randomUUID() }, 'partnerId'],
    ['of a campaign that does not exist', { campaignId: crypto.randomUUID() }, 'campaignId'],
  ])('%s is refused, with what came along', async (_, wrong, field) => {
    const id = crypto.randomUUID()
    await expect(
      capture({ id, eventType: 'd' }, { eventType: 'd', ...wrong }),
    ).rejects.toMatchObject({
      status: 400,
      data: { fields: { [`events[1].${field}`]: expect.any(String) } },
    })
    expect(await stored(id)).toEqual([])
  })

  it('of a partner of another workspace is refused', async () => {
    const foreign = await makePartner(await makeWorkspace())
    await expect(capture({ eventType: 'e', partnerId: foreign })).rejects.toMatchObject({
      status: 400,
    })
  })

  const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1) })
  it.each([
    ['no type', {}],
    ['a type in capitals', { eventType: 'Page' }],
    ['a long type', { eventType: 'a'.repeat(81) }],
    ['an id that is none', { eventType: 'a', id: '42' }],
    ['data that is a list', { eventType: 'a', eventData: [1] }],
    ['data over 8 kB', { eventType: 'a', eventData: { x: 'y'.repeat(8200) } }],
    ['a NUL in its data', { eventType: 'a', eventData: { x: 'a\u0000b' } }],
    ['a NUL in a key', { eventType: 'a', eventData: { 'a\u0000': 1 } }],
    ['half of a pair', { eventType: 'a', eventData: { x: '\ud83c' } }],
    ['a person of control characters', { eventType: 'a', userId: '\u0007' }],
    ['a person of half a pair', { eventType: 'a', userId: '\udc00' }],
    ['a long person', { eventType: 'a', userId: 'a'.repeat(129) }],
    ['data nested 21 deep', { eventType: 'a', eventData: deep(21) }],
    ['data nested 2,000 deep', { eventType: 'a', eventData: deep(2000) }],
    ['a time that is none', { eventType: 'a', createdAt: '2026-02-30T00:00:00Z' }],
  ])('with %s is refused', async (_, event) => {
    await expect(capture(event)).rejects.toMatchObject({ status: 400 })
  })

  it('may hold what only looks like a NUL, and the keys of prototypes', async () => {
    const id = crypto.randomUUID()
    const data = JSON.parse('{"x": "\\\\u0000", "constructor": {"prototype": 1}, "toString": 2}')
    await capture({ id, eventType: 'f', eventData: data })
    expect((await stored(id))[0]?.data).toEqual(data)
    const odd = JSON.parse('{"__proto__": {"polluted": true}, "y": 1}')
    await capture({ eventType: 'f', eventData: odd })
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

it('takes 500 events at a time, and not 501', async () => {
  const many = (count: number) => Array.from({ length: count }, () => ({ eventType: 'many' }))
  expect(await capture(...many(500))).toEqual({ accepted: 500, duplicates: 0 })
  await expect(capture(...many(501))).rejects.toMatchObject({ status: 400 })
  await expect(capture()).rejects.toMatchObject({ status: 400 })
})
