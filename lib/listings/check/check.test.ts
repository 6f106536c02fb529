import { call } from '@orpc/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PublicListing } from '@/e2e/directory-site/listings'
import { startDirectorySite } from '@/e2e/directory-site/site'
import { makeListing } from '@/e2e/listings'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../../auth/actor'
import { closeConnections } from '../../db/client'
import { DAY_MS } from '../../time'
import { checkDue } from '../jobs'
import { listings } from '../procedures'
import { findLink } from './page'

const website = 'https://www.bakery.example/'
const address = 'https://directory.example/listing/1'

describe('the link of a page', () => {
  const link = (html: string) => findLink(html, address, website)?.state ?? null
  it.each([
    ['<a href="https://bakery.example">x</a>', 'dofollow'],
    ['<A HREF=HTTPS://WWW.BAKERY.EXAMPLE/shop>x</A>', 'dofollow'],
    ['<a rel="NoFollow noopener" href="//bakery.example">x</a>', 'nofollow'],
    ['<a rel="ugc nofollow" href="https://bakery.example">x</a>', 'ugc'],
    ['<a rel="sponsored" href="https://bakery.example">x</a>', 'sponsored'],
    [
      '<meta name="robots" content="index, nofollow"><a href="https://bakery.example">x</a>',
      'nofollow',
    ],
    ['<base href="https://bakery.example/"><a href="shop">x</a>', 'dofollow'],
    [
      '<a rel=nofollow href="https://bakery.example">x</a><a href="https://bakery.example/2">x</a>',
      'dofollow',
    ],
    ['<!-- <a href="https://bakery.example">x</a> -->', null],
    ['<script>"<a href=https://bakery.example>"</script>', null],
    ['<a href="https://bakery.example.evil.test">x</a>', null],
    ['<a href="https://evil.test/?u=https://bakery.example">x</a>', null],
    ['<a href="mailto:a@bakery.example">x</a>', null],
    ['<a href="http://[">x</a>', null],
    ['', null],
  ])('in %j is %j', (html, state) => {
    expect(link(html)).toBe(state)
  })

  it('finds names with letters of any script', () => {
    expect(
      findLink('<a href="https://xn--mhle-0ra.example/">x</a>', address, 'https://mühle.example')
        ?.state,
    ).toBe('dofollow')
  })
})

let started: Awaited<ReturnType<typeof startDirectorySite>>
let staff: Member
let page: PublicListing
let id: string

beforeAll(async () => {
  started = await startDirectorySite()
  process.env.AUTOMATION_TRUSTED_ORIGINS = started.site.url
})
afterAll(async () => {
  started.close()
  await closeConnections()
  await closeOwner()
})

async function list(status: string) {
  const workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  page = started.site.list({ name: 'Bakery', website, reference: 'T-1' })
  const made = await makeListing(workspace, {
    status,
    listingUrl: `${started.site.url}/listing/${page.id}`,
  })
  id = made.id
  await asOwner('update customers set business_data = $2 where id = $1', [
    made.customerId,
    { website },
  ])
}
beforeEach(() => list('approved'))

const find = () => call(listings.find, { id }, { context: asking(staff) })
const checks = () => call(listings.checks, { id }, { context: asking(staff) })

/** Looks when it is due, and answers how the listing stands then. */
async function lookWhenDue() {
  const { nextCheckAt } = await find()
  await checkDue(staff.workspace.id, new Date((nextCheckAt?.getTime() ?? 0) + 1000))
  return find()
}

