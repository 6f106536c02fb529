import { call } from '@orpc/server'
import { commissions } from '../lib/commissions/procedures'
import { closeConnections } from '../lib/db/client'
import { leads } from '../lib/leads/procedures'
import { asking, besidePg, type Figure, inDatabase, pool, timed } from './measuring'

const context = asking(JSON.parse(process.env.BENCH_WORKSPACE ?? '{}'))

async function deepCursor() {
  let cursor: string | undefined
  for (let page = 0; page < 100; page++) {
    const { nextCursor } = await call(leads.list, { ...byValue, limit: 200, cursor }, { context })
    cursor = nextCursor ?? undefined
  }
  return cursor
}

const byValue = { status: ['qualified'], sort: 'value', direction: 'desc' } as const

async function main() {
  const figures: Figure[] = []
  const first = () => call(leads.list, byValue, { context })
  const cursor = await deepCursor()
  const deep = () => call(leads.list, { ...byValue, cursor }, { context })
  const search = () => call(leads.list, { search: 'a3f9' }, { context })
  figures.push(...(await besidePg('Leads, first page', first)))
  figures.push(...(await besidePg('Leads, 20,000 rows deep', deep)))
  figures.push(...(await besidePg('Leads, search', search)))
  figures.push(...(await besidePg('Board, first load', () => call(leads.board, {}, { context }))))
  figures.push(await inDatabase('Search by business name, in the database', search, 20))
  figures.push(await inDatabase('A deep page, in the database', deep, 10))
  const approval = await timed(() =>
    call(commissions.approveMany, { filter: { status: ['pending'] } }, { context }).then(
      ({ approved }) => {
        if (approved < 10_000) throw new Error(`only ${approved} commissions were pending`)
      },
    ),
  )
  figures.push({
    name: 'Approving 10,000 commissions by filter',
    value: `${(approval / 1000).toFixed(2)} s`,
    limit: '5 s',
    ok: approval < 5000,
  })
  await pool.end()
  await closeConnections()
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}

await main()
