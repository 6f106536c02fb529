import { call } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asking, asOwner, closeOwner, makeMember, makePartner, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import type { AnswerOf } from './answer-schema'
import { metrics } from './procedures'
import type { Question, QuestionKind, Range } from './schema'

const DAY = 86_400_000
const start = Date.parse('2026-01-01T12:00:00Z')
const now = new Date('2026-09-01T12:00:00Z')
const at = (day: number) => new Date(start + day * DAY).toISOString()

let workspace: Awaited<ReturnType<typeof makeWorkspace>>
let admin: Member

beforeAll(async () => {
  workspace = await makeWorkspace()
  admin = await makeMember(workspace, 'admin')
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const ask = async <K extends QuestionKind>(
  question: { kind: K } & Record<string, unknown>,
  range: Range,
  actor = admin,
) =>
  (await call(
    metrics.ask,
    { question: question as unknown as Question, range },
    { context: asking(actor, { now }) },
  )) as AnswerOf<K>

const stages = ['prospect', 'qualified', 'proposal_sent', 'negotiating', 'closed_won'] as const

/** A lead's way: the day it was registered, and then what it became, so many days later each. */
type Way = { born: number; moves: { to: number; after: number }[]; end: 'open' | 'won' | 'lost' }

const way = fc.record({
  born: fc.integer({ min: 0, max: 200 }),
  moves: fc.array(
    fc.record({ to: fc.integer({ min: 0, max: 3 }), after: fc.integer({ min: 0, max: 30 }) }),
    {
      maxLength: 5,
    },
  ),
  end: fc.constantFrom('open' as const, 'won' as const, 'lost' as const),
})

/** Writes leads with their histories as the product would leave them. */
async function tell(ways: Way[]) {
  const home = await makeWorkspace()
  const who = await makeMember(home, 'admin')
  const partner = await makePartner(home)
  for (const { born, moves, end } of ways) {
    const times: [stage: string, day: number][] = [['prospect', born]]
    let day = born
    for (const { to, after } of moves) {
      day += after
      times.push([stages[to] as string, day])
    }
    if (end !== 'open') times.push([end === 'won' ? 'closed_won' : 'closed_lost', day + 1])
    const status = times.at(-1)?.[0]
    const [lead] = await asOwner<{ id: string }>(
      `insert into client_leads (workspace_id, partner_id, client_name, client_email, business_name, estimated_value, project_value, currency, status, lost_reason,
         zero_commission_reason, stage_entered_at, closed_at, close_no, position, created_at)
       values ($1, $2, 'Told', 'told@client.example', 'Told', 100, case when $3 = 'closed_won' then 0 end, 'EUR', $3, case when $3 = 'closed_lost' then 'No' end,
         case when $3 = 'closed_won' then 'Worth nothing' end, $4, case when $3 like 'closed%' then $4::timestamptz end,
         case when $3 = 'closed_won' then 1 else 0 end, 'a', $5) returning id`,
      [home.id, partner, status, at(times.at(-1)?.[1] ?? born), at(born)],
    )
    // In any order: moves may be recorded late.
    for (const [stage, when] of [...times].reverse())
      await asOwner(
        `insert into lead_stage_history (workspace_id, client_lead_id, to_status, actor_name, created_at) values ($1, $2, $3, 'Ada', $4)`,
        [home.id, lead?.id, stage, at(when)],
      )
  }
  return who
}

/** The funnel counted lead by lead. */
function plainly(ways: Way[], window: number | undefined) {
  const reached = stages.map(() => 0)
  const open = stages.map(() => 0)
  for (const { born, moves, end } of ways) {
    let day = born
    const entered: [rank: number, day: number][] = []
    for (const { to, after } of moves) {
      day += after
      entered.push([to, day])
    }
    if (end === 'won') entered.push([4, day + 1])
    let last = born
    let step = 0
    reached[0]!++
    while (step < 4) {
      const next = entered.filter(([rank]) => rank >= step + 1).map(([, when]) => when)
      const when = next.length ? Math.max(last, Math.min(...next)) : undefined
      if (when === undefined || (window !== undefined && when > last + window)) break
      last = when
      step++
      reached[step]!++
    }
    const never = step < 4 && !entered.some(([rank]) => rank >= step + 1)
    const today = (now.getTime() - start) / DAY
    if (step < 4 && never && end !== 'lost' && (window === undefined || last + window > today))
      open[step + 1]!++
  }
  return { reached, open }
}

describe('the pipeline funnel', () => {
  it('is what counting lead by lead gives, never rises, and counts past the end of the range', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(way, { minLength: 1, maxLength: 12 }),
        fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
        fc.integer({ min: 0, max: 100 }),
        async (ways, windowDays, from) => {
          const who = await tell(ways)
          const range = { from: at(from).slice(0, 10), to: at(from + 60).slice(0, 10) }
          const asked = ways.filter(({ born }) => born >= from && born <= from + 60)
          const { steps } = await ask(
            { kind: 'funnel', funnel: 'pipeline', ...(windowDays ? { windowDays } : {}) },
            range,
            who,
          )
          const expected = plainly(asked, windowDays)
          expect(steps.map(({ reached }) => reached)).toEqual(expected.reached)
          expect(steps.map(({ open }) => open)).toEqual(expected.open)
          for (const [at, { reached }] of steps.entries())
            expect(reached).toBeLessThanOrEqual(steps[at - 1]?.reached ?? Number.POSITIVE_INFINITY)
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)
})

/** A set small enough to work out on paper: three partners of March, two of April. */
describe('cohorts and lifetime value', () => {
  let partners: string[] = []
  beforeAll(async () => {
    partners = []
    for (const joined of ['2026-03-02', '2026-03-15', '2026-03-31', '2026-04-01', '2026-04-20']) {
      const id = await makePartner(workspace)
      await asOwner('update partners set created_at = $2 where id = $1', [
        id,
        `${joined}T12:00:00Z`,
      ])
      partners.push(id)
    }
    const lead = async (partner: number, created: string, closed: string | null, value = 0) => {
      const [row] = await asOwner<{ id: string }>(
        `insert into client_leads (workspace_id, partner_id, client_name, client_email, business_name, estimated_value, project_value, currency, status,
           zero_commission_reason, stage_entered_at, closed_at, close_no, position, created_at)
         values ($1, $2, 'Told', 'told@client.example', 'Told', 100, $5, 'EUR', case when $4::timestamptz is null then 'prospect' else 'closed_won' end,
           case when $4::timestamptz is not null then 'None' end, $3, $4, case when $4::timestamptz is null then 0 else 1 end, 'a', $3) returning id`,
        [
          workspace.id,
          partners[partner],
          `${created}T12:00:00Z`,
          closed && `${closed}T12:00:00Z`,
          closed ? value : null,
        ],
      )
      return row?.id
    }
    await lead(0, '2026-03-05', '2026-04-10', 100_000)
    await lead(0, '2026-03-06', null)
    await lead(1, '2026-05-01', '2026-05-20', 40_000)
    const refunded = await lead(3, '2026-04-02', '2026-04-30', 50_000)
    await lead(2, '2026-06-30', null)
    await asOwner(
      `insert into lead_refunds (workspace_id, client_lead_id, close_no, amount, currency, reason, refunded_at, refunded_by)
       values ($1, $2, 1, 20000, 'EUR', 'Half', '2026-06-01T12:00:00Z', $3)`,
      [workspace.id, refunded, admin.userId],
    )
  })

  const year = { from: '2026-01-01', to: '2026-12-31' }
  const cells = async (measure: string) => {
    const { cohorts } = await ask({ kind: 'cohort', measure }, year)
    return cohorts.map(({ month, size, cells }) => [
      month,
      size,
      cells.slice(0, 5).map((cell) => cell && Math.round(cell.value * 100) / 100),
    ])
  }

  it('keeps the size of a cohort, and counts each partner once a month', async () => {
    expect(await cells('active')).toEqual([
      ['2026-03-01', 3, [33.33, 0, 33.33, 33.33, 0]],
      ['2026-04-01', 2, [50, 0, 0, 0, 0]],
    ])
    expect(await cells('leads')).toEqual([
      ['2026-03-01', 3, [2, 0, 1, 1, 0]],
      ['2026-04-01', 2, [1, 0, 0, 0, 0]],
    ])
    expect(await cells('won')).toEqual([
      ['2026-03-01', 3, [0, 1, 1, 0, 0]],
      ['2026-04-01', 2, [1, 0, 0, 0, 0]],
    ])
  })

  it('takes refunds off in the month of the refund', async () => {
    expect(await cells('revenue')).toEqual([
      ['2026-03-01', 3, [0, 100_000, 40_000, 0, 0]],
      ['2026-04-01', 2, [50_000, 0, -20_000, 0, 0]],
    ])
  })

  it('marks the month that is running, and shows no future', async () => {
    const { cohorts } = await ask({ kind: 'cohort', measure: 'leads' }, year)
    expect(cohorts[0]?.cells[6]).toEqual({ value: 0, complete: false })
    expect(cohorts[0]?.cells[7]).toBeNull()
  })

  it('is worth what partners brought less refunds', async () => {
    const answer = await ask({ kind: 'ltv' }, year)
    expect(answer.partners).toBe(5)
    expect(answer.observed).toBe((100_000 + 40_000 + 30_000) / 5)
    // By month of their time, all five old enough: 50,000; 100,000; 40,000 − 20,000.
    expect(answer.curve.slice(0, 3).map(({ value }) => Math.round(value))).toEqual([
      10_000, 30_000, 34_000,
    ])
    expect(answer.projected?.value).toBeCloseTo(34_000, 3)
  })

  it('ranks partners by won value, with their own figures', async () => {
    const { rows } = await ask({ kind: 'leaderboard' }, year)
    expect(rows.map(({ id, leads, won, wonValue }) => [id, leads, won, wonValue])).toEqual([
      [partners[0], 2, 1, 100_000],
      [partners[3], 1, 1, 50_000],
      [partners[1], 1, 1, 40_000],
      [partners[2], 1, 0, 0],
    ])
  })

  it('forecasts with a band and says how it erred', async () => {
    const answer = await ask({ kind: 'forecast', metric: 'won_value', horizon: 3 }, year)
    expect(answer.forecast.map(({ day }) => day)).toEqual([
      '2026-09-01',
      '2026-10-01',
      '2026-11-01',
    ])
    expect(answer.history.map(({ value }) => value)).toEqual([150_000, 40_000, 0, 0, 0])
    expect(answer).toMatchObject({ method: 'mean', error: null })
    expect(answer.notes).toHaveLength(1)
  })
})

it('shows a workspace nothing of another, and no other role anything', async () => {
  const other = await makeWorkspace()
  const stranger = await makeMember(other, 'owner')
  const year = { from: '2026-01-01', to: '2026-12-31' }
  const { rows } = await ask({ kind: 'leaderboard' }, year, stranger)
  expect(rows).toEqual([])
  const { cohorts } = await ask({ kind: 'cohort', measure: 'leads' }, year, stranger)
  expect(cohorts).toEqual([])
  expect((await ask({ kind: 'ltv' }, year, stranger)).partners).toBe(0)
  const va = await makeMember(workspace, 'va')
  await expect(ask({ kind: 'ltv' }, year, va)).rejects.toMatchObject({ code: 'forbidden' })
})
