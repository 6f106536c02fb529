import { call } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { negotiate, openAgency } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember, makePartner } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { leads } from '../leads/procedures'
import { programme } from './procedures'
import type { Condition, RewardRule, Terms } from './schema'

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

type Agency = Awaited<ReturnType<typeof openAgency>> & { second: string }

async function open(): Promise<Agency> {
  const agency = await openAgency()
  return { ...agency, second: await makePartner(agency.workspace) }
}

const rate = fc.integer({ min: 0, max: 6_000 }).map((hundredths) => (hundredths / 100).toFixed(2))

const tiers = fc
  .tuple(fc.tuple(rate, rate, rate, rate), fc.integer({ min: 1, max: 3 }))
  .map(([rates, step]) =>
    (['bronze', 'silver', 'gold', 'platinum'] as const).map((tier, i) => ({
      tier,
      minDeals: i * step,
      rate: rates[i] as string,
      holdDays: i,
    })),
  )

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constant('deal_value' as const),
    op: fc.constantFrom('at_least' as const, 'less_than' as const),
    amount: fc.integer({ min: 0, max: 200_000 }),
  }),
  fc.record({
    field: fc.constant('industry' as const),
    op: fc.constantFrom('is' as const, 'is_not' as const),
    values: fc.constantFrom<string[][]>(['Retail'], ['retail', 'Health']),
  }),
  fc.record({ field: fc.constant('new_client' as const), is: fc.boolean() }),
  fc.record({
    field: fc.constant('nth_deal' as const),
    op: fc.constantFrom('is' as const, 'at_least' as const, 'every' as const),
    n: fc.integer({ min: 1, max: 4 }),
  }),
)

const group = fc.record({
  match: fc.constantFrom('all' as const, 'any' as const),
  conditions: fc.array(condition, { minLength: 1, maxLength: 3 }),
})

const rule = (currency: string) => (no: number) =>
  fc.record({
    ruleId: fc.constant(`0198f000-0000-7000-8000-00000000000${no}`),
    name: fc.constant(`Bonus ${no}`),
    currency: fc.constant(currency),
    match: fc.constantFrom('all' as const, 'any' as const),
    groups: fc.array(group, { maxLength: 2 }),
    reward: fc.oneof(
      fc.record({ type: fc.constant('percent' as const), rate }),
      fc.record({
        type: fc.constant('fixed' as const),
        amount: fc.integer({ min: 1, max: 9_999 }),
      }),
    ),
    cap: fc.option(
      fc.record({
        amount: fc.integer({ min: 1, max: 20_000 }),
        period: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
      }),
      { nil: null },
    ),
  }) satisfies fc.Arbitrary<RewardRule>

const termsIn = (currency: string): fc.Arbitrary<Terms> =>
  fc.record({
    tiers,
    rules: fc
      .integer({ min: 0, max: 3 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => rule(currency)(i)))),
    minimumPayout: fc.constant(0),
    payoutApprovalThreshold: fc.constant(1_000_000),
  })

const deal = fc.record({
  second: fc.boolean(),
  /** Days apart, so that caps of months and quarters begin anew. */
  day: fc.integer({ min: 0, max: 80 }),
  value: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 300_000 })),
  industry: fc.constantFrom(null, 'Retail', 'HEALTH', 'Law'),
  share: fc.option(fc.integer({ min: 1, max: 9_999 }), { nil: null }),
  refund: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true }), { nil: null }),
})
type Deal = typeof deal extends fc.Arbitrary<infer T> ? T : never

const start = new Date('2026-01-20T10:00:00Z').getTime()
const period = { from: '2026-01-20', to: '2026-04-30' }

