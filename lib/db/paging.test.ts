import { call } from '@orpc/server'
import { afterAll, expect, it } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { asking, asOwner, closeOwner } from '@/e2e/people'
import { partners } from '../partners/procedures'
import { closeConnections } from './client'

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

it.each(['asc', 'desc'] as const)(
  'passes rows a microsecond apart once each, forth and back, %s',
  async (direction) => {
    const { workspace, admin } = await openAgency()
    // Pairs of one moment, each a microsecond after the last.
    await asOwner(
      `insert into partners (workspace_id, name, email, tracking_code, created_at)
       select $1, 'P' || n, n || '@example.com', 'micro' || n,
         '2026-03-01 10:00:00.123456Z'::timestamptz + (n / 2) * interval '1 microsecond'
       from generate_series(1, 40) n`,
      [workspace.id],
    )
    const ask = (at: { cursor?: string; before?: string }) =>
      call(partners.list, { direction, limit: 7, ...at }, { context: asking(admin) })
    const namesOf = (page: { items: { name: string }[] }) => page.items.map(({ name }) => name)

    const pages = [await ask({})]
    for (let last = pages[0]; last?.nextCursor; last = pages.at(-1))
      pages.push(await ask({ cursor: last.nextCursor }))
    const forth = pages.flatMap(namesOf).filter((name) => name.startsWith('P'))
    const expected = await asOwner<{ name: string }>(
      `select name from partners where workspace_id = $1 order by created_at ${direction}, id ${direction}`,
      [workspace.id],
    )
    expect(forth).toEqual(expected.map(({ name }) => name))

    const back = [pages.at(-1) as (typeof pages)[number]]
    for (let first = back[0]; first?.previousCursor; first = back[0])
      back.unshift(await ask({ before: first.previousCursor }))
    expect(back.flatMap(namesOf)).toEqual(forth)
    expect(pages[0]?.items[0]).not.toHaveProperty('cursorKey')
  },
)
