import pg from 'pg'
import type { Member } from '../lib/auth/actor'

/** Measures procedures beside the very statements they send, sent by plain pg. */

export type Figure = { name: string; value: string; limit: string; ok: boolean }
type Statement = { text: string; values: unknown[] }

const staff = ({ id, slug }: { id: string; slug: string }): Member => ({
  kind: 'member',
  userId: process.env.BENCH_USER ?? '',
  email: 'bench@example.com',
  name: 'Bench',
  sessionId: 'bench',
  workspace: { id, slug, name: slug, timezone: 'America/New_York', currency: 'USD' },
  role: 'admin',
  partnerId: null,
  partnerStatus: null,
  customerId: null,
  vaId: null,
  scopes: null,
})

/** An admin of a workspace, as a page would call. */
export const asking = (workspace: { id: string; slug: string }) => ({
  actor: staff(workspace),
  address: '',
})

export const percentile = (times: number[], share: number) =>
  [...times].sort((a, b) => a - b)[
    Math.min(times.length - 1, Math.floor(times.length * share))
  ] as number
export const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} ms`

export async function timed(run: () => Promise<unknown>) {
  const start = performance.now()
  await run()
  return performance.now() - start
}

/** Records what a call sends, so that it can be sent again without us. */
export async function record(run: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = []
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args
    if (typeof first === 'string')
      statements.push({ text: first, values: (second as unknown[]) ?? [] })
    else if (first && typeof first === 'object' && 'text' in first) {
      const { text, values } = first as { text: string; values?: unknown[] }
      statements.push({ text, values: values ?? [] })
    }
    return (original as (...all: unknown[]) => unknown).apply(this, args)
  } as typeof original
  try {
    await run()
  } finally {
    pg.Client.prototype.query = original
  }
  return statements
}

export const pool = new pg.Pool({ connectionString: process.env.APP_DATABASE_URL, max: 12 })

export async function replay(statements: Statement[]) {
  const client = await pool.connect()
  try {
    for (const { text, values } of statements) await client.query(text, values)
  } finally {
    client.release()
  }
}

export async function atOnce(run: () => Promise<unknown>, users = 8, each = 40) {
  const times: number[] = []
  await Promise.all(
    Array.from({ length: users }, async () => {
      for (let turn = 0; turn < each; turn++) times.push(await timed(run))
    }),
  )
  return times
}

export async function besidePg(name: string, run: () => Promise<unknown>): Promise<Figure[]> {
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
export async function inDatabase(
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
