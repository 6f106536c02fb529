import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { negotiate, openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember, makePartner } from '@/e2e/people'
import { replay } from '../commissions/rules'
import type { Snapshot } from '../commissions/schema'
import { closeConnections } from '../db/client'
import { leads } from '../leads/procedures'
import { programme } from './procedures'
import type { RewardRule, Terms } from './schema'

let agency: Awaited<ReturnType<typeof openAgency>>

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const usual: Terms = {
  tiers: [
    { tier: 'bronze', minDeals: 0, rate: '20', holdDays: 0 },
    { tier: 'silver', minDeals: 5, rate: '25', holdDays: 0 },
    { tier: 'gold', minDeals: 15, rate: '30', holdDays: 0 },
    { tier: 'platinum', minDeals: 50, rate: '40', holdDays: 0 },
  ],
  rules: [],
  minimumPayout: 0,
  payoutApprovalThreshold: 100_000_000,
}

const bonus = (more: Partial<RewardRule> = {}): RewardRule => ({
  ruleId: '0198f000-0000-7000-8000-000000000001',
  name: 'Big deal',
  currency: agency.workspace.currency,
  match: 'all',
  groups: [
    { match: 'all', conditions: [{ field: 'deal_value', op: 'at_least', amount: 500_000 }] },
  ],
  reward: { type: 'fixed', amount: 10_000 },
  cap: null,
  ...more,
})

const adopt = (terms: Partial<Terms>, more: object = {}, now?: Date) =>
  call(
    programme.adopt,
    { ...usual, ...terms, basedOn: 1, ...more },
    { context: asking(agency.admin, now ? { now } : {}) },
  )

const commissionsOf = (leadId: string) =>
  asOwner<{ kind: string; amount: number; holdUntil: Date | null; snapshot: Snapshot }>(
    `select kind, commission_amount as amount, hold_until as "holdUntil", snapshot from commissions
     where client_lead_id = $1 order by kind, commission_amount`,
    [leadId],
  )

