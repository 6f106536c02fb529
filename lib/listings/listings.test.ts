import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeHeldItem, makeListing } from '@/e2e/listings'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { expireDue } from './jobs'
import type { ListingStatus } from './labels'
import { listings } from './procedures'
import { allows, type MoveName, moves } from './rules'

let workspace: Awaited<ReturnType<typeof makeWorkspace>>
let staff: Member
let va: Member
let customer: Member

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  va = await makeMember(workspace, 'va')
  customer = await makeMember(workspace, 'customer')
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const as = (actor: Member) => ({ context: asking(actor) })
const make = (status: string, more = {}) => makeListing(workspace, { status, ...more })

const run: Record<MoveName, (id: string, actor?: Member) => Promise<{ status: string }>> = {
  review: (id, actor = staff) => call(listings.review, { id }, as(actor)),
  approve: (id, actor = staff) =>
    call(listings.approve, { id, listingUrl: 'https://directory.example/l/1' }, as(actor)),
  reject: (id, actor = staff) =>
    call(listings.reject, { id, category: 'quality', reason: 'Blurred logo' }, as(actor)),
  revise: (id, actor = staff) => call(listings.revise, { id, reason: 'Shorter text' }, as(actor)),
  resubmit: (id, actor = staff) => call(listings.resubmit, { id, reason: 'Shortened' }, as(actor)),
  expire: (id, actor = staff) => call(listings.expire, { id }, as(actor)),
  remove: (id, actor = staff) =>
    call(listings.remove, { id, reason: 'Directory closed' }, as(actor)),
}
const names = Object.keys(moves) as MoveName[]
const statuses: ListingStatus[] = [
  'pending',
  'submitting',
  'submitted',
  'under_review',
  'approved',
  'revision_needed',
  'rejected',
  'expired',
  'removed',
  'failed',
  'cancelled',
]

describe('a listing', () => {
  it.each(names)('takes the move “%s” where the rules say so, and nowhere else', async (name) => {
    for (const status of statuses) {
      const { id } = await make(status)
      if (allows(name, status)) expect((await run[name](id)).status).toBe(moves[name].to)
      else await expect(run[name](id)).rejects.toMatchObject({ status: 409 })
    }
  })

  it('goes through its life, with everything on its timeline and the customer’s', async () => {
    const { id, customerId } = await make('submitted')
    for (const name of ['review', 'revise', 'resubmit', 'approve', 'remove'] as const)
      await run[name](id)
    const timeline = await call(listings.timeline, { id }, as(staff))
    expect(timeline.map(({ type }) => type)).toEqual([
      'listing.removed',
      'listing.approved',
      'listing.resubmitted',
      'listing.revision_needed',
      'listing.under_review',
    ])
    const [{ count } = { count: 0 }] = await asOwner<{ count: number }>(
      'select count(*)::int as count from events where customer_id = $1 and subject_id = $2',
      [customerId, id],
    )
    expect(count).toBe(5)
  })

  it('moves once when two people move it at once', async () => {
    const { id } = await make('submitted')
    const done = await Promise.allSettled([
      run.approve(id),
      run.reject(id),
      run.approve(id),
      run.reject(id),
    ])
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await call(listings.timeline, { id }, as(staff))).toHaveLength(1)
  })

  it('is the queue’s while the queue works on it', async () => {
    const target = await make('submitted')
    await makeHeldItem(workspace, target)
    await expect(run.approve(target.id)).rejects.toThrow('The queue is still working')
  })

  it('is live with an address only, and for a time to come', async () => {
    const { id } = await make('submitted')
    await expect(call(listings.approve, { id }, as(staff))).rejects.toMatchObject({
      data: { fields: { listingUrl: expect.any(String) } },
    })
    await expect(
      call(
        listings.approve,
        { id, listingUrl: 'https://d.example/x', expiresAt: new Date(0) },
        as(staff),
      ),
    ).rejects.toMatchObject({ data: { fields: { expiresAt: expect.any(String) } } })
    await expect(
      call(listings.approve, { id, listingUrl: 'javascript:alert(1)' }, as(staff)),
    ).rejects.toMatchObject({ status: 400 })
    const { nextCheckAt, approvedAt } = await call(
      listings.approve,
      { id, listingUrl: 'd.example/x' },
      as(staff),
    )
    expect(nextCheckAt && approvedAt && nextCheckAt.getTime() - approvedAt.getTime()).toBe(
      86_400_000,
    )
  })

  it('expires when its time is over, once', async () => {
    const { id } = await make('approved')
    await asOwner(
      `update directory_submissions set expires_at = now() - interval '1 minute' where id = $1`,
      [id],
    )
    const [one, two] = await Promise.all([
      expireDue(workspace.id, new Date()),
      expireDue(workspace.id, new Date()),
    ])
    expect(one + two).toBeGreaterThan(0)
    expect(await call(listings.find, { id }, as(staff))).toMatchObject({
      status: 'expired',
      nextCheckAt: null,
    })
    expect(await call(listings.timeline, { id }, as(staff))).toHaveLength(1)
  })
})

