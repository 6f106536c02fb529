import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { asking, closeOwner } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { leads } from './procedures'
import { leadSorts } from './schema'

let agency: Awaited<ReturnType<typeof openAgency>>
const context = () => asking(agency.admin)

const names = ['100% Bio', '100 Bio', 'a_b Studio', 'acb Studio', 'Back\\slash', 'Żółw & Söhne']

beforeAll(async () => {
  agency = await openAgency()
  for (let row = 0; row < 23; row++) {
    // Many rows share a time and a value: only the id tells them apart.
    const now = new Date(Date.parse('2026-03-02T09:00:00Z') + Math.floor(row / 5) * 60_000)
    await call(
      leads.register,
      {
        partnerId: agency.partnerId,
        clientName: 'Ada',
        businessName: names[row] ?? `Plain ${row}`,
        estimatedValue: (row % 3) * 1000,
      },
      { context: asking(agency.admin, { now }) },
    )
  }
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

describe.each(leadSorts)('paging by %s', (sort) => {
  test.each(['asc', 'desc'] as const)('%s is complete both ways, without doubles', async (dir) => {
    const ask = (more: object) =>
      call(leads.list, { sort, direction: dir, limit: 4, ...more }, { context: context() })
    const pages = [await ask({})]
    for (let last = pages[0]; last?.nextCursor; last = pages.at(-1))
      pages.push(await ask({ cursor: last.nextCursor }))
    const forward = pages.flatMap(({ items }) => items.map(({ id }) => id))
    expect(new Set(forward).size).toBe(23)
    expect(forward).toHaveLength(23)

    const back = [pages.at(-1)?.items.map(({ id }) => id) ?? []]
    for (let first = pages.at(-1); first?.previousCursor; ) {
      first = await ask({ before: first.previousCursor })
      back.unshift(first.items.map(({ id }) => id))
    }
    expect(back.flat()).toEqual(forward)
  })
})

test.each([
  ['100%', ['100% Bio']],
  ['a_b', ['a_b Studio']],
  ['back\\', ['Back\\slash']],
  ['żółw', ['Żółw & Söhne']],
  ['  STUDIO ', ['a_b Studio', 'acb Studio']],
  ['%%%', []],
  ["'; drop table client_leads; --", []],
  ['pl', Array.from({ length: 17 }, (_, at) => `Plain ${at + 6}`)],
])('searching for %s', async (search, found) => {
  const { items } = await call(leads.list, { search, limit: 50 }, { context: context() })
  expect(items.map(({ businessName }) => businessName).sort()).toEqual([...found].sort())
})

it('counts what it lists, and says so in one answer', async () => {
  const page = await call(leads.page, { search: 'studio', limit: 1 }, { context: context() })
  expect(page.total).toEqual({ count: 2, capped: false })
  expect(page.items).toHaveLength(1)
})

it('refuses a cursor of another list in words', async () => {
  const page = await call(leads.list, { sort: 'value', limit: 2 }, { context: context() })
  const foreign = { sort: 'created', cursor: page.nextCursor ?? '' } as const
  await expect(call(leads.list, foreign, { context: context() })).rejects.toMatchObject({
    status: 400,
    data: { fields: { cursor: expect.any(String) } },
  })
})

it('exports what it lists, with formulas made harmless', async () => {
  await call(
    leads.register,
    { partnerId: agency.partnerId, clientName: 'Eve', businessName: '=cmd()' },
    { context: asking(agency.admin) },
  )
  const file = await call(leads.export, { search: 'cmd' }, { context: context() })
  const text = await (file as File).text()
  expect(text).toContain("'=cmd()")
  expect(text).toContain('1 row. search cmd')
  expect(text).toContain('Europe/Berlin')
})