describe('a version of the rules', () => {
  it('holds from now on for what is won from now on', async () => {
    const before = await win(agency.admin, agency.partnerId)
    const tiers = usual.tiers.map((row) => ({ ...row, rate: '50', holdDays: 30 }))
    expect(await adopt({ tiers })).toMatchObject({ version: 2, state: 'in_force' })
    const after = await win(agency.admin, agency.partnerId)
    expect((await commissionsOf(before.leadId))[0]).toMatchObject({
      amount: 20_000,
      holdUntil: null,
    })
    const [commission] = await commissionsOf(after.leadId)
    expect(commission).toMatchObject({ amount: 50_000, snapshot: { tierVersion: 2, holdDays: 30 } })
    expect(commission?.holdUntil).toBeInstanceOf(Date)
  })

  it('can begin on a day to come, and be withdrawn before it does', async () => {
    const tiers = usual.tiers.map((row) => ({ ...row, rate: '50' }))
    const now = new Date('2026-03-10T12:00:00Z')
    const made = await adopt({ tiers }, { effectiveOn: '2026-03-29' }, now)
    expect(made.state).toBe('scheduled')
    // Berlin's midnight, on the day on which summer time begins.
    expect(made.effectiveFrom.toISOString()).toBe('2026-03-28T23:00:00.000Z')
    const early = await win(
      agency.admin,
      agency.partnerId,
      100_000,
      new Date('2026-03-28T22:59:59Z'),
    )
    const late = await win(
      agency.admin,
      agency.partnerId,
      100_000,
      new Date('2026-03-28T23:00:00Z'),
    )
    expect((await commissionsOf(early.leadId))[0]?.amount).toBe(20_000)
    expect((await commissionsOf(late.leadId))[0]?.amount).toBe(50_000)
    const withdraw = (at: string) =>
      call(
        programme.withdraw,
        { version: 2 },
        { context: asking(agency.admin, { now: new Date(at) }) },
      )
    await expect(withdraw('2026-03-29T00:00:00Z')).rejects.toMatchObject({ code: 'conflict' })
    await withdraw('2026-03-20T00:00:00Z')
    await expect(withdraw('2026-03-20T00:00:00Z')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('of two made at once from the same one, one counts', async () => {
    const both = await Promise.allSettled([adopt({}), adopt({}), adopt({})])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    await expect(adopt({})).rejects.toMatchObject({ code: 'conflict' })
  })

  it('begins after all others and never in the past', async () => {
    const now = new Date('2026-03-10T12:00:00Z')
    await expect(adopt({}, { effectiveOn: '2026-03-09' }, now)).rejects.toMatchObject({
      data: { fields: { effectiveOn: expect.stringContaining('today') } },
    })
    await adopt({}, { effectiveOn: '2026-04-01' }, now)
    await expect(adopt({}, { basedOn: 2, effectiveOn: '2026-03-20' }, now)).rejects.toMatchObject({
      data: { fields: { effectiveOn: expect.stringContaining('Version 2') } },
    })
    await expect(
      asOwner(
        `insert into programme_versions (workspace_id, version, effective_from, minimum_payout, payout_approval_threshold, created_at)
         values ($1, 9, '2001-01-01', 0, 0, '2026-01-01')`,
        [agency.workspace.id],
      ),
    ).rejects.toThrow('begins after all others')
  })

  it.each([
    [{ tiers: usual.tiers.map((row) => ({ ...row, holdDays: 91 })) }, 'tiers.0.holdDays'],
    [{ tiers: usual.tiers.map((row) => ({ ...row, rate: '101' })) }, 'tiers.0.rate'],
    [{ tiers: usual.tiers.map((row) => ({ ...row, minDeals: 0 })) }, 'tiers.1.minDeals'],
    [{ minimumPayout: -1 }, 'minimumPayout'],
  ])('refuses %o at its field', async (terms, field) => {
    await expect(adopt(terms)).rejects.toMatchObject({
      data: { fields: { [field]: expect.any(String) } },
    })
  })

  it('refuses the same bonus twice, an empty group, and a cap of nothing', async () => {
    for (const rules of [
      [bonus(), bonus()],
      [bonus({ groups: [{ match: 'all', conditions: [] }] })],
      [bonus({ cap: { amount: 0, period: 'month' } })],
      [bonus({ name: ' ' })],
    ])
      await expect(adopt({ rules })).rejects.toMatchObject({ status: 400 })
  })

  it('is never rewritten, not even by the owner of the tables', async () => {
    await expect(
      asOwner('update partner_tiers set rate = 99 where workspace_id = $1', [agency.workspace.id]),
    ).rejects.toThrow('never changed')
    await expect(
      asOwner('update programme_versions set minimum_payout = 1 where workspace_id = $1', [
        agency.workspace.id,
      ]),
    ).rejects.toThrow('never changed')
  })

  it('is read by all staff and made by admins', async () => {
    const manager = await makeMember(agency.workspace, 'manager')
    const context = asking(manager)
    expect(await call(programme.versions, {}, { context })).toHaveLength(1)
    await expect(
      call(programme.adopt, { ...usual, basedOn: 1 }, { context }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    const stranger = await makeMember((await openAgency()).workspace, 'admin')
    expect(await call(programme.versions, {}, { context: asking(stranger) })).toHaveLength(1)
  })
})

describe('a bonus', () => {
  it('comes beside the commission, and is replayed from what was recorded', async () => {
    await adopt({ rules: [bonus()] })
    const small = await win(agency.admin, agency.partnerId, 499_999)
    expect(await commissionsOf(small.leadId)).toHaveLength(1)
    const big = await win(agency.admin, agency.partnerId, 500_000)
    const rows = await commissionsOf(big.leadId)
    expect(rows.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['base', 100_000],
      ['bonus', 10_000],
    ])
    for (const row of rows) expect(replay(row.snapshot)).toBe(row.amount)
  })

  it('is shown before the deal is won', async () => {
    await adopt({ rules: [bonus()] })
    const id = await negotiate(agency.admin, agency.partnerId)
    const preview = await call(
      leads.previewWin,
      { id, projectValue: 600_000 },
      { context: asking(agency.admin) },
    )
    expect(preview.bonuses).toEqual([{ name: 'Big deal', amount: 10_000 }])
  })

  it('for new clients knows those who were won before, imported ones too, and so does the dry run', async () => {
    const rules = [
      bonus({
        name: 'New client',
        groups: [{ match: 'all', conditions: [{ field: 'new_client', is: true }] }],
      }),
    ]
    await adopt({ rules })
    const lead = (name: string, columns: string, values: string) =>
      asOwner<{ id: string }>(
        `insert into client_leads (workspace_id, partner_id, client_name, client_email, currency, position, stage_entered_at, created_at, ${columns})
         values ($1, $2, 'Ada', $3, 'EUR', $3, '2026-01-01', '2026-01-01', ${values}) returning id`,
        [agency.workspace.id, agency.partnerId, name],
      )
    // As an import leaves it: won, and no client claimed.
    await lead(
      'ada@known.example',
      'status, project_value, closed_at, close_no, zero_commission_reason, origin',
      `'closed_won', 100, '2026-01-01', 1, 'Imported', 'import'`,
    )
    const [again] = await lead('eve@known.example', 'status', `'negotiating'`)
    const [fresh] = await lead('eve@fresh.example', 'status', `'negotiating'`)
    const now = new Date()
    for (const id of [again?.id, fresh?.id])
      await call(
        leads.move,
        { id: id as string, to: 'closed_won', projectValue: 1_000 },
        { context: asking(agency.admin, { now }) },
      )
    const kinds = async (id?: string) => (await commissionsOf(id as string)).map(({ kind }) => kind)
    expect(await kinds(again?.id)).toEqual(['base'])
    expect(await kinds(fresh?.id)).toEqual(['base', 'bonus'])
    const yesterday = new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10)
    const [inForce] = await call(programme.versions, {}, { context: asking(agency.admin) })
    const tried = await call(
      programme.dryRun,
      { ...(inForce as Terms), from: yesterday, to: '2099-12-31' },
      { context: asking(agency.admin) },
    )
    expect(tried.examples).toEqual([])
  })

  it('stops at its cap, with sixteen deals won at once', async () => {
    await adopt({ rules: [bonus({ cap: { amount: 45_000, period: 'quarter' } })] })
    const open = []
    for (let deal = 0; deal < 16; deal++) open.push(await negotiate(agency.admin, agency.partnerId))
    await Promise.all(
      open.map((id) =>
        call(
          leads.move,
          { id, to: 'closed_won', projectValue: 500_000 },
          { context: asking(agency.admin) },
        ),
      ),
    )
    const rows = await asOwner<{ amount: number }>(
      `select commission_amount as amount from commissions where partner_id = $1 and kind = 'bonus' order by 1 desc`,
      [agency.partnerId],
    )
    expect(rows.map(({ amount }) => amount)).toEqual([10_000, 10_000, 10_000, 10_000, 5_000])
  })

  it('counts towards its cap what closed a moment later and was won first', async () => {
    await adopt({ rules: [bonus({ cap: { amount: 15_000, period: 'quarter' } })] })
    const soon = Date.now() + 60_000
    for (const now of [new Date(soon + 5), new Date(soon)]) {
      const id = await negotiate(agency.admin, agency.partnerId)
      const context = asking(agency.admin, { now })
      await call(leads.move, { id, to: 'closed_won', projectValue: 500_000 }, { context })
    }
    const rows = await asOwner<{ amount: number }>(
      `select commission_amount as amount from commissions where partner_id = $1 and kind = 'bonus' order by 1 desc`,
      [agency.partnerId],
    )
    expect(rows.map(({ amount }) => amount)).toEqual([10_000, 5_000])
  })

  it('is taken back with its deal', async () => {
    await adopt({ rules: [bonus()] })
    const { leadId } = await win(agency.admin, agency.partnerId, 1_000_000)
    const context = asking(agency.admin)
    await call(leads.refund, { id: leadId, amount: 250_000, reason: 'Part' }, { context })
    const taken = await asOwner<{ amount: number }>(
      `select commission_amount as amount from commissions where client_lead_id = $1 and kind = 'clawback' order by 1`,
      [leadId],
    )
    expect(taken.map(({ amount }) => amount)).toEqual([-50_000, -2_500])
    await call(leads.move, { id: leadId, to: 'closed_lost', reason: 'Gone' }, { context })
    const standing = await asOwner<{ status: string }>(
      `select distinct status from commissions where client_lead_id = $1`,
      [leadId],
    )
    expect(standing).toEqual([{ status: 'reversed' }])
  })

  it('of an amount that its snapshot does not give is refused by the database', async () => {
    await adopt({ rules: [bonus()] })
    const { leadId } = await win(agency.admin, agency.partnerId, 500_000)
    await expect(
      asOwner(
        `insert into commissions (workspace_id, partner_id, client_lead_id, close_no, kind, rule_id, project_value, commission_rate,
           commission_amount, currency, tier_at_sale, snapshot, earned_at, created_at)
         select workspace_id, partner_id, client_lead_id, close_no, kind, uuid_v7(), project_value, commission_rate,
           commission_amount + 1, currency, tier_at_sale, snapshot, earned_at, created_at
         from commissions where client_lead_id = $1 and kind = 'bonus'`,
        [leadId],
      ),
    ).rejects.toThrow('what its snapshot gives')
  })
})

describe('a shared deal', () => {
  const share = (id: string, shares: [string, number][], as = agency.admin) =>
    call(
      leads.share,
      { id, shares: shares.map(([partnerId, bps]) => ({ partnerId, bps })) },
      { context: asking(as) },
    )

  it('pays each partner their part, to the cent, and takes it back the same way', async () => {
    const second = await makePartner(agency.workspace)
    const third = await makePartner(agency.workspace)
    await adopt({ rules: [bonus()] })
    const id = await negotiate(agency.admin, agency.partnerId)
    await share(id, [
      [agency.partnerId, 3_334],
      [second, 3_333],
      [third, 3_333],
    ])
    const context = asking(agency.admin)
    await call(leads.move, { id, to: 'closed_won', projectValue: 500_003 }, { context })
    const rows = await commissionsOf(id)
    expect(rows.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['base', 33_330],
      ['base', 33_330],
      ['base', 33_341],
      ['bonus', 3_333],
      ['bonus', 3_333],
      ['bonus', 3_334],
    ])
    for (const row of rows) expect(replay(row.snapshot)).toBe(row.amount)
    for (const amount of [1, 99_999, 250_000, 150_003])
      await call(leads.refund, { id, amount, reason: 'Bit by bit' }, { context })
    const net = await asOwner<{ net: string }>(
      'select sum(commission_amount) as net from commissions where client_lead_id = $1 group by partner_id',
      [id],
    )
    expect(net.map((row) => Number(row.net))).toEqual([0, 0, 0])
  })

  it('is shared while it is open, in whole, among known active partners, with its owner', async () => {
    const second = await makePartner(agency.workspace)
    const stranger = await makePartner((await openAgency()).workspace)
    const id = await negotiate(agency.admin, agency.partnerId)
    const refused = (shares: [string, number][]) =>
      expect(share(id, shares)).rejects.toMatchObject({
        code: expect.stringMatching(/invalid|not_found/),
      })
    await refused([[agency.partnerId, 5_000]])
    await refused([
      [agency.partnerId, 5_000],
      [agency.partnerId, 5_000],
    ])
    await refused([
      [second, 5_000],
      [second, 5_000],
    ])
    await refused([
      [agency.partnerId, 5_000],
      [stranger, 5_000],
    ])
    await share(id, [
      [agency.partnerId, 5_000],
      [second, 5_000],
    ])
    await share(id, [])
    const context = asking(agency.admin)
    await call(leads.move, { id, to: 'closed_won', projectValue: 1_000 }, { context })
    await expect(
      share(id, [
        [agency.partnerId, 5_000],
        [second, 5_000],
      ]),
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      asOwner(
        `insert into lead_shares (workspace_id, client_lead_id, partner_id, position, bps, created_at)
         values ($1, $2, $3, 0, 5000, now())`,
        [agency.workspace.id, id, second],
      ),
    ).rejects.toThrow('shares of a closed deal stand')
  })

  it('won while it is being shared has the shares before or after', async () => {
    const second = await makePartner(agency.workspace)
    for (let round = 0; round < 8; round++) {
      const id = await negotiate(agency.admin, agency.partnerId)
      await Promise.allSettled([
        share(id, [
          [agency.partnerId, 5_000],
          [second, 5_000],
        ]),
        call(
          leads.move,
          { id, to: 'closed_won', projectValue: 1_000 },
          { context: asking(agency.owner) },
        ),
      ])
      const [state] = await asOwner<{ status: string; shares: number; commissions: number }>(
        `select status, (select count(*)::int from lead_shares where client_lead_id = l.id) as shares,
           (select count(*)::int from commissions where client_lead_id = l.id) as commissions
         from client_leads l where id = $1`,
        [id],
      )
      if (state?.status === 'closed_won') expect(state.commissions).toBe(Math.max(1, state.shares))
    }
  })

  it('of two partners crosswise can be won at the same time', async () => {
    const second = await makePartner(agency.workspace)
    const open: string[] = []
    for (let deal = 0; deal < 16; deal++) {
      const [owner, other] = deal % 2 ? [second, agency.partnerId] : [agency.partnerId, second]
      const id = await negotiate(agency.admin, owner)
      await share(id, [
        [owner, 7_000],
        [other, 3_000],
      ])
      open.push(id)
    }
    await Promise.all(
      open.map((id) =>
        call(
          leads.move,
          { id, to: 'closed_won', projectValue: 1_000 },
          { context: asking(agency.admin) },
        ),
      ),
    )
    const [row] = await asOwner<{ sum: string }>(
      'select sum(commission_amount) as sum from commissions where workspace_id = $1',
      [agency.workspace.id],
    )
    // Five at 20 %, three at 25 % for each of the two.
    expect(Number(row?.sum)).toBe(2 * (5 * 200 + 3 * 250))
  })
})