describe('who may', () => {
  it.each(names)('do “%s”: staff, but no VA and no customer', async (name) => {
    const { id } = await make(moves[name].from[0])
    await expect(run[name](id, va)).rejects.toMatchObject({ status: 403 })
    await expect(run[name](id, customer)).rejects.toMatchObject({ status: 403 })
    const stranger = await makeMember(await makeWorkspace(), 'owner')
    await expect(run[name](id, stranger)).rejects.toMatchObject({ status: 404 })
    await expect(call(listings.find, { id }, as(stranger))).rejects.toMatchObject({ status: 404 })
  })
})

describe('editing', () => {
  it('changes what is given, and empties what is null', async () => {
    const { id } = await make('approved')
    const edited = await call(
      listings.edit,
      { id, clicks: 12, searchRank: 3, costCents: 990, costCurrency: 'EUR' },
      as(staff),
    )
    expect(edited).toMatchObject({
      clicks: 12,
      searchRank: 3,
      costCents: 990,
      figuresAt: expect.any(Date),
    })
    const again = await call(
      listings.edit,
      { id, clicks: null, costCents: null, costCurrency: null },
      as(staff),
    )
    expect(again).toMatchObject({
      clicks: null,
      searchRank: 3,
      costCents: null,
      costCurrency: null,
    })
  })

  it.each([
    [{ clicks: -1 }, 'clicks'],
    [{ searchRank: 0 }, 'searchRank'],
    [{ impressions: 'many' }, 'impressions'],
    [{ costCents: 5 }, 'costCurrency'],
    [{ listingUrl: 'ftp://x' }, 'listingUrl'],
    [{ listingUrl: null }, 'listingUrl'],
    [{ externalReference: 'x'.repeat(201) }, 'externalReference'],
  ])('refuses %j at its field', async (given, field) => {
    const { id } = await make('approved')
    await expect(call(listings.edit, { id, ...given } as never, as(staff))).rejects.toMatchObject({
      status: 400,
      data: { fields: { [field]: expect.any(String) } },
    })
  })

  it('begins to look anew at a new address', async () => {
    const { id } = await make('approved')
    await asOwner(
      `update directory_submissions set check_failures = 2, link_state = 'missing' where id = $1`,
      [id],
    )
    const edited = await call(
      listings.edit,
      { id, listingUrl: 'https://other.example/x' },
      as(staff),
    )
    expect(edited).toMatchObject({ checkFailures: 0, linkState: null })
    expect(edited.nextCheckAt?.getTime()).toBeLessThanOrEqual(Date.now())
  })
})

describe('the list', () => {
  it('filters, searches, counts, pages and exports the same rows', async () => {
    const place = await makeWorkspace()
    const reader = await makeMember(place, 'manager')
    const made = []
    for (let n = 0; n < 7; n++)
      made.push(await makeListing(place, { status: n < 4 ? 'approved' : 'submitted' }))
    const first = await call(listings.list, { limit: 3 }, as(reader))
    const second = await call(
      listings.list,
      { limit: 3, cursor: first.nextCursor ?? '' },
      as(reader),
    )
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(6)
    expect(await call(listings.count, { status: ['approved'] }, as(reader))).toEqual({
      count: 4,
      capped: false,
    })
    const target = made[2]
    const search = async (text: string) =>
      (await call(listings.list, { search: text }, as(reader))).items.map(({ id }) => id)
    expect(await search(target?.reference.toLowerCase() ?? '')).toEqual([target?.id])
    expect(await search('Bakery')).toHaveLength(7)
    expect(await search('100%')).toEqual([])
    const { items } = await call(
      listings.list,
      { customerId: target?.customerId ?? '' },
      as(reader),
    )
    expect(items.map(({ id }) => id)).toEqual([target?.id])
    const file = await call(listings.export, { status: ['approved'] }, as(reader))
    expect((await file.text()).split('\r\n').join('\n').trim().split('\n')).toHaveLength(6)
  })

  it('shows what is due', async () => {
    const { id } = await make('approved')
    await asOwner(
      `update directory_submissions set follow_up_at = now() - interval '1 day', expires_at = now() + interval '9 days' where id = $1`,
      [id],
    )
    for (const due of ['expiring', 'follow_up'] as const)
      expect((await call(listings.list, { due }, as(staff))).items.map((one) => one.id)).toContain(
        id,
      )
    expect((await call(listings.list, { due: 'maintenance' }, as(staff))).items).toEqual([])
  })
})
