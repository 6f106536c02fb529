import { call } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { negotiate, openAgency, registerClient } from '@/e2e/deals'
import { asking, asOwner, closeOwner } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { leads } from './procedures'

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

type Agency = Awaited<ReturnType<typeof openAgency>>

const prospects = async ({ admin }: Agency) => {
  const columns = await call(leads.board, { limit: 50 }, { context: asking(admin) })
  return columns[0]?.items.map(({ id }) => id) ?? []
}

const positions = ({ workspace }: Agency) =>
  asOwner<{ id: string; position: string }>(
    'select id, position from client_leads where workspace_id = $1 order by id',
    [workspace.id],
  )

describe('moving cards', () => {
  it('keeps the order that one sees, and writes one row', async () => {
    const agency = await openAgency()
    for (let card = 0; card < 6; card++) await registerClient(agency.admin, agency.partnerId)
    const context = asking(agency.admin)
    const moves = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(moves, async (steps) => {
        for (const [from, after] of steps) {
          const before = await prospects(agency)
          const id = before[from] as string
          const rest = before.filter((other) => other !== id)
          const afterId = after === 0 ? null : (rest[after - 1] as string)
          const rows = await positions(agency)
          await call(leads.move, { id, to: 'prospect', afterId }, { context })
          const changed = (await positions(agency)).filter(
            ({ position }, at) => position !== rows[at]?.position,
          )
          expect(changed.map((row) => row.id)).toEqual([id])
          expect(await prospects(agency)).toEqual([
            ...rest.slice(0, after),
            id,
            ...rest.slice(after),
          ])
        }
      }),
      { numRuns: 12 },
    )
  })

  it('lands below the card it was dropped under, in another column too', async () => {
    const agency = await openAgency()
    const context = asking(agency.admin)
    const [a, b, c] = [
      await negotiate(agency.admin, agency.partnerId),
      await negotiate(agency.admin, agency.partnerId),
      await negotiate(agency.admin, agency.partnerId),
    ]
    const back = { to: 'proposal_sent', reason: 'Not yet.' } as const
    await call(leads.move, { id: a, ...back }, { context })
    await call(leads.move, { id: b, ...back }, { context })
    await call(leads.move, { id: c, ...back, afterId: b }, { context })
    const column = await call(leads.column, { status: 'proposal_sent' }, { context })
    expect(column.items.map(({ id }) => id)).toEqual([b, c, a])
  })

  it('survives a neighbour that has left meanwhile: the card lands on top', async () => {
    const agency = await openAgency()
    const [a, b] = [
      await registerClient(agency.admin, agency.partnerId),
      await registerClient(agency.admin, agency.partnerId),
    ]
    const context = asking(agency.admin)
    await call(leads.move, { id: b.id, to: 'qualified' }, { context })
    await call(leads.move, { id: a.id, to: 'prospect', afterId: b.id }, { context })
    expect(await prospects(agency)).toEqual([a.id])
  })
})

describe('a column', () => {
  it('counts and sums what it holds, per currency, by final value once there is one', async () => {
    const agency = await openAgency()
    const context = asking(agency.admin)
    const id = await negotiate(agency.admin, agency.partnerId)
    await call(leads.move, { id, to: 'closed_won', projectValue: 70_000 }, { context })
    await registerClient(agency.admin, agency.partnerId)
    const dollars = { clientName: 'Eve', businessName: 'Eve Inc', currency: 'USD' }
    await call(
      leads.register,
      { ...dollars, estimatedValue: 500, partnerId: agency.partnerId },
      { context },
    )
    const columns = await call(leads.board, {}, { context })
    const of = (status: string) => columns.find((column) => column.status === status)
    expect(of('prospect')).toMatchObject({ total: { count: 2, capped: false } })
    expect(of('prospect')?.values).toHaveLength(2)
    expect(of('prospect')?.values).toEqual(
      expect.arrayContaining([
        { currency: 'EUR', amount: 100_000 },
        { currency: 'USD', amount: 500 },
      ]),
    )
    expect(of('closed_won')?.values).toEqual([{ currency: 'EUR', amount: 70_000 }])
    expect(of('qualified')).toMatchObject({ items: [], values: [], nextCursor: null })
  })

  it('pages to its end without gaps or doubles', async () => {
    const agency = await openAgency()
    for (let card = 0; card < 11; card++) await registerClient(agency.admin, agency.partnerId)
    const context = asking(agency.admin)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await call(leads.column, { status: 'prospect', cursor, limit: 4 }, { context })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(await prospects(agency))
    expect(new Set(seen).size).toBe(11)
  })
})
