import { call } from '@orpc/server'
import type pg from 'pg'
import { closeConnections } from '../lib/db/client'
import { ledger } from '../lib/ledger/procedures'
import { payouts } from '../lib/payouts/procedures'
import { programme } from '../lib/programme/procedures'
import { addDays, isoDate } from '../lib/time'
import {
  asking,
  atOnce,
  type Figure,
  ms,
  percentile,
  pool,
  record,
  replay,
  timed,
} from './measuring'

/** Money at its size: 100,000 commissions of 2,000 partners, each figure beside its statements sent by plain pg. */

const workspace = JSON.parse(process.env.BENCH_WORKSPACE ?? '{}') as { id: string; slug: string }
const context = asking(workspace)
const zone = context.actor.workspace.timezone
const today = isoDate(new Date(), zone)
const period = { periodFrom: isoDate(addDays(new Date(), -400, zone), zone), periodTo: today }

const secondsOr = (value: number) => (value < 1000 ? ms(value) : `${(value / 1000).toFixed(2)} s`)

async function beside(
  name: string,
  run: () => Promise<unknown>,
  limit: number,
  turns: number,
): Promise<Figure> {
  await run()
  const statements = await record(run)
  const ours: number[] = []
  const plain: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    ours.push(await timed(run))
    plain.push(await timed(() => replay(statements)))
  }
  const [value, base] = [percentile(ours, 0.5), percentile(plain, 0.5)]
  return {
    name,
    value: `${secondsOr(value)} (plain SQL ${secondsOr(base)})`,
    limit: secondsOr(limit),
    ok: value < limit,
  }
}

/** Makes a run of everybody and lets go of it again, so that the next time finds the same. */
async function makeRun() {
  const run = await call(payouts.create, period, { context })
  return run.id
}

const asStaff = (client: pg.PoolClient) =>
  client.query(
    `select set_config('role', 'app_staff', true), set_config('app.workspace_id', $1, true),
       set_config('app.role', 'admin', true), set_config('app.user_id', $2, true)`,
    [workspace.id, context.actor.userId],
  )

async function letGo(runId: string) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await asStaff(client)
    const cancelled = `update payouts set status = 'cancelled', cancelled_at = now(), reason = 'Measured', status_changed_at = now()
      where run_id = $1`
    await client.query(cancelled, [runId])
    await client.query(
      'update payout_items set released_at = now() where released_at is null and payout_id in (select id from payouts where run_id = $1)',
      [runId],
    )
    await client.query('commit')
  } finally {
    client.release()
  }
}

/** What a run comes down to, in plain SQL under the same triggers: undone instead of kept. */
async function plainRun() {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await asStaff(client)
    const runId = crypto.randomUUID()
    await client.query(
      `insert into payout_runs (id, workspace_id, period_from, period_to, created_by, created_at)
       values ($1, $2, $3, $4, $5, now())`,
      [runId, workspace.id, period.periodFrom, period.periodTo, context.actor.userId],
    )
    await client.query(
      `insert into payouts (workspace_id, run_id, partner_id, currency, amount, minimum, created_by, created_at)
       select c.workspace_id, $1, c.partner_id, c.currency, sum(c.commission_amount), 0, $2, now()
       from commissions c where c.status = 'approved' group by 1, 3, 4 having sum(c.commission_amount) >= 10000`,
      [runId, context.actor.userId],
    )
    await client.query(
      `insert into payout_items (workspace_id, payout_id, commission_id, amount, source_amount, source_currency, created_at)
       select c.workspace_id, y.id, c.id, c.commission_amount, c.commission_amount, c.currency, now()
       from payouts y join commissions c on c.workspace_id = y.workspace_id and c.partner_id = y.partner_id
         and c.currency = y.currency and c.status = 'approved'
       where y.run_id = $1`,
      [runId],
    )
    await client.query('set constraints all immediate')
  } finally {
    await client.query('rollback')
    client.release()
  }
}

async function runCreation(): Promise<Figure> {
  const limit = 10_000
  let id = ''
  const value = await timed(async () => {
    id = await makeRun()
  })
  await letGo(id)
  const plain = await timed(plainRun)
  return {
    name: 'A run of 2,000 partners and 70,000 commissions is made in',
    value: `${secondsOr(value)} (plain SQL ${secondsOr(plain)})`,
    limit: secondsOr(limit),
    ok: value < limit,
  }
}

async function ledgerPage(): Promise<Figure> {
  const page = () => call(ledger.entries, { limit: 50 }, { context })
  for (let warm = 0; warm < 5; warm++) await page()
  const statements = await record(page)
  const value = percentile(await atOnce(page), 0.95)
  const plain = percentile(await atOnce(() => replay(statements)), 0.95)
  return {
    name: 'Ledger page, p95 with 8 at once',
    value: `${ms(value)} (plain SQL ${ms(plain)})`,
    limit: '100 ms',
    ok: value < 100,
  }
}

async function main() {
  const figures: Figure[] = []
  figures.push(
    await beside('Preview of a run', () => call(payouts.preview, period, { context }), 2_000, 5),
  )
  figures.push(await ledgerPage())
  const [inForce] = await call(programme.versions, {}, { context })
  if (!inForce) throw new Error('no rules')
  const terms = {
    ...inForce,
    tiers: inForce.tiers.map((row) => ({ ...row, rate: String(Number(row.rate) + 2.5) })),
    rules: [
      {
        ruleId: crypto.randomUUID(),
        name: 'Retail',
        currency: 'USD',
        match: 'all' as const,
        groups: [
          {
            match: 'all' as const,
            conditions: [{ field: 'industry' as const, op: 'is' as const, values: ['Retail'] }],
          },
        ],
        reward: { type: 'percent' as const, rate: '5' },
        cap: { amount: 50_000, period: 'quarter' as const },
      },
    ],
  }
  const year = { from: isoDate(addDays(new Date(), -365, zone), zone), to: today }
  figures.push(
    await beside(
      'Dry run of a year, 100,000 deals',
      () => call(programme.dryRun, { ...terms, ...year }, { context }),
      10_000,
      3,
    ),
  )
  figures.push(await runCreation())
  await pool.end()
  await closeConnections()
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}

await main()