/** Wins the same deals in the same order, and gives some of them back. */
async function play(agency: Agency, deals: readonly Deal[]) {
  const inOrder = deals.map((one, i) => ({ ...one, i })).sort((a, b) => a.day - b.day || a.i - b.i)
  for (const { second, day, value, industry, share, refund, i } of inOrder) {
    const now = new Date(start + day * 86_400_000 + i * 60_000)
    const context = asking(agency.admin, { now })
    const [owner, other] = second
      ? [agency.second, agency.partnerId]
      : [agency.partnerId, agency.second]
    const id = await negotiate(agency.admin, owner, now)
    await call(leads.edit, { id, industry }, { context })
    if (share)
      await call(
        leads.share,
        {
          id,
          shares: [
            { partnerId: owner, bps: share },
            { partnerId: other, bps: 10_000 - share },
          ],
        },
        { context },
      )
    await call(leads.move, { id, to: 'closed_won', projectValue: value }, { context })
    const amount = Math.floor(value * (refund ?? 0))
    if (amount > 0) await call(leads.refund, { id, amount, reason: 'Given back' }, { context })
  }
}

const adopt = (agency: Agency, terms: Terms) =>
  call(
    programme.adopt,
    { ...terms, basedOn: 1 },
    { context: asking(agency.admin, { now: new Date(start - 86_400_000) }) },
  )

const rowsOf = (agency: Agency) =>
  asOwner<{ table: string; rows: number }>(
    ['commissions', 'events', 'audit_log', 'programme_versions', 'partner_tiers', 'ledger_entries']
      .map(
        (table) =>
          `select '${table}' as table, count(*)::int as rows from ${table} where workspace_id = $1`,
      )
      .join(' union all '),
    [agency.workspace.id],
  )

async function sumsOf(agency: Agency) {
  const rows = await asOwner<{ second: boolean; sum: number }>(
    `select partner_id = $2 as second, sum(commission_amount)::int as sum from commissions
     where workspace_id = $1 and status not in ('rejected', 'reversed') group by 1`,
    [agency.workspace.id, agency.second],
  )
  return [false, true].map((second) => rows.find((row) => row.second === second)?.sum ?? 0)
}

describe('a dry run', () => {
  it('gives what adopting the rules and winning the same deals gives, and writes nothing', async () => {
    const currency = (await openAgency()).workspace.currency
    await fc.assert(
      fc.asyncProperty(
        termsIn(currency),
        fc.array(deal, { minLength: 1, maxLength: 9 }),
        async (terms, deals) => {
          const [tried, adopted] = [await open(), await open()]
          await play(tried, deals)
          const before = await rowsOf(tried)
          const answer = await call(
            programme.dryRun,
            { ...terms, ...period },
            { context: asking(tried.admin) },
          )
          expect(await rowsOf(tried)).toEqual(before)

          await adopt(adopted, terms)
          await play(adopted, deals)
          const of = (partnerId: string) =>
            answer.partners.find((one) => one.partnerId === partnerId)
          const both = [of(tried.partnerId), of(tried.second)]
          expect(both.map((one) => one?.wouldEarn ?? 0)).toEqual(await sumsOf(adopted))
          expect(both.map((one) => one?.earned ?? 0)).toEqual(await sumsOf(tried))
        },
      ),
      { numRuns: 25 },
    )
  }, 240_000)

  it('of the rules in force changes nothing', async () => {
    const agency = await open()
    await play(
      agency,
      [10_000, 20_001, 333].map((value, day) => ({
        second: false,
        day,
        value,
        industry: null,
        share: 5_000,
        refund: null,
      })),
    )
    const context = asking(agency.admin)
    const [inForce] = await call(programme.versions, {}, { context })
    if (!inForce) throw new Error('no version')
    const answer = await call(programme.dryRun, { ...inForce, ...period }, { context })
    expect(answer.examples).toEqual([])
    for (const { earned, wouldEarn } of answer.totals) expect(wouldEarn).toBe(earned)
  })

  it('is for admins, of their own workspace, over days in order', async () => {
    const agency = await open()
    const [inForce] = await call(programme.versions, {}, { context: asking(agency.admin) })
    if (!inForce) throw new Error('no version')
    const manager = await makeMember(agency.workspace, 'manager')
    await expect(
      call(programme.dryRun, { ...inForce, ...period }, { context: asking(manager) }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await expect(
      call(
        programme.dryRun,
        { ...inForce, from: '2026-02-02', to: '2026-02-01' },
        { context: asking(agency.admin) },
      ),
    ).rejects.toMatchObject({ data: { fields: { to: expect.any(String) } } })
  })
})