describe('looks by the clock', () => {
  it('find the link, and come again in about a week', async () => {
    const found = await lookWhenDue()
    expect(found).toMatchObject({ status: 'approved', linkState: 'dofollow', checkFailures: 0 })
    const days =
      ((found.nextCheckAt?.getTime() ?? 0) - (found.lastCheckedAt?.getTime() ?? 0)) / DAY_MS
    expect(days).toBeGreaterThan(6.2)
    expect(days).toBeLessThan(7.8)
    expect(await checks()).toMatchObject([{ outcome: 'live', httpStatus: 200, linkUrl: website }])
  })

  it('notice that the link turned nofollow, and that it went', async () => {
    await lookWhenDue()
    page.rel = 'nofollow'
    expect(await lookWhenDue()).toMatchObject({ status: 'approved', linkState: 'nofollow' })
    page.link = 'missing'
    expect(await lookWhenDue()).toMatchObject({ status: 'approved', linkState: 'missing' })
    await lookWhenDue()
    const timeline = await call(listings.timeline, { id }, { context: asking(staff) })
    expect(timeline.map(({ data }) => data.finding)).toEqual([
      'the page is there, but not the link',
      'live, but its link is nofollow',
      'live, and its link counts',
    ])
  })

  it('follow a page that moved', async () => {
    page.page = 'moved'
    await lookWhenDue()
    expect(await checks()).toMatchObject([
      { outcome: 'live', pageUrl: `${started.site.url}/new-listing/${page.id}` },
    ])
  })

  it('count a listing as gone after three misses over days, and not before', async () => {
    page.page = 'gone'
    expect(await lookWhenDue()).toMatchObject({ status: 'approved', checkFailures: 1 })
    expect(await lookWhenDue()).toMatchObject({ status: 'approved', checkFailures: 2 })
    let last = await lookWhenDue()
    // Jitter may bring the third a little early.
    if (last.status === 'approved') last = await lookWhenDue()
    expect(last).toMatchObject({ status: 'removed', nextCheckAt: null, endedAt: expect.any(Date) })
    expect(await checkDue(staff.workspace.id, new Date(Date.now() + 99 * DAY_MS))).toBe(0)
  })

  it('do not make it gone by looking often on one day', async () => {
    page.page = 'gone'
    for (let n = 0; n < 5; n++) await call(listings.check, { id }, { context: asking(staff) })
    expect(await find()).toMatchObject({ status: 'approved', checkFailures: 5 })
  })

  it('begin to count anew when the page is back', async () => {
    page.page = 'gone'
    await lookWhenDue()
    await lookWhenDue()
    page.page = 'there'
    expect(await lookWhenDue()).toMatchObject({ status: 'approved', checkFailures: 0 })
    page.page = 'gone'
    expect(await lookWhenDue()).toMatchObject({ status: 'approved', checkFailures: 1 })
  })

  it('never count a directory in trouble as a listing that is gone', async () => {
    page.page = 'broken'
    for (let n = 0; n < 6; n++)
      expect(await lookWhenDue()).toMatchObject({ status: 'approved', checkFailures: 0 })
    expect((await checks())[0]).toMatchObject({ outcome: 'unreachable', httpStatus: 500 })
  })

  it('find that a submitted listing went live', async () => {
    await list('under_review')
    await asOwner(`update directory_submissions set next_check_at = now() where id = $1`, [id])
    page.link = 'missing'
    expect(await lookWhenDue()).toMatchObject({ status: 'under_review' })
    page.link = 'there'
    expect(await lookWhenDue()).toMatchObject({
      status: 'approved',
      linkState: 'dofollow',
      approvedAt: expect.any(Date),
    })
  })

  it('look at each listing once, however many look at the same time', async () => {
    const due = new Date(Date.now() + 3 * DAY_MS)
    const looked = await Promise.all([1, 2, 3, 4].map(() => checkDue(staff.workspace.id, due)))
    expect(looked.reduce((sum, n) => sum + n)).toBe(1)
    expect(await checks()).toHaveLength(1)
  })

  it('ask nothing inside', async () => {
    await asOwner('update directory_submissions set listing_url = $2 where id = $1', [
      id,
      `${started.site.trapUrl}/x`,
    ])
    await lookWhenDue()
    expect(await checks()).toMatchObject([
      { outcome: 'unreachable', detail: expect.stringContaining('not on the public internet') },
    ])
    expect(started.trapped).toEqual([])
  })
})

describe('a look at hand', () => {
  it('is for staff, and for what has an address', async () => {
    const va = await makeMember(staff.workspace, 'va')
    await expect(call(listings.check, { id }, { context: asking(va) })).rejects.toMatchObject({
      status: 403,
    })
    const { id: other } = await makeListing(staff.workspace, { status: 'submitted' })
    await expect(
      call(listings.check, { id: other }, { context: asking(staff) }),
    ).rejects.toMatchObject({ status: 409 })
  })
})
