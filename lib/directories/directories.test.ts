import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { catalogue } from './catalogue/entries'
import { directories } from './procedures'
import { requirements } from './requirements'
import type { directoryInput } from './schema'

type Admin = Awaited<ReturnType<typeof makeMember>>

let workspace: Awaited<ReturnType<typeof makeWorkspace>>
let admin: Admin
beforeEach(async () => {
  workspace = await makeWorkspace()
  admin = await makeMember(workspace, 'admin')
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const yelp = { name: 'Yelp', url: 'yelp.com', category: 'reviews' as const }
const add = (input: Partial<z.input<typeof directoryInput>> = {}, who = admin) =>
  call(directories.add, { ...yelp, ...input }, { context: asking(who) })
const stored = async () =>
  (
    await asOwner<{ n: number }>(
      'select count(*)::int as n from directories where workspace_id = $1',
      [workspace.id],
    )
  )[0]?.n

describe('the catalogue', () => {
  it('is added once, whole or in part, also by two at once', async () => {
    const context = asking(admin)
    const some = await call(directories.addFromCatalogue, { slugs: ['yelp', 'g2'] }, { context })
    expect(some).toEqual({ added: 2, known: 0 })
    const both = await Promise.all([
      call(directories.addFromCatalogue, {}, { context }),
      call(directories.addFromCatalogue, {}, { context }),
    ])
    expect(both[0].added + both[1].added).toBe(catalogue.length - 2)
    expect(await stored()).toBe(catalogue.length)
    const listed = await call(directories.catalogue, {}, { context })
    expect(listed.every(({ directoryId }) => directoryId)).toBe(true)
    const [events] = await asOwner<{ n: number }>(
      `select count(*)::int as n from events where workspace_id = $1 and type = 'directory.added'`,
      [workspace.id],
    )
    expect(events?.n).toBe(catalogue.length)
  })

  it('refuses what it does not have, and adds nothing then', async () => {
    const slugs = ['yelp', 'no-such-place']
    const refused = call(directories.addFromCatalogue, { slugs }, { context: asking(admin) })
    await expect(refused).rejects.toMatchObject({ code: 'invalid' })
    expect(await stored()).toBe(0)
  })
})

describe('a directory by hand', () => {
  it('gets slug, domain and address; the same address or name again is refused', async () => {
    const made = await add()
    expect(made).toMatchObject({
      slug: 'yelp',
      url: 'https://yelp.com',
      domain: 'yelp.com',
      expectedApproval: 7500,
      medianApprovalDays: null,
      isActive: true,
    })
    await expect(add({ name: 'Yelp 2', url: 'http://www.yelp.com/' })).rejects.toMatchObject({
      code: 'conflict',
      data: { fields: { url: '“Yelp” has this address already.' } },
    })
    await expect(add({ url: 'https://elsewhere.com' })).rejects.toMatchObject({
      code: 'conflict',
      data: { fields: { name: expect.any(String) } },
    })
  })

  it('refuses a price without its currency, and figures that cannot be', async () => {
    await expect(add({ priceCents: 100 })).rejects.toMatchObject({
      data: { fields: { priceCurrency: expect.any(String) } },
    })
    for (const wrong of [
      { daScore: 101 },
      { credits: 0 },
      { maxConcurrent: 0 },
      { cooldownSeconds: 90_000 },
      { country: 'Germany' },
      { url: 'javascript:alert(1)' },
      { name: ' ' },
    ])
      await expect(add(wrong), JSON.stringify(wrong)).rejects.toMatchObject({ status: 400 })
  })

  it('is edited field by field, and emptied by null', async () => {
    const { id } = await add({ daScore: 93, priceCents: 500, priceCurrency: 'EUR' })
    const context = asking(admin)
    const asks = requirements.parse({ fields: { phone: { required: true } }, proofs: ['phone'] })
    const edited = await call(
      directories.edit,
      { id, requirements: asks, maxConcurrent: 2, cooldownSeconds: 60, daScore: null },
      { context },
    )
    expect(edited).toMatchObject({
      name: 'Yelp',
      daScore: null,
      requirements: asks,
      maxConcurrent: 2,
      cooldownSeconds: 60,
      priceCents: 500,
    })
    await expect(
      call(directories.edit, { id, priceCurrency: null }, { context }),
    ).rejects.toMatchObject({ data: { fields: { priceCurrency: expect.any(String) } } })
  })

  it('is switched with a reason, once', async () => {
    const { id } = await add()
    const context = asking(admin)
    const off = () => call(directories.switch, { id, on: false, reason: 'It closed.' }, { context })
    const results = await Promise.allSettled([off(), off()])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await call(directories.find, { id }, { context })).toMatchObject({ isActive: false })
    await expect(
      call(directories.switch, { id, on: true, reason: ' ' }, { context }),
    ).rejects.toMatchObject({ status: 400 })
    const [event] = await call(directories.timeline, { id }, { context })
    expect(event).toMatchObject({ type: 'directory.switched', data: { on: false } })
  })
})

describe('the list', () => {
  it('filters, searches, sorts and pages', async () => {
    const context = asking(admin)
    await call(directories.addFromCatalogue, {}, { context })
    const all = await call(directories.list, { limit: 200 }, { context })
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await call(
        directories.list,
        { limit: 30, sort: 'authority', direction: 'desc', cursor },
        { context },
      )
      paged.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(new Set(paged)).toEqual(new Set(all.items.map(({ id }) => id)))
    expect(paged).toHaveLength(catalogue.length)

    const names = async (filter: object) =>
      (await call(directories.list, { limit: 200, ...filter }, { context })).items.map(
        ({ slug }) => slug,
      )
    expect(await names({ search: 'TRUSTP' })).toEqual(['trustpilot'])
    expect(await names({ search: '%' })).toEqual([])
    expect(await names({ category: ['ai'], pricing: ['paid'] })).toHaveLength(
      catalogue.filter(({ category, pricing }) => category === 'ai' && pricing === 'paid').length,
    )
    const german = await names({ country: 'DE', category: ['general'] })
    expect(german).toContain('gelbe-seiten')
    expect(german).toContain('brownbook')
    expect(german).not.toContain('yell')
    expect(await call(directories.count, { state: 'off' }, { context })).toMatchObject({ count: 0 })
    const file = await call(directories.export, { category: ['maps'] }, { context })
    expect(await file.text()).toContain('OpenStreetMap')
  })

  it('shows nothing of another workspace, and lets no customer write', async () => {
    const { id } = await add()
    const neighbour = await makeMember(await makeWorkspace(), 'admin')
    const there = asking(neighbour)
    expect(await call(directories.list, {}, { context: there })).toMatchObject({ items: [] })
    expect(await call(directories.list, { search: 'yelp' }, { context: there })).toMatchObject({
      items: [],
    })
    await expect(
      call(directories.edit, { id, name: 'Mine' }, { context: there }),
    ).rejects.toMatchObject({ status: 404 })
    const manager = await makeMember(workspace, 'manager')
    await expect(add({ name: 'X', url: 'x.com' }, manager)).rejects.toMatchObject({ status: 403 })
  })

  it('keeps the statistics out of reach of a login', async () => {
    const { id } = await add()
    for (const column of ['approved_count', 'submissions_count', 'approval_days', 'workspace_id'])
      await expect(
        withActor(admin, ({ tx }) =>
          tx.$executeRawUnsafe(
            `update directories set ${column} = ${column === 'approval_days' ? "'{1}'" : column} where id = '${id}'`,
          ),
        ),
        column,
      ).rejects.toThrow(/permission denied/)
  })
})
