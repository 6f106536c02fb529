import { call } from '@orpc/server'
import pg from 'pg'
import type { Member } from '../lib/auth/actor'
import { commissions } from '../lib/commissions/procedures'
import { closeConnections } from '../lib/db/client'
import { leads } from '../lib/leads/procedures'

/** Each procedure beside the very statements it sends, sent by plain pg. */

type Figure = { name: string; value: string; limit: string; ok: boolean }
type Statement = { text: string; values: unknown[] }

const { id, slug } = JSON.parse(process.env.BENCH_WORKSPACE ?? '{}') as { id: string; slug: string }
const actor: Member = {
  kind: 'member',
  userId: process.env.BENCH_USER ?? '',
  email: 'bench@example.com',
  name: 'Bench',
  sessionId: 'bench',
  workspace: { id, slug, name: slug, timezone: 'America/New_York', currency: 'USD' },
  role: 'admin',
  partnerId: null,
  partnerStatus: null,
  scopes: null,
}
const context = { actor, address: '' }

const percentile = (times: number[], share: number) =>
  [...times].sort((a, b) => a - b)[
    Math.min(times.length - 1, Math.floor(times.length * share))
  ] as number
const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} ms`

async function timed(run: () => Promise<unknown>) {
  const start = performance.now()
  await run()
  return performance.now() - start
}

/** Records what a call sends, so that it can be sent again without us. */
async function record(run: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = []
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args
    if (typeof first === 'string')
      statements.push({ text: first, values: (second as unknown[]) ?? [] })
    return (original as (...all: unknown[]) => unknown).apply(this, args)
  } as typeof original
  try {
    await run()
  } finally {
    pg.Client.prototype.query = original
  }
  return statements
}

const pool = new pg.Pool({ connectionString: process.env.APP_DATABASE_URL, max: 12 })

async function replay(statements: Statement[]) {
  const client = await pool.connect()
  try {
    for (const { text, values } of statements) await client.query(text, values)
  } finally {
    client.release()
  }
}

async function atOnce(run: () => Promise<unknown>, users = 8, each = 40) {
  const times: number[] = []
  await Promise.all(
    Array.from({ length: users }, async () => {
      for (let turn = 0; turn < each; turn++) times.push(await timed(run))
    }),
  )
  return times
}

async function besidePg(name: string, run: () => Promise<unknown>): Promise<Figure[]> {
  for (let warm = 0; warm < 5; warm++) await run()
  const statements = await record(run)
  for (let warm = 0; warm < 5; warm++) await replay(statements)
  const ours: number[] = []
  const plain: number[] = []
  for (let turn = 0; turn < 120; turn++) {
    ours.push(await timed(run))
    plain.push(await timed(() => replay(statements)))
  }
  const [a, b] = [percentile(ours, 0.5), percentile(plain, 0.5)]
  const busy = percentile(await atOnce(run), 0.95)
  const busyPlain = percentile(await atOnce(() => replay(statements)), 0.95)
  return [
    {
      name: `${name}, p50 over plain pg`,
      value: `${(a / b).toFixed(2)}× (${ms(a)} over ${ms(b)})`,
      limit: '2×',
      ok: a / b <= 2,
    },
    {
      name: `${name}, p95 with 8 at once`,
      value: `${ms(busy)} (plain pg ${ms(busyPlain)})`,
      limit: '100 ms',
      ok: busy < 100,
    },
  ]
}

/** Time inside the database, under the role that reads. */
async function inDatabase(
  name: string,
  run: () => Promise<unknown>,
  limit: number,
): Promise<Figure> {
  const statements = await record(run)
  const client = await pool.connect()
  const times: number[] = []
  try {
    for (let turn = 0; turn < 7; turn++) {
      let sum = 0
      for (const { text, values } of statements) {
        if (!/^\s*(select|with)/i.test(text) || text.includes('set_config')) {
          await client.query(text, values)
          continue
        }
        const { rows } = await client.query(`explain (analyze, format json) ${text}`, values)
        sum += rows[0]['QUERY PLAN'][0]['Execution Time'] as number
      }
      times.push(sum)
    }
  } finally {
    client.release()
  }
  const value = percentile(times, 0.5)
  return { name, value: ms(value), limit: `${limit} ms`, ok: value < limit }
}

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
